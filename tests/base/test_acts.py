"""An act is whole, and done once however often its form is sent."""

import pytest

from cairn.base import acts
from cairn.base.models import Once
from cairn.members.models import Topic


@acts.act
def name_topic(name, fail=False):
    topic = Topic.objects.create(name=name)
    if fail:
        raise ValueError
    return topic


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_acts_once():
    acts.under_key("form-1", "wren")
    name_topic("Sleep")
    acts.answered_with("/somewhere/")
    acts.under_key("form-1", "wren")
    with pytest.raises(acts.AlreadyDone) as done:
        name_topic("Sleep")
    assert done.value.answer == "/somewhere/"
    assert Topic.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_key_of_another_member_is_another_form():
    for who in ("wren", "ash"):
        acts.under_key("form-1", who)
        name_topic("Sleep")
    assert Topic.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_nothing_and_may_be_tried_again():
    acts.under_key("form-1", "wren")
    with pytest.raises(ValueError):
        name_topic("Sleep", fail=True)
    assert Topic.objects.count() == 0 and Once.objects.count() == 0
    acts.under_key("form-1", "wren")
    assert name_topic("Sleep").pk


@pytest.mark.django_db(transaction=True)
def test_without_a_key_acts_are_only_whole():
    acts.under_key("", "")
    name_topic("One")
    name_topic("Two")
    assert Topic.objects.count() == 2 and Once.objects.count() == 0
