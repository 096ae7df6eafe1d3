"""A folder of an SFTP server as a carrier; the server is known by the fingerprint of its key, never taken on trust."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from secrets import token_hex
from typing import Any, Final, TypeVar

import asyncssh

from models.carriers import telling
from models.carriers.address import Address
from models.carriers.sftp_login import logged_in
from models.carriers.waiting import Waiting
from models.causes import Cause
from models.errors import Refusal

T = TypeVar("T")

_PIECE: Final = 128_000
"""Most bytes asked for or sent at once: what a line of 32 kbit/s moves in half the time that an answer is waited for."""
_MISSING: Final = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath, asyncssh.SFTPNotADirectory)
_LOST: Final = (asyncssh.SFTPConnectionLost, asyncssh.SFTPNoConnection, asyncssh.DisconnectError, asyncssh.ChannelOpenError, OSError)
_CAUSES: Final = (
    (asyncssh.SFTPPermissionDenied, "eacces"),
    (asyncssh.SFTPWriteProtect, "erofs"),
    (asyncssh.SFTPNoSpaceOnFilesystem, "enospc"),
    (asyncssh.SFTPQuotaExceeded, "edquot"),
    (_MISSING, "enoent"),
)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that are waited."""

    connect: float = 30
    """Until somebody is let in."""
    step: float = 60
    """For each answer of the server."""


class Sftp:
    """A folder that must exist on the server: `sftp://user@host/from/the/root`, or `sftp://user@host/~/below/the/home`."""

    def __init__(self, address: Address, password: str = "", patience: Patience | None = None, mark: str = "") -> None:
        self._address, self._password, self._patience = address, password, patience or Patience()
        self._root = _root(address.path)
        # Two laptops may pass on one segment at the same time.
        self._beside = f".{mark or token_hex(4)}.part"
        self._waiting = Waiting()
        self._is_closed = False
        self._line: asyncssh.SSHClientConnection | None = None
        self._client: asyncssh.SFTPClient | None = None
        try:
            self._do("", self._require_root)
        except BaseException:
            self.close()
            raise

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""

        async def listed(client: asyncssh.SFTPClient, is_again: bool) -> frozenset[str]:
            found, listing = set[str](), client.scandir(self._at(folder))
            try:
                while (each := await self._step(anext(listing, None))) is not None:
                    found.add(str(each.filename))
                    if len(found) > telling.MOST_NAMES:
                        raise telling.endless(self._address, folder)
            except _MISSING:
                # What is gone as a whole was not emptied.
                await self._require_root(client, is_again)
                return frozenset()
            return frozenset(found) - {".", ".."}

        return self._do(folder, listed)

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes of a file."""

        async def read(client: asyncssh.SFTPClient, _: bool) -> bytes | None:
            try:
                file = await self._step(client.open(self._at(path), "rb", encoding=None))
            except _MISSING:
                return None
            content = bytearray()
            while piece := await self._read(file, min(_PIECE, limit + 1 - len(content))):
                content += piece
                if len(content) > limit:
                    break
            await self._step(file.close())
            if len(content) > limit:
                raise telling.too_large(self._address, path, limit)
            return bytes(content)

        return self._do(path, read)

    def put(self, path: str, content: bytes) -> None:
        """Write beside, sync where the server can, rename so that nothing is overwritten."""

        async def written(client: asyncssh.SFTPClient, is_again: bool) -> None:
            beside = await self._written(client, path, content)
            try:
                await self._step(client.rename(beside, self._at(path)))
            except asyncssh.SFTPError as error:
                await self._taken_away(client, beside)
                if isinstance(error, _LOST) or not await self._step(client.lexists(self._at(path))):
                    raise
                # The first try may have done it before the line was lost.
                if not is_again or await self._is_there(client, path, content) is False:
                    raise telling.taken(self._address, path) from error

        self._do(path, written)

    def put_over(self, path: str, content: bytes) -> None:
        """As `put`, but what stands there is replaced; in one step where the server can."""

        async def written(client: asyncssh.SFTPClient, _: bool) -> None:
            beside = await self._written(client, path, content)
            try:
                await self._step(client.posix_rename(beside, self._at(path)))
            except asyncssh.SFTPOpUnsupported:
                with suppress(*_MISSING):
                    await self._step(client.remove(self._at(path)))
                await self._step(client.rename(beside, self._at(path)))
            except asyncssh.SFTPError:
                await self._taken_away(client, beside)
                raise

        self._do(path, written)

    def close(self) -> None:
        """Leave the server."""
        if not self._is_closed:
            self._is_closed = True
            self._waiting.result(self._let_go())
            self._waiting.close()

    # One act on the server, once more where the line was lost

    def _do(self, path: str, act: Callable[[asyncssh.SFTPClient, bool], Coroutine[Any, Any, T]]) -> T:
        if self._is_closed:
            raise telling.away(self._address, telling.LOST)
        return self._waiting.result(self._done(path, act))

    async def _done(self, path: str, act: Callable[[asyncssh.SFTPClient, bool], Coroutine[Any, Any, T]], is_again: bool = False) -> T:
        had_line = self._client is not None
        try:
            return await act(self._client or await self._connected(), is_again)
        except Refusal:
            raise
        except _LOST as error:
            await self._let_go()
            # One that cannot be reached at all is not asked twice.
            if is_again or not (had_line or isinstance(error, asyncssh.Error)):
                raise telling.away(self._address, telling.of_line(error)) from error
        except Exception as error:
            # A hostile server can make the library stumble in any way.
            causes = (Cause(code) for kind, code in _CAUSES if isinstance(error, kind))
            raise telling.failed(self._address, path, next(causes, telling.SERVER)) from error
        return await self._done(path, act, is_again=True)

    async def _connected(self) -> asyncssh.SFTPClient:
        async with asyncio.timeout(self._patience.connect):
            self._line = await logged_in(self._address, self._password)
            self._client = await self._line.start_sftp_client(path_errors="surrogateescape")
        return self._client

    async def _let_go(self) -> None:
        line, self._line, self._client = self._line, None, None
        if line is not None:
            line.abort()
            with suppress(Exception):
                await self._step(line.wait_closed())

    async def _step(self, answer: Awaitable[T]) -> T:
        async with asyncio.timeout(self._patience.step):
            return await answer

    # What the verbs are made of

    def _at(self, path: str) -> str:
        return str(self._root / path)

    async def _require_root(self, client: asyncssh.SFTPClient, _: bool) -> None:
        if not await self._step(client.isdir(self._at(""))):
            raise telling.away(self._address, Cause("enoent"))

    async def _written(self, client: asyncssh.SFTPClient, path: str, content: bytes) -> str:
        """Where the content stands now, beside where it belongs."""
        beside = self._at(path) + self._beside
        try:
            file = await self._step(client.open(beside, "wb", encoding=None))
        except _MISSING:
            await self._make_folders(client, path)
            file = await self._step(client.open(beside, "wb", encoding=None))
        try:
            for start in range(0, len(content), _PIECE):
                await self._step(file.write(content[start : start + _PIECE]))
            with suppress(asyncssh.SFTPOpUnsupported):
                await self._step(file.fsync())
            await self._step(file.close())
        except asyncssh.SFTPError:
            await self._taken_away(client, beside)
            raise
        return beside

    async def _make_folders(self, client: asyncssh.SFTPClient, path: str) -> None:
        """Make the folders above a path, none of which is the root; where one cannot be made, writing says why."""
        for folder in reversed(PurePosixPath(path).parents[:-1]):
            with suppress(asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists):
                await self._step(client.mkdir(self._at(str(folder))))

    async def _taken_away(self, client: asyncssh.SFTPClient, path: str) -> None:
        with suppress(asyncssh.SFTPError):
            await self._step(client.remove(path))

    async def _is_there(self, client: asyncssh.SFTPClient, path: str, content: bytes) -> bool:
        file = await self._step(client.open(self._at(path), "rb", encoding=None))
        found = await self._read(file, len(content) + 1)
        await self._step(file.close())
        return found == content

    async def _read(self, file: asyncssh.SFTPClientFile, most: int) -> bytes:
        found: Any = await self._step(file.read(most))
        return bytes(found)


def _root(path: str) -> PurePosixPath:
    if path == "~" or path.startswith("~/"):
        return PurePosixPath(path[2:])
    return PurePosixPath("/", path) if path else PurePosixPath()
