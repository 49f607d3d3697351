"""The demo space, filled once a run and served once a process for all tests that only look at it."""

import shutil
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import sharing
from tests.browsing import Watch
from tests.serving import PATIENCE, LiveCairn

FILL = """
from django.conf import settings
from datetime import timedelta
from cairn.base import clock, halves, tokens
from cairn.base.images import pixels_of
from cairn.circles import queries as circles
from cairn.circles.models import Circle, Seat
from cairn.circles.verbs import hang_picture
from cairn.demo.fill import fill, sign_in_name
from cairn.hearing.models import Ask
from cairn.journal import verbs as journals
from cairn.meetings import shapes, verbs as meetings
from cairn.meetings.models import SLOW, LookedBack, Meeting, Series, Welcome
from cairn.members import links, queries, rules, verbs
from cairn.members.sessions import SessionStore
from cairn.notices.models import Rhythm
from cairn.safety.verbs import acknowledge, add_hours, appeal, bring_somebody, decide, name_responder, report, write_plan, write_to_author
from cairn.shares import verbs as shares
from cairn.shares.models import Response, Share
from tests import cast
from tests.circles.pictures import scene

fill()
wren, marl, rowan, drift = (
    queries.member_of_handle(queries.digest_of_sign_in_name(sign_in_name(name))) for name in ("Wren", "Marl", "Rowan", "Drift")
)
fern = cast.member("Fern", waiting=True)
from cairn.members.models import Member
seated = {person.name: person for person in queries.people(Seat.system.values_list("member", flat=True)).values()}
ash = seated["Ash"]
juno, dell, heath, ivy, alder, rook = (Member.objects.get(pk=seated[name].id) for name in ("Juno", "Dell", "Heath", "Ivy", "Alder", "Rook"))

def key(member=None, **values):
    session = SessionStore()
    just_now = clock.now().timestamp() + 86400  # for as long as these pages are looked at
    session.update({"member": member.pk, "shown_at": just_now, **values} if member else values)
    session.create()
    return session.session_key

by_name = {circle.name: circle for circle in Circle.system.all()}
chairs = by_name["Empty chairs"]
hang_picture(chairs, pixels_of(scene()), words="Hills in the evening, one behind the other.", by=marl)
seat = Seat.system.held().get(circle=chairs, member=wren)
own = Share.objects.seen_by(wren).by(wren).filter(heard_at__isnull=False).first()
theirs = Share.objects.seen_by(wren).not_by(wren).filter(circle=chairs, heard_at__isnull=False).order_by("told_at")
answered = max(theirs, key=lambda share: Response.system.filter(share=share).count())
mine = shares.respond(answered, kind="heard", text="It sounds like the door is where it stops.", by=wren)
draft = shares.keep_draft(kind="share", about=77, fields={"text": "Half a thought.", "need": "listening", "audience": "me", "shown_as": "stone", "draft": "77", "thank": True}, by=wren)
exact = shares.keep_draft(kind="share", about=78, by=wren, fields={
    "text": "It was a long week. Ring me on 07700 900461 after six, or write to my sister Elowen Oakes.", "need": "listening", "audience": "everyone",
    "shown_as": "stone", "draft": "78", "thank": True,
})
# Marl is a responder with hours; Juno asked for somebody, and the two have written to each other; Wren has a plan.
name_responder(marl, by=rowan)
marl.refresh_from_db()
add_hours(weekdays=[0, 1, 2, 3, 4], begins=18 * 60, ends=23 * 60, by=marl)
alert = bring_somebody(words="It is a bad night. Could somebody stay a while?", by=juno)
acknowledge(alert, by=marl)
write_to_author(alert, "I am here. Tell me about the night.", by=marl)
write_plan(by=wren, signs="Mornings before five.", alone="The bath. The radio.", people="My sister.")
brought = report("share", answered.pk, reason="unsure", words="I am not sure.", by=wren)
# Marl wrote to whoever told it, who appealed; and proposed something that takes two.
writer = Member.objects.get(pk=answered.writer_id)
written = decide(brought, "talk", rule="unsure", reason="Could you say the last line otherwise?", by=marl)
appeal(written, words="I would rather not.", by=writer)
proposed_end = decide(brought, "open_author" if answered.shown_as == "someone" else "end_membership", rule="unsure", reason="It goes on.", by=marl)

unheard = shares.tell(by=wren, text="Nobody has answered this yet.", need="listening", audience="circle", circle=chairs)
# A meeting for every state of its pages. Rooms that the clock would close meanwhile are opened from an hour ahead.
of_chairs = Meeting.system.filter(circle=chairs)
room, over, coming = of_chairs.open().get(), of_chairs.exclude(ended_at=None).get(), of_chairs.exclude(series=None).coming().order_by("starts_at").first()
slow = Meeting.system.open().get(kind=SLOW)
room = meetings.enter(room, by=wren)
in_room = dict(starts_at=clock.now() + timedelta(minutes=5), zone="Europe/London", by=marl)
cancelled, gathering, quiet = (meetings.plan(chairs, shapes.shape("check_in").prepared(), **in_room) for _each in range(3))
meetings.cancel(cancelled, by=marl)
clock.move(timedelta(hours=1))
for one in (gathering, quiet):
    for person in (marl, wren):
        meetings.enter(one, by=person)
    Meeting.system.filter(pk=one.pk).update(holder_seen_at=clock.now() + timedelta(days=1))
meetings.take(quiet, "end", by=marl)
clock.stand_still()
standing = meetings.ask_stand_in(coming, wren, by=marl)
meetings.make_feed(by=wren)
meetings.offer_to_welcome(by=wren)
Rhythm.objects.create(member=wren, asks_by_mail=True)
looked = {member: LookedBack.system.get(member=member).pk for member in (wren, dell)}
wishing = [cast.member(name, languages=["en"]) for name in ("Bryony", "Sedum", "Thyme", "Linden", "Rush")]
for person in wishing:
    meetings.make_wish(topic=chairs.topic, slots=[18, 42], by=person)
welcome = Welcome.system.get(welcomer=ivy)
vault = journals.begin(password="a quiet stone by the river", by=wren)
entry, hard, begun = (
    journals.keep(number, title="", words=words, prompt="letter", seen="", key=vault, by=wren)
    for number, words in enumerate(("The kettle was on before I woke.", "I have the pills here. I am going to kill myself tonight.", "She laughed at the gulls."), 3)
)
journals.keep_draft(begun.pk, title="", words="She laughed at the gulls, and", prompt="", seen="kept", key=vault, by=wren)
from cairn.members.models import Buddy

pair = Buddy.objects.filter(ended_at=None).get(one__in=[wren, juno], other__in=[wren, juno])
one, other = sorted([wren, dell], key=lambda person: person.pk)
parted = Buddy.objects.create(one=one, other=other, ended_at=clock.now() - timedelta(days=20))
browsers, servers = halves.parted(vault, f"open vault:{wren.pk}")
# Something to work out, in several of its states, and a circle that talks.
from cairn.repair.models import Beside, Concern, Conversation, Step, Voice

def working(one, other, step, *, wrote=(), shown=True, **more):
    now = clock.now()
    concern = Concern.system.create(by=one, other=other, circle=chairs, **{"asked_at": now, "agreed_at": now, "opened_at": now, "step": step} | more)
    for writer, kind, words in wrote:
        one_step = Step(concern=concern, member=writer, kind=kind, may_be_shown=shown, shown_at=now if shown else None)
        one_step.words = words
        one_step.save()
    return concern

heard = [(wren, "happened", "I read it on the way home."), (heath, "happened", "I was tired."), (heath, "hear", "You felt named.")]
happened = working(wren, dell, "happened", wrote=[(wren, "happened", "The kettle was thrown.")], shown=False)
beside = Beside.objects.create(concern=happened, member=juno, of=wren, by=wren)
hearing = working(wren, heath, "hear", wrote=heard)
mended = working(wren, ivy, "back", wrote=[(wren, "helps", "A walk."), (ivy, "helps", "A new kettle.")], ended_at=clock.now(), ended_as="mended")
would = working(juno, wren, "breathe", agreed_at=None, opened_at=None)
named = next(share for share in theirs if share.shown_as != "someone")
steps = cast.circle_of(alder, rook, name="Steps", hidden=True)
talking = Conversation(circle=steps, by=alder, round="agree")
talking.about = "The last evenings were loud."
talking.save(force_insert=True)
for round in ("happened", "needs"):
    said = Voice(conversation=talking, member=rook, round=round)
    said.words = "I stayed away twice."
    said.save()
from cairn.growth.models import Victory

kept_stone, told_stone = Victory.objects.by(wren).filter(told__isnull=False).first(), Victory.objects.by(juno).first()
from cairn.growth.models import Retelling, View
from cairn.growth import verbs as growth

retold = Retelling.objects.by(wren).get(told_at__isnull=False)
retelling_begun = growth.retell_again(retold, by=wren)
seen_view = View.objects.get(retelling=retold, by=juno)
from cairn.growth.book.choosing import token_of
from cairn.growth.queries.book import Chosen

book_token = token_of(wren, Chosen("The year of the gate", "For the man with the terrier."))
from cairn.bonds.models import Door, Letter
from cairn.bonds.rules.letters import in_order

written_to = Door.system.get(asked_by=juno, opened_at__isnull=False)
one, other = in_order(wren.pk, heath.pk)
closed_door = Door.system.create(one_id=one, other_id=other, asked_by=heath, circle=chairs, opened_at=clock.now(), closed_at=clock.now(), closed_by=heath)
last = Letter(door=closed_door, by=wren)
last.words = "The towpath was empty."
last.save()
# A path with stones and a line that waits; a letter that somebody new is shown.
from cairn.growth.models import StartingLetter, SteppingStone, Witness
stepping = SteppingStone.system.filter(member=wren, accepted_at__isnull=False).order_by("on").first()
noticed, wrote = (Witness.system.get(by=one, to=wren) for one in (heath, juno))
noticing = Witness.system.create(by_id=ash.id, to=wren, circle=chairs, invited_at=clock.now())
starting = {letter.member_id: letter.pk for letter in StartingLetter.system.all()}
from cairn.checkins.models import CheckIn, Felt
from cairn.checkins.verbs import keep

kept_moment, kept_told = (CheckIn.objects.by(wren).filter(told__isnull=lonely).order_by("-at").first() for lonely in (True, False))
kept_heavy = keep(Felt("weighed", ("numb",), "hopeless", ""), by=wren)
from cairn.toolkit.models import Collection, Strategy, Tried

tried_card, own_card = Tried.system.filter(member=wren, shown_as="stone").first().strategy_id, Strategy.system.filter(member=wren).first().pk
asked_card, gathered = Strategy.system.to_be_looked_at().get().pk, Collection.system.get(circle=chairs).pk
from cairn.bonds.models import Activity, Closing

walk, baked, film = (Activity.system.filter(by__in=[by_person]).get() for by_person in (heath, wren, ivy))
closes = Closing.system.get()
agreed = queries.agreement_of().pk
coming_in = {"begun": True, "name": "Bramble", "stones": "a1b2c3d4", "stone": wren.stone, "agreed": agreed, "suggested": "quiet harbour lamp"}
codes = ["ABCD-EFGH-JKLM-NPQR"] * 10
answer = {
    "cookie": settings.SESSION_COOKIE_NAME, "halves": {"journal": [halves.cookie_name("vault"), browsers]},
    "sessions": {
        "wren": key(wren), "marl": key(marl), "rowan": key(rowan), "drift": key(drift), "waiting": key(fern),
        "heath": key(heath), "pip": key(Member.objects.get(pk=seated["Pip"].id)), "writer": key(writer), "coming in": key(coming_in=coming_in), "lost": key(proved=[wren.pk, clock.now().timestamp()]),
        "left": key(wren, left=True), "returned": key(wren, shown_at=0), "arriving": key(drift, codes=codes, arriving=True),
        "juno": key(juno), "dell": key(dell), "ash": key(Member.objects.get(pk=ash.id)), "ivy": key(ivy), "rook": key(rook), "alder": key(alder),
        "proposing": key(rowan, proposed=[person.pk for person in wishing]), "feed made": key(wren, feed_made="https://cairn.example/calendar/" + "a1b2c3d4" * 5 + ".ics"),
        "journal": key(wren, vault={"half": servers, "member": wren.pk, "at": clock.now().timestamp() + 86400}),
        "kept": key(wren, kept={"path": "/shares/tell", "fields": [["text", "Words that were kept."]], "at": clock.now().timestamp()}),
    },
    "of": {
        "circle": chairs.pk, "other_circle": by_name["The long week"].pk, "seat": seat.pk, "own": own.pk, "unheard": unheard.pk, "share": answered.pk,
        "response": mine.pk, "draft": draft.about, "exact": exact.about, "invitation": verbs.invite(by=rowan)[1], "seat_invitation": verbs.invite(circle=chairs, by=marl)[1],
        "fern": rules.token_for(fern.pk), "ash": rules.token_for(ash.id), "come_back": links.token_for(links.COME_BACK, wren),
        "prove_mail": links.token_for(links.PROVE_MAIL, wren),
        "letters_off": tokens.sealed("letters-off", wren.pk, "asks"), "not_this_time": tokens.sealed("not-this-time", Ask.system.first().pk),
        "room": room.pk, "over": over.pk, "coming": coming.pk, "cancelled": cancelled.pk, "gathering": gathering.pk, "quiet": quiet.pk, "slow": slow.pk,
        "series": coming.series_id, "standing": standing.pk, "welcome": welcome.pk, "first": welcome.meeting_id,
        "looked": looked[wren], "looking": looked[dell],
        "happened": happened.pk, "hearing": hearing.pk, "mended": mended.pk, "would": would.pk, "beside": beside.pk, "named": named.pk,
        "written_to": written_to.pk, "closed_door": closed_door.pk, "marls_chair": Seat.system.held().get(circle=chairs, member=marl).pk,
        "stepping": stepping.pk, "noticed": noticed.pk, "wrote": wrote.pk, "noticing": noticing.pk, "starting_own": starting[juno.pk],
        "starting": next(pk for member, pk in starting.items() if member != juno.pk),
        "tried_card": tried_card, "own_card": own_card, "asked_card": asked_card, "gathered": gathered,
        "steps": steps.pk, "talking": talking.pk, "chair": Seat.system.held().get(circle=chairs, member=dell).pk, "entry": entry.pk, "hard": hard.pk, "begun": begun.pk, "alert": alert.pk,
        "retold": retold.pk, "retelling_begun": retelling_begun.pk, "seen_view": seen_view.pk, "book_token": book_token,
        "walk": walk.pk, "baked": baked.pk, "film": film.pk, "closes": closes.pk,
        "kept_stone": kept_stone.pk, "told_stone": told_stone.pk,
        "pair": pair.pk, "parted": parted.pk, "kept": kept_moment.pk, "kept_told": kept_told.pk, "kept_heavy": kept_heavy.pk, "brought": brought.pk, "written": written.pk, "proposed": proposed_end.pk,
    },
}
"""


class Village(SimpleNamespace):
    """A served demo: `sessions` by role, `of` ids and tokens by what they are of, `page_of(role)`."""


@pytest.fixture(scope="session")
def village(migrated, start_cairn):
    empty, _name = migrated
    filled, found = sharing.once("village", partial(fill, empty))
    space = start_cairn(of=filled)
    yield Village(space=space, address=space.address, **found)
    space.kill()


def fill(empty: Path, folder: Path) -> dict:
    shutil.copytree(empty, folder, dirs_exist_ok=True)
    return LiveCairn(folder, "").run(FILL)


@pytest.fixture(scope="module")
def visitors(village, browser):
    """One open page a role, signed in by cookie, watched all the time: visitors("wren")."""
    contexts, watch, said = {}, Watch(), []

    def visitor(role: str):
        if role not in contexts:
            context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=village.address, reduced_motion="reduce")
            context.set_default_timeout(PATIENCE * 1000)
            if role in village.sessions:
                context.add_cookies([{"name": village.cookie, "value": village.sessions[role], "url": village.address}])
            if role in village.halves:
                name, half = village.halves[role]
                context.add_cookies([{"name": name, "value": half, "url": village.address}])
            watch.over(context)
            context.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
            context.new_page()
            contexts[role] = context
        return contexts[role].pages[0]

    visitor.watch, visitor.said, visitor.parts = watch, said, {}
    yield visitor
    for context in contexts.values():
        context.close()
