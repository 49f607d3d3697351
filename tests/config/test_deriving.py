"""Addresses that derive a key are known to the outer door."""

import pytest
from django.urls import get_resolver

from cairn.config.asgi import DERIVING, derives
from tests import cast, deriving
from tests.members.doors import PASSWORD, newcomer

pytestmark = pytest.mark.django_db


def addresses(patterns, before="/"):
    for one in patterns:
        at = before + str(one.pattern)
        yield from addresses(one.url_patterns, at) if hasattr(one, "url_patterns") else [at]


@pytest.mark.parametrize("named", DERIVING)
def test_each_of_them_is_an_address_of_ours(named):
    assert any(address == named or address.startswith(f"{named}/") for address in addresses(get_resolver().url_patterns))


def test_no_other_address_that_begins_alike_waits_with_them():
    assert derives("/sign-in") and derives("/sign-in/passkey") and not derives("/sign-increase")


def test_a_derivation_elsewhere_is_noticed_by_whatever_test_meets_it(monkeypatch):
    """The control of tests/deriving.py, which looks on at every test."""
    monkeypatch.setattr("cairn.config.asgi.DERIVING", tuple(one for one in DERIVING if one != "/going/now"))
    cast.signed_in(newcomer()).post("/going/now", {"answers": "erase", "sure": "on", "password": PASSWORD, "once": "a"})
    assert deriving.strays == ["/going/now"]
    deriving.strays.clear()
