"""A share told as "someone" does not say whose it is, by nothing that anybody else can fetch.

The same story is told twice, once with Dell as the writer and once with Ash, who differ in everything.
Whatever another member can fetch must be the same both times: names, stones, ids, order, times, links,
counts, headings, buttons, notices, events. Any trace of the writer, also one nobody has thought of,
would be a difference.
"""

import random
import re
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from cairn.base import clock, ids
from cairn.hearing.verbs import offer_to_listen
from cairn.live.models import Event
from cairn.live.streams import drawn
from cairn.members.models import Experience
from cairn.safety import verbs as safety
from cairn.shares import verbs
from cairn.shares.models import veiled, writer_mark
from tests import cast
from tests.forms import forms_of, links_of
from tests.promises.world import put_back

pytestmark = pytest.mark.django_db

VIEWERS = ("facilitator", "cofacilitator", "seat", "elsewhere", "coordinator", "responder")
ALIKE = [re.compile(pattern) for pattern in (
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]+', r'(?<=name="once" value=")[^"]+', r'(?<=name="draft" value=")[^"]+', r"(?<=/unblock/)[\w-]+", r"(?<=/block/)[\w-]+", r"(?<=/distance/)[\w-]+",
    r'(?<=<option value=")[\w-]{80,}', r'(?<="ticket": ")[\w-]+', r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(?:\+00:00|Z)?",
)]
OWN_AND_BY_CHANCE = ("/you/stone", "/sign-", "/leave", "/set-up", "/come-in", "/you/password", "/face", "/static/", "/you/places")


class Cast:
    def __init__(self):
        grief, exams = cast.topic("grief"), cast.topic("exams")
        self.grief = grief
        self.facilitator, self.cofacilitator = cast.member("Marl"), cast.member("Fenn")
        self.seat, self.elsewhere, self.coordinator = cast.member("Juno"), cast.member("Wren"), cast.member("Cole", coordinator=True)
        self.dell = cast.member("Dell", languages=["de", "en"], zone="Asia/Tokyo", hours=255, language="en", quiet_from=3, quiet_to=4, theme="dark", leave_to="https://dell.example/")
        self.ash = cast.member("Ash", languages=["en"])
        self.enemy = cast.member("Rook")
        Experience.objects.create(member=self.dell, topic=exams)
        for listener in (self.seat, self.facilitator, self.elsewhere):
            Experience.objects.create(member=listener, topic=exams)
            offer_to_listen(weekly_limit=7, by=listener)
            type(listener).objects.filter(pk=listener.pk).update(quiet_from=0, quiet_to=0)
        self.circle = cast.circle_of(self.facilitator, self.seat, cofacilitator=self.cofacilitator)
        cast.seat(self.circle, self.dell, own_name="Dellwyn", own_stone="3-1-17")
        cast.seat(self.circle, self.ash)
        cast.block(self.enemy, self.dell)
        # Both are met by name as well: what stands openly stays the same in both stories.
        for writer in (self.dell, self.ash):
            cast.response_by(self.seat, cast.share_by(writer, f"{writer.name} by name.", circle=self.circle))
        self._decided_by_name()
        self.known = {str(pk) for model in (type(self.dell), cast.Seat, cast.Circle, cast.Topic) for pk in model._base_manager.values_list("pk", flat=True)}
        self.people = {role: getattr(self, role) for role in VIEWERS}

    def _decided_by_name(self) -> None:
        """What was decided about Dell under their name: in both stories it is there, and leads nowhere."""
        self.responder = cast.member("Ida", responder_since=clock.now())
        report = safety.report("share", cast.share_by(self.dell, "Rough, by name.", circle=self.circle).pk, reason="hurtful", by=self.seat)
        safety.decide(report, "talk", rule="hurtful", reason="Could you say it otherwise?", by=self.responder)
        safety.decide(report, "fold", rule="hurtful", reason="It is rough.", by=self.responder)

    def again(self, writer):
        return type(writer).objects.get(pk=writer.pk)


def story(all_here: Cast, writer, shown_as: str) -> dict:
    """All that a writer can do with shares of their own, and all that others can do with them."""
    juno, marl = all_here.seat, all_here.facilitator
    moved_by = cast.share_by(juno, "What moved somebody.", circle=all_here.circle)
    shares = [
        cast.share_by(writer, "Told to the circle.", circle=all_here.circle, shown_as=shown_as, note_topics=[all_here.grief.pk], note_words="a hospital"),
        cast.share_by(writer, "Told to everyone.", shown_as=shown_as),
        cast.share_by(writer, "Moved by somebody.", circle=all_here.circle, shown_as=shown_as, encouraged_by=moved_by, thank=True),
        cast.share_by(writer, "Waits for hours.", circle=all_here.circle, shown_as=shown_as),
    ]
    for share in shares[:3]:
        answer = cast.response_by(juno, share, "I heard you.")
        own = cast.response_by(writer, share, "Thank you for hearing me.")
        verbs.feel_heard(answer, by=writer)
        verbs.edit_response(own, text="Thank you both.", by=writer)
        cast.response_by(marl if share.audience == "circle" else all_here.coordinator, share, "So did I.")
        for kind in ("nod", "heart"):
            verbs.signal(share, kind, by=marl)
    verbs.edit(shares[0], text="Told to the circle, changed.", need="ideas", note_topics=[all_here.grief.pk], note_words="a hospital", by=writer)
    verbs.withdraw(shares[1], by=writer)
    verbs.bring_back(shares[1], by=writer)
    verbs.keep_draft(kind="response", about=shares[0].pk, fields={"text": "Begun."}, by=writer)
    cast.share_by(juno, "Moved by someone.", circle=all_here.circle, encouraged_by=shares[0], thank=True)
    brought = [safety.report("share", share.pk, reason="unsure", words="Please look.", by=juno) for share in shares[:2]]
    acts = ["fold", "talk", *(["open_author"] if shown_as == "someone" else [])]
    decided = [safety.decide(brought[0], what, rule="unsure", reason="Others may find this hard.", by=all_here.responder) for what in acts]
    safety.appeal(decided[0], words="It is how it is.", by=writer)
    safety.report("response", own.pk, reason="unsure", words="And here.", by=juno)
    clock.tick(all_now=True)
    clock.move(clock.timedelta(hours=5))
    clock.tick(all_now=True)
    return {"shares": shares, "own": own}


def fetched_by(all_here: Cast, role: str, told: dict) -> dict[str, str]:
    """Everything this member can get: every page by links, every fragment, stream, ticket and refusal."""
    client = cast.signed_in(all_here.people[role])
    pages, queue = {}, ["/", "/shares", "/shares?show=waiting", "/shares?show=mine", f"/shares?circle={all_here.circle.pk}", "/today/moving", "/notices/moving", "/notices", "/desk", "/reports", "/you/blocked"]
    for share in told["shares"]:
        queue += [f"/shares/{share.pk}{more}" for more in ("", "/moving", "/edit", "/withdraw")]
        queue += [f"/report/share/{share.pk}", f"/report/share/{share.pk}/block", f"/shares/tell?moved_by={share.pk}", f"/live/ticket?stream=share:{share.pk}&after=0"]
    queue += [f"/responses/{told['own'].pk}/edit", f"/report/response/{told['own'].pk}", f"/report/response/{told['own'].pk}/block"]
    while queue:
        address = queue.pop(0)
        if address in pages or any(part in address for part in OWN_AND_BY_CHANCE):
            continue
        got = client.get(address, follow=True)
        pages[address] = f"{got.status_code} {[to for to, _status in got.redirect_chain]}\n{got.text}"
        queue += sorted(links_of(got) - set(pages), key=lambda link: re.sub(r"\d{6,}", "", link)) if "text/html" in got["Content-Type"] else []
    for stream in sorted({*Event.objects.values_list("stream", flat=True)}):
        if client.get(f"/live/ticket?stream={stream}").status_code == 200:
            pages[f"stream {stream}"] = repr([(moved.kind, moved.html, sorted(moved.members)) for moved in _drawn(stream)])
    return alike(pages, all_here)


def _drawn(stream: str) -> list:
    """What goes over the line to whoever listens to this stream."""
    return [moved for event in Event.objects.filter(stream=stream).order_by("number") if (moved := drawn(event))]


def alike(pages: dict[str, str], all_here: Cast) -> dict[str, str]:
    """Without what is by chance: tokens, moments, and ids that were made in this telling, by the order they are met in."""
    numbers: dict[str, str] = {}

    def named(match) -> str:
        return match[0] if match[0] in all_here.known else numbers.setdefault(match[0], f"#{len(numbers)}")

    def plain(words: str) -> str:
        for by_chance in ALIKE:
            words = by_chance.sub("...", words)
        return re.sub(r"\d{9,}", named, words)

    return {plain(address): plain(page) for address, page in pages.items()}


@contextmanager
def the_same_chance():
    """Ids are drawn alike in both tellings, so that lists whose order they decide stand alike; and both
    begin at the same minute of a day that is still to come."""
    clock.stand_still()
    clock.move((clock.now() + clock.timedelta(days=2)).replace(hour=10, minute=0, second=0, microsecond=0) - clock.now())
    drawn, ids.secrets = ids.secrets, SimpleNamespace(randbits=random.Random(7).getrandbits, token_urlsafe=ids.secrets.token_urlsafe)
    yield
    ids.secrets = drawn


def both(shown_as: str, role: str, one="dell", other="ash", extra=None) -> tuple[dict, dict]:
    all_here, fetched = Cast(), []
    for name in (one, other):
        with put_back(), the_same_chance():
            writer = all_here.again(getattr(all_here, name))
            told = story(all_here, writer, shown_as)
            if extra:
                extra(all_here, told)
            fetched.append(fetched_by(all_here, role, told))
        clock.stand_still()
    return fetched[0], fetched[1]


def told_apart(one: dict, other: dict) -> str:
    """In words, since the whole pages would fill the screen."""
    return "\n".join(differences(one, other)[:12])


def differences(one: dict, other: dict) -> list[str]:
    found = [f"{address}: only once" for address in one.keys() ^ other.keys()]
    for address in one.keys() & other.keys():
        lines = [set(pages[address].splitlines()) for pages in (one, other)]
        if one[address] != other[address]:
            found.append(f"{address}: {sorted(lines[0] ^ lines[1])[:6] or 'another order'}")
    return found


@pytest.mark.parametrize("role", VIEWERS)
def test_nothing_another_member_can_fetch_tells_who_is_someone(role):
    dell, ash = both("someone", role)
    assert len(dell) > 25
    assert "Someone" in "".join(dell.values())
    said = told_apart(dell, ash)
    assert not said, said


@pytest.mark.on("sqlite")
@pytest.mark.parametrize("role", VIEWERS)
def test_what_is_told_as_ones_stone_differs(role):
    """The control: the same story by name is another one for everybody who can read it."""
    dell, ash = both("stone", role)
    found = "\n".join(differences(dell, ash))
    assert "Dell" in found and "Ash" in found


def test_blocking_someone_shows_nothing_that_was_not_shown_before():
    """Whoever vanished then would be the one. Neither by the reader, nor by the one who holds the circle."""
    def press_block(all_here, told):
        client = cast.signed_in(all_here.seat)
        for share in told["shares"]:
            asked = client.get(f"/report/share/{share.pk}/block", follow=True)
            for form in forms_of(asked, asked.redirect_chain[-1][0] if asked.redirect_chain else ""):
                if "/block/" in form.action:
                    client.post(form.action, form.data(sure="1"))

    dell, ash = both("someone", "seat", extra=press_block)
    said = told_apart(dell, ash)
    assert not said, said


def test_the_writers_own_pages_differ():
    """Another control: the writer does find what they told, and what came of it."""
    all_here = Cast()
    told = story(all_here, all_here.again(all_here.dell), "someone")
    all_here.people["dell"] = all_here.dell
    own, other = fetched_by(all_here, "dell", told), fetched_by(all_here, "seat", told)
    assert "felt heard" in "".join(own.values()).lower()
    edit = next(address for address in own if address.endswith("/edit") and address.startswith("/shares"))
    assert own[edit].startswith("200") and other[edit].startswith("403")


@pytest.mark.on("sqlite")
def test_no_page_holds_what_finds_the_writer():
    """Digests and marks that stand for the writer in the database never reach a page."""
    all_here = Cast()
    dell = all_here.again(all_here.dell)
    told = story(all_here, dell, "someone")
    from cairn.safety.nouns import mark_of

    secret = [writer_mark(dell.pk), mark_of(dell.pk), *(str(veiled(share.pk, dell.pk)) for share in told["shares"])]
    for role in ("facilitator", "seat", "coordinator", "responder"):
        heap = "".join(fetched_by(all_here, role, told).values())
        assert not [mark for mark in secret if mark in heap], role
