"""The demo space, served once for all tests that only look at it."""

from types import SimpleNamespace

import pytest

from tests.browsing import Watch

FILL = """
from django.conf import settings
from cairn.base import clock
from cairn.circles import queries as circles
from cairn.circles.models import Circle, Seat
from cairn.demo.fill import fill, sign_in_name
from cairn.members import links, queries, rules, verbs
from cairn.members.sessions import SessionStore
from cairn.safety.verbs import report
from cairn.shares import verbs as shares
from cairn.shares.models import Response, Share
from tests import cast

fill()
wren, marl, rowan, drift = (
    queries.member_of_handle(queries.digest_of_sign_in_name(sign_in_name(name))) for name in ("Wren", "Marl", "Rowan", "Drift")
)
fern = cast.member("Fern", waiting=True)
ash = next(person for person in queries.people(Seat.system.values_list("member", flat=True)).values() if person.name == "Ash")

def key(member=None, **values):
    session = SessionStore()
    session.update({"member": member.pk, **values} if member else values)
    session.create()
    return session.session_key

by_name = {circle.name: circle for circle in Circle.system.all()}
chairs = by_name["Empty chairs"]
seat = Seat.system.held().get(circle=chairs, member=wren)
own = Share.objects.seen_by(wren).by(wren).filter(heard_at__isnull=False).first()
theirs = Share.objects.seen_by(wren).not_by(wren).filter(circle=chairs, heard_at__isnull=False).order_by("told_at")
answered = max(theirs, key=lambda share: Response.system.filter(share=share).count())
mine = shares.respond(answered, kind="heard", text="It sounds like the door is where it stops.", by=wren)
draft = shares.keep_draft(kind="share", about=77, fields={"text": "Half a thought.", "need": "listening", "audience": "me", "shown_as": "stone", "draft": "77", "thank": True}, by=wren)
report("share", answered.pk, reason="unsure", words="I am not sure.", by=wren)
agreed = queries.agreement_of().pk
coming_in = {"begun": True, "name": "Bramble", "stones": "a1b2c3d4", "stone": wren.stone, "agreed": agreed, "suggested": "quiet harbour lamp"}
codes = ["ABCD-EFGH-JKLM-NPQR"] * 10
answer = {
    "cookie": settings.SESSION_COOKIE_NAME,
    "sessions": {
        "wren": key(wren), "marl": key(marl), "rowan": key(rowan), "drift": key(drift), "waiting": key(fern),
        "coming in": key(coming_in=coming_in), "lost": key(proved=[wren.pk, clock.now().timestamp()]),
        "left": key(wren, left=True), "arriving": key(drift, codes=codes, arriving=True),
        "kept": key(wren, kept={"path": "/shares/tell", "fields": [["text", "Words that were kept."]], "at": clock.now().timestamp()}),
    },
    "of": {
        "circle": chairs.pk, "other_circle": by_name["The long week"].pk, "seat": seat.pk, "own": own.pk, "share": answered.pk,
        "response": mine.pk, "draft": draft.about, "invitation": verbs.invite(by=rowan)[1], "seat_invitation": verbs.invite(circle=chairs, by=marl)[1],
        "fern": rules.token_for(fern.pk), "ash": rules.token_for(ash.id), "come_back": links.token_for(links.COME_BACK, wren),
        "prove_mail": links.token_for(links.PROVE_MAIL, wren),
    },
}
"""


class Village(SimpleNamespace):
    """A served demo: `sessions` by role, `of` ids and tokens by what they are of, `page_of(role)`."""


@pytest.fixture(scope="session")
def village(start_cairn):
    space = start_cairn()
    found = space.run(FILL)
    yield Village(space=space, address=space.address, **found)
    space.kill()


@pytest.fixture(scope="module")
def visitors(village, browser):
    """One open page a role, signed in by cookie, watched all the time: visitors("wren")."""
    contexts, watch, said = {}, Watch(), []

    def visitor(role: str):
        if role not in contexts:
            context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=village.address, reduced_motion="reduce")
            context.set_default_timeout(15_000)
            if role in village.sessions:
                context.add_cookies([{"name": village.cookie, "value": village.sessions[role], "url": village.address}])
            watch.over(context)
            context.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
            context.new_page()
            contexts[role] = context
        return contexts[role].pages[0]

    visitor.watch, visitor.said, visitor.seen = watch, said, set()
    yield visitor
    for context in contexts.values():
        context.close()
