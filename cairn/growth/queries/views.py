"""How others see a retelling: for its writer, for those who were invited, and for somebody who reports it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.base.models import DataKey
from cairn.base.pages import found
from cairn.growth.models import Retelling, View
from cairn.growth.queries.known import known_as
from cairn.growth.retold.words import prompt_of, title_of
from cairn.growth.rules import retelling as rules
from cairn.members.queries import Person
from cairn.safety.models import AsItStands

# ---- for its writer


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation that stands, to a person as its writer knows them."""

    id: int
    person: Person
    at: datetime
    retelling_pk: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody wrote, to the retelling's writer alone. `about` is when the telling they wrote about was told."""

    pk: int
    person: Person
    words: str
    at: datetime
    about: datetime
    line: int  # the invitation it came of


def seen_of(member, tellings) -> tuple[list[Asked], list[Seen]]:
    """For the writer of these: whom they asked, and what came. Nobody whose words they are not shown; and nobody who
    stepped away is told from somebody who has not written."""
    lines = lines_of(views_about(member, tellings), tellings)
    known = known_as(map(_pair, lines), [line.view.by for line in lines])
    seen = [_seen(line, known[_pair(line)]) for line in first_lines(lines) if _pair(line) in known]
    answered = {one.line for one in seen}
    asked = [_asked(line, known[_pair(line)]) for line in lines if not line.one.get("back") and line.one["id"] not in answered and _pair(line) in known]
    return asked, seen


def not_asked_yet(retelling, peers) -> list:
    """Of `peers` those to whom no invitation stands under the name by which one knows them there."""
    views = dict(View.objects.filter(retelling=retelling).values_list("pk", "by"))
    standing = {(one["circle"], views.get(one["view"])) for one in rules.asked(retelling.kept)}
    return [peer for peer in peers if (peer.circle_id, peer.member_id) not in standing]


@dataclass(frozen=True, slots=True)
class Line:
    """One invitation, as it stands in the retelling, with its row."""

    one: dict
    view: View
    telling: Retelling


def views_about(member, tellings) -> list[View]:
    """With the keys of their writers."""
    views = _views(member, [telling.pk for telling in tellings]) if tellings else []
    for view in views:
        keyring.take(view.by_id, view.key)
    return views


@composed(lambda member, tellings: [list(member.unheard_ids), tellings])
def _views(member, tellings: list[int]):
    return View.objects.filter(retelling__in=tellings).exclude(by__in=member.unheard_ids).select_related("by").annotate(key=DataKey.along("by")).order_by("written_at")


def lines_of(views: list[View], tellings) -> list[Line]:
    known = {view.pk: view for view in views}
    return [Line(one, known[one["view"]], telling) for telling in tellings for one in telling.kept.get("asked", ()) if one["view"] in known]


def _pair(line) -> tuple[int | None, int]:
    return line.one["circle"], line.view.by_id


def first_lines(lines) -> list[Line]:
    """Of each view that was written and is not held the line under which its words stand: what came of an invitation in one
    circle is not shown a second time under the name its writer has in another."""
    first = {}
    for line in lines:
        first.setdefault(line.view.pk, line)
    return [line for line in first.values() if line.view.written_at and not line.view.held_at and line.view.words]


def _seen(line, person) -> Seen:
    return Seen(line.view.pk, person, line.view.words, line.view.written_at, line.telling.told_at, line.one["id"])


def _asked(line, person) -> Asked:
    return Asked(line.one["id"], person, datetime.fromisoformat(line.one["at"]), line.telling.pk)


# ---- for whom they invited


def view_for(member, pk: int) -> View:
    """One's own open invitation to something one may still read, or 404."""
    return found(next(iter(_opened(member, pk)), None))


@composed(lambda member, pk: [member.pk, list(member.unheard_ids), pk])
def _opened(member, pk: int):
    return _open_to(member).filter(pk=pk)


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _all_open(member):
    return _open_to(member).order_by("-invited_at")


def _open_to(member):
    seen = Retelling.objects.seen_by(member).filter(told_at__isnull=False, member__left_at=None).values("pk")
    return View.objects.open_to(member).filter(retelling__in=seen).exclude(retelling__member=member).select_related("retelling")


@dataclass(frozen=True, slots=True)
class ViewPage:
    """One retelling as somebody invited reads it."""

    view: View
    person: Person
    title: str
    parts: list[tuple[str, str]]
    first: str
    first_at: datetime | None
    told_at: datetime
    circle_id: int | None


def view_page(member, pk: int) -> ViewPage:
    view = view_for(member, pk)
    kept, writer = view.retelling.kept, view.retelling.member_id
    one = found(rules.asked_of(kept, view.pk))
    person = found(known_as([(one["circle"], writer)]).get((one["circle"], writer)))
    first = kept["first"] if rules.first_is_shown(kept) else ""
    at = datetime.fromisoformat(kept["first_at"]) if first and kept.get("first_at") else None
    parts = [(prompt_of(part), kept[part]) for part in rules.PARTS if kept.get(part)]
    return ViewPage(view, person, title_of({**kept, "first": first}), parts, first, at, view.retelling.told_at, one["circle"])


@dataclass(frozen=True, slots=True)
class Invited:
    pk: int
    person: Person
    at: datetime
    is_written: bool


def invited_of(member) -> list[Invited]:
    """Open invitations, the newest first."""
    views = _all_open(member)
    keyring.bring(view.retelling.member_id for view in views)
    lines = [(view, rules.asked_of(view.retelling.kept, view.pk)) for view in views]
    known = known_as((one["circle"], view.retelling.member_id) for view, one in lines if one)
    people = ((view, known.get((one["circle"], view.retelling.member_id))) for view, one in lines if one)
    return [Invited(view.pk, person, view.invited_at, view.written_at is not None) for view, person in people if person]


def names_of_views(member, pks) -> dict[int, tuple[str, int, bool]]:
    """For notices: (name, where it leads, whether it was written to the member), by view."""
    invited = {one.pk: (one.person.name, one.pk, False) for one in invited_of(member) if one.pk in pks}
    rows = View.objects.filter(pk__in=pks, retelling__member=member, retelling__gone_at=None).select_related("retelling")
    told = list({view.retelling_id: view.retelling for view in rows}.values())
    _asked, seen = seen_of(member, told) if told else ([], [])
    leads_to = {view.pk: view.retelling_id for view in rows}
    return invited | {one.pk: (one.person.name, leads_to[one.pk], True) for one in seen if one.pk in leads_to}


# ---- for somebody who reports it


def retelling_as_it_stands(member, pk: int) -> AsItStands:
    """As whoever was invited reads it; or 404."""
    view = found(_open_to(member).filter(retelling=pk).first())
    page = view_page(member, view.pk)
    words = rules.all_words(view.retelling.kept, first=rules.first_is_shown(view.retelling.kept))
    return AsItStands(words, page.person.name, _("in something told again"), page.told_at.isoformat(), reverse("view", args=[view.pk]), view.retelling.member_id)


def view_as_it_stands(member, pk: int) -> AsItStands:
    """What was written to the one who reports it; or 404."""
    view = found(View.objects.filter(pk=pk, retelling__member=member, retelling__gone_at=None).select_related("retelling").first())
    _asked, seen = seen_of(member, [view.retelling])
    one = found(next((one for one in seen if one.pk == pk), None))
    return AsItStands(one.words, one.person.name, _("about something told again"), one.at.isoformat(), reverse("retelling", args=[view.retelling_id]), view.by_id)


def own_view(member, pk: int) -> View:
    """Also one that one stepped away from, or 404."""
    return found(View.objects.filter(pk=pk, by=member).first())
