"""Network addresses: which are this machine, which are the proxies that an operator names, and whom one stands for."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

_IPV6_SITE = 64
"""Bits of an IPv6 address that one household or office has; the rest it chooses itself."""


def is_this_machine(host: str) -> bool:
    """Tell whether a host name or address is the loopback; `localhost` is, other names are not looked up."""
    if host.lower().rstrip(".") == "localhost":
        return True
    address = _read(host)
    return address is not None and address.is_loopback


def named_host(header: str) -> str:
    """Read the host out of a Host header, without its port; empty if it is none."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def counted_host(host: str) -> str:
    """Say what an address is counted under: itself, or its network where one sender has many."""
    address = _read(host)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, _IPV6_SITE), strict=False))
    return host


class Proxies:
    """The proxies that an operator names, as addresses or networks.

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
