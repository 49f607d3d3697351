"""A share told as "someone" does not say whose it is: not on a page, not by a derived field, not in the database."""

import pytest
from django.apps import apps
from django.db import connection

from cairn.shares import queries, verbs
from tests.cast import block, circle_of, member, response_by, share_by, signed_in
from tests.shares.test_telling import said_to

pytestmark = pytest.mark.django_db

CANARIES = ("The words of a canary.", "A canary answers back.", "canary note")


def told_as_someone():
    marl, dell, juno = member("Marl"), member("Dellwyn"), member("Juno")
    tuesday = circle_of(marl, dell, juno)
    share = share_by(dell, CANARIES[0], circle=tuesday, shown_as="someone", note_words=CANARIES[2])
    verbs.keep_draft(kind="response", about=share.pk, fields={"text": "draft of a canary"}, by=juno)
    response = response_by(juno, share)
    response_by(dell, share, CANARIES[1])
    verbs.feel_heard(response, by=dell)
    verbs.edit(share, text=CANARIES[0], need="ideas", note_words=CANARIES[2], by=dell)
    moved = share_by(juno, encouraged_by=share, thank=True)
    return marl, dell, juno, share, moved


def pages(client, share, moved, circle):
    for address in (f"/shares/{share.pk}", f"/shares/{share.pk}/moving", "/shares", "/shares?show=mine", f"/shares?circle={circle}", f"/shares/{moved.pk}", f"/shares/tell?moved_by={share.pk}", "/shares/drafts"):
        yield address, client.get(address).text


def test_no_page_names_who_told_it():
    marl, dell, juno, share, moved = told_as_someone()
    share_by(dell, "Told by name.")  # there is something that could leak
    assert "Dellwyn" in signed_in(juno).get("/shares").text
    seen = 0
    for who in (juno, marl):
        for address, page in pages(signed_in(who), share, moved, share.circle_id):
            around = [line for line in page.split("<li") if "Someone" in line or "canary" in line]
            seen += len(around)
            assert not any("Dellwyn" in part or str(dell.pk) in part or f"/stones/{dell.stone}" in part for part in around), address
    assert seen > 6
    page = signed_in(juno).get(f"/shares/{share.pk}").text
    assert "Dellwyn" not in page and dell.stone not in page and str(dell.pk) not in page
    assert "Someone in this circle felt heard" in page
    assert said_to(juno) == ["Someone in this circle felt heard by your words."]


def test_its_writer_still_finds_it_and_hears_what_came_of_it():
    _marl, dell, _juno, share, _moved = told_as_someone()
    assert [one.id for one in queries.telling_list(dell, show="mine").told] == [share.pk]
    assert set(said_to(dell)) == {"Juno answered your share.", "Your story moved somebody to tell theirs."}
    assert f"/shares/{share.pk}/edit" in signed_in(dell).get(f"/shares/{share.pk}").text


def test_no_two_columns_of_any_row_join_the_writer_to_the_share():
    _marl, dell, _juno, share, _moved = told_as_someone()
    by_name = share_by(dell)
    assert joined(dell.pk, by_name.pk)  # the search finds what is told by name
    assert joined(dell.pk, share.pk) == []


def joined(member_id: int, share_id: int) -> list[str]:
    """Tables with a row that holds both ids."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                held = " ".join(str(value) for value in row)
                if str(member_id) in held and str(share_id) in held:
                    found.append(model.__name__)
    return found


def test_the_database_holds_no_readable_word():
    told_as_someone()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                for value in row:
                    held = bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                    assert b"canary" not in held, model.__name__


def test_blocking_one_after_another_does_not_tell_whose_words_they_are():
    """Whoever wonders cannot find out by watching which words go away; what is told by name does go."""
    _marl, dell, juno, share, _moved = told_as_someone()
    named = share_by(dell, "Told by name.")
    block(juno, dell)
    page = signed_in(juno).get("/shares").text
    assert f"/shares/{share.pk}" in page and f"/shares/{named.pk}" not in page


def test_those_whom_the_writer_blocked_do_not_read_it():
    _marl, dell, juno, share, _moved = told_as_someone()
    assert signed_in(juno).get(f"/shares/{share.pk}").status_code == 200
    block(dell, juno)
    assert signed_in(juno).get(f"/shares/{share.pk}").status_code == 404


def test_an_unnamed_writer_cannot_be_blocked_from_their_words():
    marl, dell, juno, share, _moved = told_as_someone()
    named = share_by(dell, "Told by name.")
    client = signed_in(marl)
    assert client.get(f"/report/share/{named.pk}/block").status_code == 302  # there is a way to block
    assert client.get(f"/report/share/{share.pk}/block").status_code == 404
    own_answer = share.responses.model.system.get(share=share, member=None)
    assert client.get(f"/report/response/{own_answer.pk}/block").status_code == 404
    assert "/block" not in client.get(f"/shares/{share.pk}").text.split('id="answers"')[0]


def test_an_answer_that_does_not_arrive_does_not_count_as_hearing():
    marl, dell, juno = member("Marl"), member("Dellwyn"), member("Juno")
    share = share_by(dell, circle=circle_of(marl, dell, juno), shown_as="someone")
    block(juno, dell)
    response_by(juno, share)
    share.refresh_from_db()
    assert share.heard_at is None
    response_by(marl, share)
    share.refresh_from_db()
    assert share.heard_at is not None
