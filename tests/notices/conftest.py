import pytest

from tests.notices.postoffice import Office, PushService


@pytest.fixture
def office(settings):
    """Real SMTP, on this machine."""
    opened = Office().opened_by(settings)
    yield opened
    opened.shutdown()
    opened.server_close()


@pytest.fixture
def push_service(settings):
    settings.PUSH_ANYWHERE = True
    opened = PushService()
    yield opened
    opened.shutdown()
    opened.server_close()
    assert opened.failed == []
