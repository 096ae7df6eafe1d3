"""Asking a WebDAV server: what it does not answer is asked again within bounds, and what it answers is told in our words."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import certifi
import httpx
from webdav4.client import Client

from models import causes
from models.carriers import telling
from models.carriers.address import Address
from models.causes import Cause
from models.errors import Refusal

_DELAYS: Final = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each further try."""
_PIECE: Final = 16_000
"""Bytes that are sent at once: the library gives each send as long as an answer, and a bad line takes minutes for a megabyte."""
_SLOWEST: Final = 8_000
"""Bytes that the slowest line takes in a second: what was sent and is still held by this computer goes before the answer comes."""
_PASSING: Final = frozenset({408, 409, 423, 425, 429, 500, 502, 503, 504})
"""Answers that may be others in a moment."""
_PLAIN: Final = frozenset({"", "identity", "gzip", "x-gzip"})
"""What a body may be packed by: once, as some servers do whatever they are asked for."""
_CAUSES: Final = {403: "eacces", 404: "enoent", 410: "enoent", 507: "enospc"}
_UNENCRYPTED: Final = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"})
"""What OpenSSL calls an answer that is not encrypted at all."""
_CERTIFICATES: Final = {9: "certificate_early", 10: "certificate_late", 62: "certificate_name", 64: "certificate_name"}
"""Why a certificate is not trusted, by OpenSSL's number; else nobody who is trusted vouches for it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    content: bytes
    is_cut: bool
    """There was more than the limit."""
    is_again: bool
    """An earlier try may have been carried out already."""


class Line:
    """The line to a WebDAV server."""

    def __init__(self, address: Address, password: str, wait: Callable[[float], None], patience: float) -> None:
        self._address, self._wait, self._patience = address, wait, patience
        host = f"[{address.host}]" if ":" in address.host else address.host
        self._server = f"{address.scheme}://{host}{f':{address.port}' if address.port else ''}"
        self._root = f"/{address.path}" if address.path else ""
        self._http: httpx.Client = Client(
            self._server,
            auth=(address.user, password) if address.user else None,
            retry=False,
            timeout=self._waited(),
            verify=_trust(address) if address.scheme == "https" else False,
            headers={"Accept-Encoding": "identity"},
        ).http

    def path(self, path: str) -> str:
        """Where a path of the carrier is on the server."""
        return f"{self._root}/{path}" if path else self._root or "/"

    def below(self, path: str) -> str:
        """The same, quoted."""
        return quote(self.path(path) if path else f"{self._root}/")

    def url(self, path: str) -> str:
        """The same with the server before it; the folder itself ends with `/`."""
        return self._server + self.below(path)

    def ask(
        self,
        method: str,
        path: str,
        expected: frozenset[int],
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
        limit: int = 100_000,
    ) -> Answer:
        """The answer of the server, one of those `expected`; of its content at most one byte more than `limit`.

        Raises:
            Refusal: `carrier.away`, `carrier.certificate`, `carrier.denied`, and `carrier.failed` for any other answer.
        """
        is_again, losses = False, 0
        for delay in (*_DELAYS, None):
            try:
                status, found = self._asked(method, path, headers or {}, content, limit)
            except Exception as error:
                # A hostile server can make the library stumble in any way; what it came of is told as a code.
                refused = self._refused(path, error)
                losses += 1
                if refused.code != "carrier.away" or isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) or losses > 1:
                    raise refused from error
                is_again = True
                continue
            if status in expected:
                return Answer(status, found, len(found) > limit, is_again)
            if status not in _PASSING or delay is None:
                break
            is_again = True
            self._wait(delay)
        if status == 401:
            raise telling.denied(self._address)
        cause = Cause(_CAUSES[status]) if status in _CAUSES else Cause("http", {"answer": status})
        raise telling.failed(self._address, path, cause)

    def close(self) -> None:
        """Let go of it."""
        with suppress(Exception):
            self._http.close()

    def _waited(self, sent: int = 0) -> httpx.Timeout:
        return httpx.Timeout(self._patience, connect=min(self._patience, 20), read=self._patience + sent / _SLOWEST)

    def _asked(self, method: str, path: str, headers: dict[str, str], content: bytes | None, limit: int) -> tuple[int, bytes]:
        body = None
        if content is not None:
            body, headers = _in_pieces(content), {**headers, "Content-Length": str(len(content))}
        timeout = self._waited(len(content or b""))
        with self._http.stream(method, self.url(path), headers=headers, content=body, timeout=timeout) as response:
            found = bytearray()
            # It was asked for what is not packed: a thousand bytes that are packed twice would become a gigabyte.
            if response.headers.get("Content-Encoding", "identity").strip().lower() not in _PLAIN:
                raise httpx.DecodingError("packed")
            for piece in response.iter_bytes():
                found += piece
                if len(found) > limit:
                    break
            return response.status_code, bytes(found[: limit + 1])

    def _refused(self, path: str, error: Exception) -> Refusal:
        for each in telling.chain(error):
            if isinstance(each, ssl.SSLCertVerificationError):
                cause = Cause(_CERTIFICATES.get(each.verify_code, "certificate_unknown"))
                return Refusal("carrier.certificate", carrier=self._address.name, host=self._address.host, cause=cause)
            if isinstance(each, ssl.SSLError) and each.reason in _UNENCRYPTED:
                return telling.away(self._address, telling.OTHER)
        # What was closed cannot be asked any more.
        if isinstance(error, httpx.TransportError) or self._http.is_closed:
            return telling.away(self._address, telling.of_line(error))
        return telling.failed(self._address, path, telling.SERVER)


def _in_pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]


def _trust(address: Address) -> ssl.SSLContext:
    """Whom to trust: only the certificate of the address; without one, those that this system knows."""
    file = address.options.get("certificate")
    if file is None:
        context = ssl.create_default_context()
        # Some Pythons find none of the system's.
        context.load_verify_locations(certifi.where())
        return context
    try:
        return ssl.create_default_context(cafile=Path(file).expanduser())
    except (ssl.SSLError, RuntimeError, ValueError) as error:
        raise Refusal("carrier.file", carrier=address.name, file=file, cause=Cause("no_certificate")) from error
    except OSError as error:
        raise Refusal("carrier.file", carrier=address.name, file=file, cause=causes.of_system(error)) from error
