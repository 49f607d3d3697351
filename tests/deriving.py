"""Whatever any test asks for: a key is derived only at addresses that the outer door gives few threads of their own.
Elsewhere a derivation would hold one of the threads of everybody's pages, and a flood of them all of these.
"""

from contextlib import contextmanager

import pytest

strays: list[str] = []
_path = ""


def began(environ, **_more) -> None:
    global _path
    _path = environ.get("PATH_INFO", "")


def ended(**_more) -> None:
    global _path
    _path = ""


def watched(one_of_few):
    @contextmanager
    def turn():
        from cairn.config.asgi import derives

        if _path and not derives(_path):
            strays.append(_path)
        with one_of_few():
            yield

    return turn


@pytest.fixture(scope="session", autouse=True)
def derivations_are_watched():
    from django.core.signals import request_finished, request_started

    from cairn.members import passwords

    request_started.connect(began)
    request_finished.connect(ended)
    passwords.one_of_few = watched(passwords.one_of_few)


@pytest.fixture(autouse=True)
def nothing_is_derived_elsewhere():
    strays.clear()
    yield
    assert not strays, f"derived among everybody's pages: {strays}. Its address belongs into DERIVING of cairn/config/asgi.py"
