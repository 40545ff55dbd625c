"""Network addresses: the loopback, the trusted proxies, and the network that an address is counted under."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

_IPV6_SITE = 64
"""Bits of an IPv6 address that are the same for one household or office."""


def is_this_machine(host: str) -> bool:
    """Return whether a host name or address is the loopback. Names other than `localhost` are not resolved."""
    if host.lower().rstrip(".") == "localhost":
        return True
    address = _read(host)
    return address is not None and address.is_loopback


def named_host(header: str) -> str:
    """Read the host from a Host header, without its port; empty if the header is invalid."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def counted_host(host: str) -> str:
    """Return the unit in which requests are counted: an IPv4 address, or an IPv6 network."""
    address = _read(host)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, _IPV6_SITE), strict=False))
    return host


class Proxies:
    """The trusted proxies, as addresses or networks.

    Raises
    ------
    ValueError
        If one of the names is neither.
    """

    def __init__(self, named: Iterable[str]) -> None:
        self._networks: tuple[IPv4Network | IPv6Network, ...] = tuple(ip_network(name) for name in named)

    def __contains__(self, host: str) -> bool:
        address = _read(host)
        return address is not None and any(address in network for network in self._networks)


def _read(host: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(host)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
