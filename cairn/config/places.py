"""Where a request comes from, as a digest: the address itself goes no further than this module.

Cairn usually stands behind a proxy that ends TLS, and then everybody's connection is the proxy's. A proxy that is
named in CAIRN_PROXIES is believed what it wrote last into X-Forwarded-For; whatever stands before that anybody can
have sent.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings

from cairn.base import crypto

Address = IPv4Address | IPv6Address
UNKNOWN = ""


def place_of(scope) -> str:
    """64 hexadecimal digits that stand for the asker's network, or UNKNOWN."""
    address = _asker(scope)
    if address is None or address.is_loopback or address.is_unspecified:
        return UNKNOWN
    return crypto.digest("whence", str(_network(address)))


def _asker(scope) -> Address | None:
    """The last hop that is no proxy of ours."""
    client = scope.get("client")
    named = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin-1")
    hops = [*(hop for hop in named.split(",") if hop.strip()), client[0] if client else "127.0.0.1"]
    for hop in reversed(hops):
        address = _read(hop)
        if address is None or not _is_proxy(address):
            return address
    return address


def _read(text: str) -> Address | None:
    """An address as proxies write it: with a port, in brackets, or mapped from the older kind."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_proxy(address: Address) -> bool:
    return any(address in network for network in settings.PROXIES if network.version == address.version)


def _network(address: Address):
    """Of the newer kind one household has 2^64 addresses."""
    return ip_network((address, 64), strict=False) if address.version == 6 else ip_network(address)
