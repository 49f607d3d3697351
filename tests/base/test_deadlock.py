"""Of two acts that wait for each other PostgreSQL lets one go: its page does it once more, and only for that."""

import pytest
from django.db import OperationalError

from cairn.members import verbs
from cairn.members.models import Member
from tests import cast

pytestmark = pytest.mark.django_db


class LetGo(Exception):
    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


@pytest.mark.parametrize(("sqlstate", "is_done"), [("40P01", True), ("57014", False)])
def test_the_one_that_gave_way_is_done_once_more(monkeypatch, sqlstate, is_done):
    wren, real, tried = cast.member("Wren", coach=True), verbs.change_coach, []

    def gives_way(*args, **kwargs):
        tried.append(1)
        if len(tried) == 1:
            raise OperationalError("gave way") from LetGo(sqlstate)
        return real(*args, **kwargs)

    monkeypatch.setattr(verbs, "change_coach", gives_way)
    browser = cast.signed_in(wren)
    browser.raise_request_exception = False
    answer = browser.post("/you/coach", {"once": "a"})
    assert answer.status_code == (302 if is_done else 500)
    assert Member.objects.get(pk=wren.pk).coach is not is_done
