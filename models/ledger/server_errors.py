"""What a PostgreSQL server, or the way to it, says that went wrong, as what can be done about it."""

import re
from collections.abc import Mapping
from typing import Final

from sqlalchemy import exc

from models.causes import Cause
from models.errors import Refusal
from models.text import clean

CANCELLED: Final = "57014"
READ_ONLY: Final = "25006"
OUTGROWN: Final = frozenset({"42P01", "42703", "VF005"})
"""Undefined table or column, and what headquarters says to a program of another format."""
_REPLICA: Final = "0A000"
"""What a replica says to whoever begins to write; nothing else that the program asks is unknown to a server."""
_AGAIN: Final = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, lock not available: the same act may do it the next time."""
_TWICE: Final = "23505"
_ENTRY: Final = "pk_trail"
"""Somebody's own program added an entry of the trail at the same time, past the lock that ours take."""
_BY_REGION: Final = "row-level security"
_GONE: Final = ("08", "57P0", "25P03", "53300")
"""How the codes begin of what cut a connection or let none be made."""
_LONGEST: Final = 200
_SAID: Final[Mapping[str, str]] = {
    # What a server says, before what is said of the way to it: of several servers one may answer.
    "conflict with recovery": "server_follows",
    "session is read-only": "server_copies_only",
    "is in hot standby mode": "server_copies_only",
    "starting up": "server_starts",
    "shutting down": "server_stops",
    "terminating connection": "server_stops",
    "too many": "server_crowded",
    "remaining connection slots": "server_crowded",
    "deadlock": "server_busy",
    "lock timeout": "server_busy",
    "could not serialize": "server_busy",
    "statement timeout": "server_slow",
    "refused": "no_server",
    # Of an address without a host, or a service file that names none.
    "accepting connections on that socket": "no_server",
    "timeout expired": "no_answer",
    "timed out": "no_answer",
    "could not translate host name": "no_server",
    "failed to resolve host": "no_server",
    "Network is unreachable": "no_answer",
    "No route to host": "no_answer",
}
_NO_DATABASE: Final = re.compile(r'database "[^"]*" does not exist')
_LOGIN: Final = ("password authentication failed", "certificate authentication failed", "not permitted to log in", '" does not exist')
_UNTRUSTED: Final[Mapping[str, str]] = {
    "does not match host name": "certificate_name",
    "certificate verify failed": "server_certificate",
    "root certificate file": "server_no_root",
    "server does not support SSL": "server_no_tls",
}
_MISADDRESSED: Final = ("definition of service", "service file", " value: ")


def code(error: exc.DBAPIError) -> str:
    """The code of what the server says, empty where nothing came from it."""
    return str(getattr(error.orig, "sqlstate", None) or "")


def is_gone(error: exc.DBAPIError) -> bool:
    """Whether the connection is lost, or none came about: what was not committed is not there."""
    found = code(error)
    return error.connection_invalidated or found.startswith(_GONE) or (not found and isinstance(error, exc.OperationalError))


def may_pass(error: exc.DBAPIError) -> bool:
    """Whether the same act, done again, may succeed."""
    return _met(error) or (is_gone(error) and _kept_out("", error) is None)


def _met(error: exc.DBAPIError) -> bool:
    """Whether two came at the same time."""
    return code(error) in _AGAIN or (code(error) == _TWICE and _ENTRY in str(error.orig))


def refusal(place: str, error: exc.DBAPIError, *, writing: bool = True) -> Refusal | None:
    """What to tell of an error, to whoever was `writing` also that nothing was saved; None where it is one of the program."""
    found, said = code(error), str(error.orig)
    if kept_out := _kept_out(place, error):
        return kept_out
    if found == "42P01":
        # So it is called by a server whose role was dropped, or is of no group any more.
        return Refusal("server.not_allowed", place=place)
    if found == "42501":
        return Refusal("server.region" if _BY_REGION in said else "server.not_allowed", place=place)
    if found in (READ_ONLY, _REPLICA):
        return Refusal("server.read_only" if writing else "server.standby", place=place)
    if found == "53100":
        return Refusal("server.full", place=place)
    if is_gone(error):
        return Refusal("server.unreachable" if writing else "server.away", place=place, cause=cause(error))
    if _met(error) or found == CANCELLED or found.startswith(("53", "57", "58", "XX")):
        return Refusal("server.failed" if writing else "server.unanswered", place=place, cause=cause(error))
    return None


def _kept_out(place: str, error: exc.DBAPIError) -> Refusal | None:
    """What keeps one from a server that is there, and will the next time too; None where nothing does."""
    found, said = code(error), str(error.orig)
    if found == "3D000" or (not found and _NO_DATABASE.search(said)):
        return Refusal("server.no_database", place=place)
    if found:
        return Refusal("server.login", place=place) if found.startswith("28") else None
    # What is said before somebody is let in has no code.
    for told, why in _UNTRUSTED.items():
        if told in said:
            return Refusal("server.certificate", place=place, cause=Cause(why))
    if any(told in said for told in _MISADDRESSED) or (error.statement is None and not isinstance(error, exc.OperationalError)):
        return Refusal("server.address", place=place, cause=_plain(said))
    if "no password supplied" in said:
        return Refusal("server.no_password", place=place)
    if "pg_hba.conf" in said or "permission denied for database" in said:
        return Refusal("server.not_from_here", place=place)
    return Refusal("server.login", place=place) if any(told in said for told in _LOGIN) else None


def cause(error: exc.DBAPIError) -> Cause | str:
    """Why, as far as the server says it."""
    said = str(error.orig)
    known = next((Cause(name) for told, name in _SAID.items() if told in said), None)
    return known or _plain(said) or Cause("lost")


def _plain(said: str) -> str:
    return clean(" ".join(said.split()))[:_LONGEST]
