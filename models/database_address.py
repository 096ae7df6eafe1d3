"""Addresses of databases on a server, as a setting says them: `postgresql+psycopg://role@host/database?sslmode=verify-full`."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

SCHEME: Final = "postgresql+psycopg"
_SCHEMES: Final = (SCHEME, "postgresql", "postgres")
_SECRETS: Final = frozenset({"password", "sslpassword"})
EXAMPLE: Final = f"{SCHEME}://role@host/database"


def is_address(url: str) -> bool:
    """Whether `url` can be the address of a database."""
    try:
        found = urlsplit(url)
        _ = found.port
    except ValueError:
        return False
    return found.scheme in _SCHEMES and url.startswith(f"{found.scheme}://")


def has_password(url: str) -> bool:
    """Whether an address holds a password, which belongs to a file that nobody else may read."""
    found = urlsplit(url)
    return found.password is not None or not _SECRETS.isdisjoint(parse_qs(found.query, keep_blank_values=True))


def place(url: str) -> str:
    """The database that an address means, for people: without whoever logs in there."""
    found = urlsplit(url)
    asked = parse_qs(found.query)
    if service := asked.get("service"):
        return f"{service[0]}{found.path}"
    host = found.netloc.rpartition("@")[2] or next(iter(asked.get("host", ["localhost"])))
    return f"{host}{found.path}"
