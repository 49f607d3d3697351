"""Handing a sealed message to a browser maker's push service, whose address the browser named.

That address comes from outside, so it is only ever an https one that leads to the open internet: it is looked
up once, every answer is looked at, and the connection goes to the address that was looked at.
"""

import http.client
import ipaddress
import socket
import ssl
from urllib.parse import urlsplit

from django.conf import settings

from cairn.base.post import Trouble

SECONDS = 10
LONGEST = 1000  # characters
_GONE = {400, 403, 404, 410}  # no such subscription, or not with our key


class Gone(Exception):
    """Nothing can be delivered there any more."""


def is_fitting(endpoint: str) -> bool:
    """Whether an endpoint may be kept. Where its name leads to is looked at each time something goes there."""
    try:
        parts = urlsplit(endpoint)
        port, host = parts.port, parts.hostname
    except ValueError:
        return False
    if not host or len(endpoint) > LONGEST or parts.username or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    if settings.PUSH_ANYWHERE:
        return parts.scheme in {"http", "https"}
    return parts.scheme == "https" and port in {None, 443} and not _is_private_number(host) and "." in host


def deliver(endpoint: str, body: bytes, headers: dict[str, str]) -> None:
    """Raises Gone or Trouble. A redirect is not followed: it is trouble."""
    if not is_fitting(endpoint):
        raise Gone
    status = _post(endpoint, body, headers)
    if status in _GONE:
        raise Gone
    if not 200 <= status < 300:
        raise Trouble(str(status))


def _post(endpoint: str, body: bytes, headers: dict[str, str]) -> int:
    parts = urlsplit(endpoint)
    connection = _connection(parts)
    try:
        connection.request("POST", f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise Trouble(type(error).__name__) from None
    finally:
        connection.close()


def _connection(parts) -> http.client.HTTPConnection:
    if parts.scheme == "http":
        return http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=SECONDS)
    return _LookedAt(parts.hostname, parts.port or 443, timeout=SECONDS, context=ssl.create_default_context())


class _LookedAt(http.client.HTTPSConnection):
    """Connects to the address that was looked at, not to what the name may say a moment later."""

    def connect(self):
        self.sock = self._context.wrap_socket(socket.create_connection((_address_of(self.host, self.port), self.port), self.timeout), server_hostname=self.host)


def _address_of(host: str, port: int) -> str:
    found = {answer[4][0] for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not settings.PUSH_ANYWHERE and any(_is_private_number(address) for address in found):
        raise Gone
    return sorted(found, key=lambda address: ":" in address)[0]


_WRAPPED = [ipaddress.ip_network(block) for block in ("64:ff9b::/96", "2002::/16", "2001::/32", "::/96", "::ffff:0:0/96")]


def _is_private_number(host: str) -> bool:
    """An address in numbers that does not lead to the open internet, or may wrap one that does not."""
    try:
        number = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return not number.is_global or number.is_multicast or any(number in block for block in _WRAPPED if block.version == number.version)
