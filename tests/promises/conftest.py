"""The lived-in space that several promises are held against: made once for each database."""

import pytest

from tests.promises.letterbox import Letterbox
from tests.promises.village import Village


@pytest.fixture(scope="session")
def letterbox():
    box = Letterbox()
    yield box
    box.shutdown()


@pytest.fixture(scope="session")
def village(start_cairn, letterbox):
    """A served space in which everything was written through its forms. Only to be read."""
    space = start_cairn(**letterbox.options)
    yield Village(space, letterbox)
    space.kill()
