"""A folder of a WebDAV server as a carrier. Servers differ in what they keep of locks and conditions; only renaming is relied on."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePosixPath
from secrets import token_hex
from typing import Final

from webdav4.multistatus import MultiStatusResponse

from models.carriers import telling
from models.carriers.address import Address
from models.carriers.webdav_line import Answer, Line
from models.causes import Cause
from models.errors import Refusal

_LISTING: Final = 8_000_000
"""Most bytes of a listing."""
_LONG: Final = 20_000
"""Bytes that take longer over a slow line than asking for a folder does."""
_KINDS: Final = b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>'
_DONE: Final = frozenset({200, 201, 204})
_MISSING: Final = frozenset({404, 410})
_NO_FOLDER: Final = frozenset({404, 409})
_EXISTS: Final = frozenset({301, 405})


class WebDav:
    """A folder that must exist on the server: `https://user@host/folder`."""

    def __init__(
        self,
        address: Address,
        password: str = "",
        wait: Callable[[float], None] = time.sleep,
        patience: float = 60,
        mark: str = "",
    ) -> None:
        self._address = address
        self._line = Line(address, password, wait, patience)
        # Not `.part`, which some servers keep for themselves; two laptops may pass on one segment at the same time.
        self._beside = f".{mark or token_hex(4)}.tmp"
        self._known: set[PurePosixPath] = set()
        """Folders that are there."""
        try:
            self._require_root()
        except BaseException:
            self.close()
            raise

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""
        answer = self._line.ask("PROPFIND", f"{folder}/" if folder else "", _MISSING | {207}, {"Depth": "1"}, _KINDS, _LISTING)
        if answer.status != 207:
            # What is gone as a whole was not emptied.
            self._require_root()
            return frozenset()
        if answer.is_cut:
            raise telling.endless(self._address, folder)
        try:
            paths = set(MultiStatusResponse(answer.content.decode(errors="replace")).responses)
        except Exception as error:
            # A hostile server can make the library stumble in any way.
            raise telling.failed(self._address, folder, telling.SERVER) from error
        # A server behind another one may call the folder otherwise than it is asked for.
        own = self._line.path(folder)
        own = own if own in paths else min(paths, key=len, default=own)
        return frozenset(path.rpartition("/")[2] for path in paths if path.startswith(f"{own.rstrip('/')}/") and path != own)

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes of a file."""
        answer = self._line.ask("GET", path, _MISSING | {200}, limit=limit)
        if answer.is_cut:
            raise telling.too_large(self._address, path, limit)
        return answer.content if answer.status == 200 else None

    def put(self, path: str, content: bytes) -> None:
        """Write beside, rename so that nothing is overwritten; the same once more where an answer got lost."""
        self._put(path, content, "F")

    def put_over(self, path: str, content: bytes) -> None:
        """As `put`, but what stands there is replaced."""
        self._put(path, content, "T")

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _require_root(self) -> None:
        answer = self._line.ask("PROPFIND", "", frozenset({200, 207, 301, 403, 404, 405, 501}), {"Depth": "0"}, _KINDS, _LISTING)
        match answer.status:
            case 207:
                return
            case 403:
                raise telling.denied(self._address)
            case 404:
                raise telling.away(self._address, Cause("enoent"))
        raise telling.away(self._address, Cause("no_webdav"))

    def _put(self, path: str, content: bytes, overwrite: str) -> None:
        beside = path + self._beside
        try:
            self._write(beside, content)
            answer = self._moved(beside, path, overwrite)
            if answer.status == 412 and self._found(path, content) is None:
                answer = self._moved(beside, path, overwrite)
            if answer.status in _DONE:
                return
            if answer.is_again and self._found(path, content) == content:
                # The first try did it, and its answer was lost.
                return
            if answer.status == 412:
                raise telling.taken(self._address, path)
            raise telling.failed(self._address, path, Cause("http", {"answer": answer.status}))
        except Refusal as refused:
            if refused.code != "carrier.away":
                with suppress(Refusal):
                    self._line.ask("DELETE", beside, _DONE | _MISSING)
            if refused.code == "carrier.failed":
                raise Refusal("carrier.failed", **{**refused.fields, "path": path}) from refused
            raise

    def _write(self, path: str, content: bytes) -> None:
        folder = PurePosixPath(path).parent
        # A server says that a folder is missing once it was sent all of what belongs there.
        if len(content) > _LONG and folder not in self._known:
            self._make(folder)
        if self._line.ask("PUT", path, _DONE | _NO_FOLDER, content=content).status not in _DONE:
            self._make(folder)
            self._line.ask("PUT", path, _DONE, content=content)
        self._known.add(folder)

    def _make(self, folder: PurePosixPath) -> None:
        """Make a folder with those above it, as far as they are missing."""
        if folder.name:
            if self._line.ask("MKCOL", f"{folder}/", _DONE | _EXISTS | _NO_FOLDER).status in _NO_FOLDER:
                self._make(folder.parent)
                self._line.ask("MKCOL", f"{folder}/", _DONE | _EXISTS)
            self._known.add(folder)

    def _moved(self, beside: str, path: str, overwrite: str) -> Answer:
        expected = _DONE | {400, 404, 412, 502}
        answer = self._line.ask("MOVE", beside, expected, {"Destination": self._line.url(path), "Overwrite": overwrite})
        if answer.status in (400, 502):
            # A server behind another one may not know itself by the name that it is called by.
            answer = self._line.ask("MOVE", beside, expected - {400, 502}, {"Destination": self._line.below(path), "Overwrite": overwrite})
        return answer

    def _found(self, path: str, content: bytes) -> bytes | None:
        """What stands at a path; no bytes where it is more than `content`."""
        try:
            return self.get(path, len(content))
        except Refusal as refused:
            if refused.code != "carrier.too_large":
                raise
            return b""
