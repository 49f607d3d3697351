"""In the demo space somebody tells, the engine finds whoever fits best, they answer, and the page that told moves."""

import pytest

from tests.browser.people import Person

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

SHARE = "The kettle still gets filled for two, and I pour half of it away."

EVERYBODY_IS_FREE = """
from datetime import timedelta
from cairn.base import clock
from cairn.hearing.models import Ask, Listener, Wave
from cairn.members.models import Member
Member.objects.update(quiet_from=0, quiet_to=0, hours=0)
Listener.objects.update(hours=0, resting_until=None)
Ask.system.open().update(closed_at=clock.now())  # Today shows no more at once than somebody has room for
Wave.objects.update(due_at=clock.now() + timedelta(days=1))  # and what waits already asks nobody meanwhile
"""

WHO_FITS_BEST = """
from cairn.hearing.models import Ask
from cairn.members.sessions import SessionStore
from cairn.shares.models import Share
share = Share.system.latest("told_at")
ask = Ask.system.filter(share=share).select_related("listener").order_by("-odds").first()
session = SessionStore()
session.update({"member": ask.listener_id})
session.create()
answer = {"name": ask.listener.name, "session": session.session_key, "share": share.pk, "topic": bool(ask.shared_topic), "odds": ask.odds}
"""


@pytest.fixture
def as_somebody(village, new_page):
    def opens(name: str, session: str, **more) -> Person:
        page = new_page(at=village.address, **more)
        page.context.add_cookies([{"name": village.cookie, "value": session, "url": village.address}])
        return Person(name, page)

    return opens


def test_who_fits_best_is_asked_answers_and_the_page_moves(village, as_somebody):
    village.space.stop()  # a server may know its listeners as they were a minute ago
    village.space.run(EVERYBODY_IS_FREE)
    village.space.start()
    drift = as_somebody("Drift", village.sessions["drift"], width=390, height=844)
    drift.tells(SHARE, to="Everyone here", note="Grief")
    drift.sees("have been asked")

    found = village.space.run(WHO_FITS_BEST)
    assert found["topic"], "whoever fits best knows what it mentions"
    listening = as_somebody(found["name"], found["session"], width=1280).goes("/")
    listening.sees("It mentions Grief, which you know")
    listening.follow("Read and listen to Drift", within=listening.page.locator("#today-asked"))
    listening.sees(SHARE)
    listening.write("Your answer to Drift", "You fill it for two, and the half you pour away is where they were.")
    listening.press("Send your answer")

    drift.sees("the half you pour away is where they were")
    assert drift.page.url.endswith(f"/shares/{found['share']}"), "without leaving the page"
    drift.sees_not("have been asked")
