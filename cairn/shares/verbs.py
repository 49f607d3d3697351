"""What members do with shares. Each verb reads the share again as its actor, under a lock."""

import json
from datetime import timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.composed import composed
from cairn.base.happenings import tell as let_know
from cairn.base.rules import require, require_unchanged
from cairn.live.verbs import record
from cairn.members import queries as members
from cairn.safety.verbs import hold_newcomer, is_read_first, screen
from cairn.shares import rules
from cairn.shares.happenings import (
    Encouraged, FeltHeard, Responded, ResponseChanged, ShareBroughtBack, ShareEdited, ShareTold, ShareWithdrawn,
    Signalled,
)
from cairn.shares.models import (
    EVERYONE, HEARD, HEART, ME, NOD, READERS, SOMEONE, STONE, WITH, Authorship, Draft, Reader, Response, Share, Signal, looks, stream_of,
)
from cairn.shares.words import audience_words

MOST_DRAFTS = 40


# ---- a share


@act
def tell(
    *, by, text, need, audience, circle=None, shown_as=STONE, note_topics=(), note_words="", prompt="",
    encouraged_by=None, thank=False, draft=None, reader=None, language="",
) -> Share:
    """Tell a share. `reader` is the id of the buddy it is told to. `encouraged_by` is the share that moved its writer; `thank` lets that writer know.
    `draft` is the number of the draft that it grew from, `language` what they say that it is written in."""
    require(rules.may_tell_to(by, audience, circle, reader), _("To tell this circle, you need a seat in it and to have agreed to its agreement as it is now."))
    require(encouraged_by is None or rules.may_read(by, encouraged_by), _("The share that moved you is no longer here."))
    if encouraged_by and encouraged_by.is_by(by):
        encouraged_by = None
    share = compose(
        by=by, text=text, need=need, audience=audience, circle=circle, shown_as=shown_as, note_topics=note_topics,
        note_words=note_words, prompt=prompt, reader=reader, language=language,
    )
    share.encouraged_by = encouraged_by
    if audience != ME:
        _read_first("share", share, by)
    share.save(force_insert=True)
    share.authorship.save(force_insert=True)
    if audience == READERS:
        Reader.objects.create(share=share, member_id=reader)
    if draft:
        _drop(by, Draft.SHARE, draft)
    let_know(ShareTold(share.pk))
    if encouraged_by and thank:
        let_know(Encouraged(encouraged_by.pk, share.pk))
    _screen(share, by)
    return share


def compose(*, by, text, need, audience, circle, shown_as, note_topics, note_words, prompt, reader=None, language="") -> Share:
    """A share as it will stand, not yet told: what is looked over, and what is then saved. For oneself, and to a
    buddy, who knows who tells it, one is shown as one's stone."""
    share = Share(
        need=need, audience=audience, circle=circle, shown_as=shown_as if audience not in (ME, READERS) else STONE,
        note_topics=list(note_topics), prompt=prompt, told_at=clock.now(),
    )
    share.language = language or _language_of(share, by)
    # Before the first word: a text is sealed with its writer's key, so the writer must be known.
    share.authorship = Authorship(share=share).show(by.pk, as_someone=share.shown_as == SOMEONE)
    share.text, share.note_words = text, note_words or None
    return share


def _language_of(share, by) -> str:
    """Where they did not say: the writer's first; told as "someone", the place's own, as few may share the writer's."""
    if share.shown_as == SOMEONE:
        return share.circle.language if share.circle else members.the_space().language
    return (by.languages or [by.language])[0]


@act
def edit(share, *, text, need, note_topics=(), note_words="", seen="", by) -> Share:
    """Change the words, what would help, or the note. `seen` is the version() the form was opened with."""
    share = _again(share, by)
    require(rules.may_edit(by, share), _("Only the person who told this can change it, and only while it stands."))
    require_unchanged(share, seen)
    share.text, share.need = text, need
    share.note_topics, share.note_words = list(note_topics), note_words or None
    share.edited_at = clock.now()
    share.save(update_fields=["text", "need", "note_topics", "note_words", "edited_at"])
    if share.audience != ME and _read_first("share", share, by):
        share.save(update_fields=["held_at"])
    record(stream_of(share.pk), "edited")
    let_know(ShareEdited(share.pk))
    _screen(share, by)
    return share


@act
def open_to_everyone(share, *, shown_as: str, by) -> Share:
    """Its writer lets everybody here read what was told to fewer, as their stone or as "someone"."""
    share = _again(share, by)
    require(rules.may_open(by, share), _("Only the person who told this can open it, and only while it stands and nobody has answered."))
    if share.audience != EVERYONE:
        share.audience, share.circle, share.shown_as = EVERYONE, None, shown_as
        share.authorship.show(by.pk, as_someone=shown_as == SOMEONE).save()
        share.save(update_fields=["audience", "circle", "shown_as"])
        Signal.system.filter(share=share).delete()  # given in a circle, under the names people have there
        record(stream_of(share.pk), "edited")
        let_know(ShareEdited(share.pk))
    return share


@act
def withdraw(share, *, by) -> Share:
    """Take a share back with all its answers. For ten minutes it can be brought back."""
    share = _again(share, by)
    require(rules.may_withdraw(by, share), _("Only the person who told this can take it back."))
    if share.withdrawn_at is None:
        share.withdrawn_at = clock.now()
        share.save(update_fields=["withdrawn_at"])
        record(stream_of(share.pk), "withdrawn")
        let_know(ShareWithdrawn(share.pk))
    return share


@act
def bring_back(share, *, by) -> Share:
    share = _again(share, by)
    if rules.stands(share):
        return share
    require(rules.may_bring_back(by, share), _("The ten minutes are over, and the words are gone for good."))
    share.withdrawn_at = None
    share.save(update_fields=["withdrawn_at"])
    record(stream_of(share.pk), "edited")
    let_know(ShareBroughtBack(share.pk))
    return share


# ---- an answer


@act
def respond(share, *, kind=HEARD, text, by) -> Response:
    """Answer a share. When another member answers, it is heard."""
    share = _again(share, by)
    require(rules.may_respond(by, share), _("This share cannot be answered any more."))
    require(kind in rules.kinds_offered(share), _("That was not asked for. You could say what you heard."))
    own = share.is_by(by)
    response = Response(share=share, member=None if own else by, kind=HEARD if own else kind)
    response.kept_back_at = clock.now() if not own and rules.is_kept_back(by, share) else None
    response.text = text
    _read_first("response", response, by)
    response.save(force_insert=True)
    if not response.held_at and not own and rules.reaches_writer(by, share):
        _hear(share)
    _drop(by, Draft.RESPONSE, share.pk)
    record(stream_of(share.pk), "response", response=response.pk)
    let_know(Responded(share.pk, response.pk))
    _screen_answer(response, share, by)
    return response


@act
def edit_response(response, *, text, seen="", by) -> Response:
    response = _answer_again(response, by)
    require(rules.may_edit_response(by, response), _("Only the person who wrote this can change it, and only while it stands."))
    require_unchanged(response, seen)
    response.text, response.edited_at = text, clock.now()
    response.save(update_fields=["text", "edited_at"])
    if _read_first("response", response, by):
        response.save(update_fields=["held_at"])
    _changed(response, "edited")
    _screen_answer(response, response.share, by)
    return response


@act
def withdraw_response(response, *, by) -> Response:
    """Take an answer back. When it was the only one, the share waits to be heard again."""
    response = _answer_again(response, by)
    require(rules.may_withdraw_response(by, response), _("Only the person who wrote this can take it back."))
    if response.withdrawn_at is None:
        response.withdrawn_at = clock.now()
        response.save(update_fields=["withdrawn_at"])
        if not _answers_of_others(response.share).exists():
            _unhear(response.share)
        _changed(response, "edited")
    return response


@act
def bring_back_response(response, *, by) -> Response:
    response = _answer_again(response, by)
    if response.withdrawn_at is None:
        return response
    require(rules.may_bring_back_response(by, response), _("The ten minutes are over, and the words are gone for good."))
    response.withdrawn_at = None
    response.save(update_fields=["withdrawn_at"])
    if not response.from_author and rules.reaches_writer(by, response.share):
        _hear(response.share)
    _changed(response, "edited")
    return response


@act
def let_be_seen(response, *, by) -> Response:
    """Whoever told the share lets others see an answer that was kept between the two."""
    response = _answer_again(response, by)
    if response.kept_back_at is None and response.share.is_by(by):
        return response
    require(rules.may_let_be_seen(by, response), _("Only the person who told the share can say this."))
    response.kept_back_at = None
    response.save(update_fields=["kept_back_at"])
    _changed(response, "edited")
    return response


@act
def feel_heard(response, *, by) -> bool:
    """The writer's own mark on an answer, or taken back again. Gives whether it is there now."""
    response = _answer_again(response, by)
    require(rules.may_feel_heard(by, response), _("Only the person who told the share can say this, about somebody else’s words."))
    response.felt_heard_at = None if response.felt_heard_at else clock.now()
    response.save(update_fields=["felt_heard_at"])
    _changed(response, "felt")
    if response.felt_heard_at:
        let_know(FeltHeard(response.share_id, response.pk))
    return response.felt_heard_at is not None


@act
def signal(share, kind, *, by) -> bool:
    """Give a nod, a heart or "with you", or take it back. Gives whether it is there now."""
    share = _again(share, by)
    require(rules.may_signal(by, share), _("Quiet signals are for somebody else’s share."))
    require(kind in (NOD, HEART, WITH), _("There is no such signal."))
    mine = Signal.system.filter(share=share, member=by, kind=kind)
    now_on = not mine.delete()[0]
    if now_on:
        Signal.system.create(share=share, member=by, kind=kind)
    record(stream_of(share.pk), "signals", member=by.pk)
    let_know(Signalled(share.pk, by.pk))
    return now_on


# ---- what is begun


@act
def keep_draft(*, kind, about, fields: dict, by) -> Draft:
    """Keep what somebody has begun: `kind` share (`about` is the draft's own number) or response (`about` the share)."""
    # Two tabs may keep at the same moment: the row is made first by whoever comes first, then filled.
    Draft.system.bulk_create([Draft(member=by, kind=kind, about=about, fields="{}")], ignore_conflicts=True)
    draft = Draft.system.select_for_update().get(member=by, kind=kind, about=about)
    draft.fields, draft.kept_at = json.dumps(fields), clock.now()
    draft.save(update_fields=["fields", "kept_at"])
    _drop_oldest_drafts(by)
    return draft


@act
def drop_draft(*, kind, about, by) -> None:
    _drop(by, kind, about)


def _drop_oldest_drafts(member) -> None:
    """A ceiling that no person reaches, so that nothing can fill the disk with drafts."""
    kept = Draft.system.filter(member=member).order_by("-kept_at").values_list("pk", flat=True)
    Draft.system.filter(pk__in=list(kept[MOST_DRAFTS:])).delete()


# ---- the clock's


@clock.due("shares.clear_withdrawn", every=timedelta(seconds=30))
def clear_withdrawn() -> None:
    """What was taken back more than ten minutes ago is erased for good, its answers with it."""
    long_ago = clock.now() - rules.UNDO_FOR
    Share.system.filter(withdrawn_at__lte=long_ago).delete()
    Response.system.filter(withdrawn_at__lte=long_ago).delete()


# ---- shared by the verbs above


def _read_first(what: str, noun, by) -> bool:
    """While the space is quiet, what newcomers write to others is held until somebody has read it. Whether it is now."""
    if noun.held_at is None and is_read_first(by):
        noun.held_at = clock.now()
        hold_newcomer(what, noun.pk, by=by)
        return True
    return False


def _again(share, by) -> Share:
    """The share as it stands now, if `by` may still read it; held until the act is done."""
    return _found(next(iter(_held(by, share.pk)), None))


@composed(lambda member, pk: [*looks(member), pk])
def _held(member, pk: int):
    return Share.objects.seen_by(member).select_related("authorship", "circle").select_for_update(of=("self",)).filter(pk=pk)


def _answer_again(response, by) -> Response:
    share = _again(response.share, by)
    answer = _found(Response.objects.seen_by(by).select_for_update(of=("self",)).filter(pk=response.pk).first())
    answer.share = share
    return answer


def _found(row):
    if row is None:
        raise Http404
    return row


def _screen(share, by) -> None:
    """Last in the act: what the share sets in motion is there by then."""
    said = "\n".join(filter(None, [share.text, share.note_words]))
    screen("share", share.pk, said, by=by, named=share.shown_as != SOMEONE, **_where(share))


def _screen_answer(response, share, by) -> None:
    """An answer by the writer of a share told as "someone" is by "someone" as well."""
    named = not response.from_author or share.shown_as != SOMEONE
    screen("response", response.pk, response.text, by=by, named=named, **_where(share, f"#r{response.pk}"))


def _where(share, anchor="") -> dict:
    return {"told": share.audience != ME, "where": audience_words(share), "href": reverse("share", args=[share.pk]) + anchor}


def _hear(share) -> None:
    Share.system.filter(pk=share.pk, heard_at=None).update(heard_at=clock.now())


def _unhear(share) -> None:
    Share.system.filter(pk=share.pk).update(heard_at=None)


def _answers_of_others(share):
    return Response.system.before_others().filter(share=share, member__isnull=False)


def _changed(response, kind: str) -> None:
    record(stream_of(response.share_id), kind, response=response.pk)
    let_know(ResponseChanged(response.share_id, response.pk))


def _drop(member, kind: str, about: int) -> None:
    Draft.system.filter(member=member, kind=kind, about=about).delete()
