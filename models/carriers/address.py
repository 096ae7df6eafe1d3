"""Addresses of carriers as people write them: a folder, `sftp://`, `https://` for WebDAV, `s3://`; a password never stands in one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from models.errors import Refusal

FOLDER: Final = "folder"
SCHEMES: Final[Mapping[str, frozenset[str]]] = {
    FOLDER: frozenset(),
    "sftp": frozenset({"host_key", "key"}),
    "https": frozenset({"certificate"}),
    "http": frozenset(),
    "s3": frozenset({"endpoint", "region"}),
}
"""What can be said of each kind of place behind the `?` of its address."""
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Address:
    """Where a carrier is."""

    name: str
    """What people call it: the key of its line in `verifier.toml`."""
    scheme: str
    host: str
    port: int | None
    user: str
    path: str
    """Of a folder as the system writes it, of S3 the prefix in the bucket `host`; else without the first `/`."""
    options: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    """As it was written."""


def parsed(name: str, text: str) -> Address:
    """The address of the carrier `name` as it is written in the settings.

    Raises:
        Refusal: `carrier.address` where it is none of the kinds there are, `carrier.password` where one stands in it,
            `carrier.option` for what cannot be said of its kind, `carrier.plain` where it goes beyond this machine without encryption.
    """
    if "://" not in text:
        return _folder(name, text)
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise Refusal("carrier.address", carrier=name, address=text) from error
    if parts.scheme not in SCHEMES or parts.scheme == FOLDER or not host or parts.fragment:
        raise Refusal("carrier.address", carrier=name, address=text)
    if parts.password is not None:
        raise Refusal("carrier.password", carrier=name)
    options = _options(name, parts.scheme, parts.query)
    for scheme, place in ((parts.scheme, host), _endpoint(name, text, options)):
        if scheme == "http" and place not in _LOCAL:
            raise Refusal("carrier.plain", carrier=name, host=place)
    return Address(name, parts.scheme, host, port, unquote(parts.username or ""), unquote(parts.path).strip("/"), options, text)


def _endpoint(name: str, text: str, options: Mapping[str, str]) -> tuple[str, str]:
    """The scheme and the host of the server of a bucket, empty where none is said."""
    if "endpoint" not in options:
        return "", ""
    try:
        parts = urlsplit(options["endpoint"])
        _ = parts.port
    except ValueError as error:
        raise Refusal("carrier.address", carrier=name, address=text) from error
    if parts.password is not None:
        raise Refusal("carrier.password", carrier=name)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refusal("carrier.address", carrier=name, address=text)
    return parts.scheme, parts.hostname


def _folder(name: str, text: str) -> Address:
    path = Path(text).expanduser() if text.startswith("~") else Path(text)
    if not text or not path.is_absolute():
        raise Refusal("carrier.address", carrier=name, address=text)
    return Address(name, FOLDER, "", None, "", str(path), {}, text)


def _options(name: str, scheme: str, query: str) -> dict[str, str]:
    found = {}
    # Not as forms are read: a fingerprint may hold a plus.
    for part in filter(None, query.split("&")):
        key, _, value = part.partition("=")
        if key not in SCHEMES[scheme] or not value:
            known = " / ".join(sorted(SCHEMES[scheme])) or "-"
            raise Refusal("carrier.option", carrier=name, option=key, known=known)
        found[key] = unquote(value)
    return found
