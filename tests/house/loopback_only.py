"""Tests reach this machine and no other: each connection and name look-up elsewhere is refused."""

import sys
from ipaddress import ip_address
from typing import Any

CONNECTIONS = ("socket.connect", "socket.sendto", "socket.sendmsg")
LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


class NetworkRefused(RuntimeError):
    """A test tried to leave the machine."""


def install() -> None:
    """Refuse from now on, in this process. An audit hook cannot be taken out again, or forgotten."""
    sys.addaudithook(_refuse_elsewhere)


def _refuse_elsewhere(event: str, arguments: tuple[Any, ...]) -> None:
    if event in CONNECTIONS:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a socket file has no host
    elif event in LOOK_UPS:
        host = arguments[0]
    else:
        return
    if not is_here(host):
        raise NetworkRefused(f"{event} to {host!r}: tests may use the loopback addresses only")


def is_here(host: str | bytes | None) -> bool:
    """True for no host, localhost, and the loopback addresses of both families."""
    name = host.decode() if isinstance(host, bytes) else host
    if not name or name == "localhost":
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback or name == "0.0.0.0"  # noqa: S104  to listen on
    except ValueError:
        return False
