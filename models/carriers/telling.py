"""What carriers over a network refuse with, and why, as codes: what a server says in its own words is not passed on."""

import errno
import socket
from collections.abc import Iterator
from typing import Final

from models.carriers.address import Address
from models.causes import Cause
from models.errors import Refusal

LOST: Final = Cause("lost")
NO_ANSWER: Final = Cause("no_answer")
OTHER: Final = Cause("other_server")
"""Somebody else answers in its place, such as a network that wants to be paid or told who is there first."""
SERVER: Final = Cause("server")
"""The server does not say why; it may be full."""
MOST_NAMES: Final = 100_000
"""Most names of a listing: more than any team ever writes into one folder."""
_UNREACHABLE: Final = frozenset({errno.ECONNREFUSED, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, None})


def away(address: Address, cause: Cause) -> Refusal:
    """The place cannot be reached now."""
    return Refusal("carrier.away", carrier=address.name, address=address.text, cause=cause)


def denied(address: Address) -> Refusal:
    """The place lets nobody in by this name and password."""
    return Refusal("carrier.denied", carrier=address.name, address=address.text)


def failed(address: Address, path: str, cause: Cause) -> Refusal:
    """Something at a path went wrong."""
    return Refusal("carrier.failed", carrier=address.name, path=path or "/", cause=cause)


def taken(address: Address, path: str) -> Refusal:
    """Something stands at a path already."""
    return Refusal("carrier.taken", carrier=address.name, path=path)


def too_large(address: Address, path: str, limit: int) -> Refusal:
    """What stands at a path is more than the reader wants."""
    return Refusal("carrier.too_large", carrier=address.name, path=path, limit=limit // 1000)


def endless(address: Address, folder: str) -> Refusal:
    """What a server lists is more than anybody put there."""
    return failed(address, folder, Cause("listing"))


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those it came of: libraries wrap what the system said."""
    seen: list[BaseException] = []
    found: BaseException | None = error
    while found is not None and found not in seen:
        seen.append(found)
        yield found
        found = found.__cause__ or found.__context__


def of_line(error: BaseException) -> Cause:
    """Why nothing is heard from the place."""
    for each in chain(error):
        match each:
            case socket.gaierror():
                return Cause("unresolved")
            case TimeoutError():
                return NO_ANSWER
            case ConnectionResetError() | BrokenPipeError() | ConnectionAbortedError():
                return LOST
            case OSError() if type(each) in (OSError, ConnectionRefusedError) and each.errno in _UNREACHABLE:
                return Cause("no_server")
    return LOST
