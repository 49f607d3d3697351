"""The whole of it, as it happens: somebody writes that they have the pills here, and a person comes to know.

Real pages, a real server that is killed twice, and a clock that is moved.
"""

import pytest

from tests.browser.people import Person

WORDS = "I have the pills here zqstoryqz."
SETUP = """
from django.conf import settings
from tests.cast import member, signed_in
from tests.safety.duty import responder
people = {"Dell": member("Dell"), "Marl": responder("Marl", always=True), "Ash": responder("Ash"), "Cora": member("Cora", coordinator=True)}
answer = {name: signed_in(one).cookies[settings.SESSION_COOKIE_NAME].value for name, one in people.items()}
"""
TOLD = """
from cairn.members.queries import people
from cairn.safety.models import AlertStep
steps = list(AlertStep.objects.order_by("at", "id").values_list("what", "to"))
names = people(to for _what, to in steps if to)
answer = [[what, names[to].name if to else ""] for what, to in steps]
"""
KILLED_IN_A_STEP = """
import os, signal
from datetime import timedelta
from django.db import transaction
from cairn.base import clock
from cairn.safety.models import Alert
from cairn.safety.verbs.escalating import go_on
clock.move(timedelta(minutes=minutes))
with transaction.atomic():
    go_on(Alert.objects.get().pk)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def at_home(name, sessions, space, new_page, **options) -> Person:
    person = Person(name, new_page(at=space.address, **options))
    person.page.context.add_cookies([{"name": "cairn", "value": sessions[name], "url": space.address}])
    return person


def test_somebody_writes_it_and_a_person_comes_to_know(start_cairn, new_page):
    space = start_cairn()
    sessions = space.run(SETUP)
    marl = at_home("Marl", sessions, space, new_page)
    marl.goes("/alerts").sees("Nobody is waiting for a person now.")

    dell = at_home("Dell", sessions, space, new_page, width=390)
    dell.goes("/shares/tell")
    dell.page.locator("textarea[name=text]").fill(WORDS)
    dell.page.locator("input[name=audience][value=everyone]").check()
    dell.press("Look it over")
    dell.press("Share")
    dell.sees("We noticed this and care. Nothing has been removed.")
    dell.sees("Somebody is on duty now")
    assert dell.page.locator("#main").inner_text().count("zqstoryqz") == 1, "it stands as it was written"

    marl.sees("A plan, or means at hand")  # by itself
    assert space.run(TOLD) == [["told", "Marl"]]

    space.kill()
    with pytest.raises(AssertionError):  # the one that would go on is killed, too, in the middle of it
        space.run(KILLED_IN_A_STEP, minutes=6)
    assert space.run(TOLD) == [["told", "Marl"]], "half a step is no step"
    space.start()
    space.tick(minutes=6)
    assert space.run(TOLD) == [["told", "Marl"], ["told", "Ash"]]
    space.kill()
    space.start()
    space.tick(minutes=12)
    assert space.run(TOLD) == [["told", "Marl"], ["told", "Ash"], ["told", "Cora"]]

    cora = at_home("Cora", sessions, space, new_page)
    cora.goes("/notices").sees("no responder has said yet that they are there")
    cora.goes("/alerts").sees("A plan, or means at hand")
    cora.sees_not("zqstoryqz")

    marl.goes("/alerts").follow("Read it")
    marl.sees("zqstoryqz")
    marl.press("I am there")
    dell.goes("/notices").follow("We noticed something you wrote")
    dell.sees("Marl has read it and is there")
    space.tick(hours=3)
    assert len(space.run(TOLD)) == 4, "and nobody else is called"
    assert "zqstoryqz" not in space.log and "pills" not in space.log
