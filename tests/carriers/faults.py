"""Lines that break and servers that answer anything, for what real servers do only once in a while."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final

from models.carriers.waiting import Waiting

EMPTY: Final = b'<?xml version="1.0"?><multistatus xmlns="DAV:"><response><href>/</href></response></multistatus>'


@dataclass
class Relay:
    """A line to a server that breaks as it is told."""

    port: int = 0
    breaks: Callable[[bytes, int], bool] = lambda _up, _down: False
    """Asked before anything is passed on: all that went up on this connection, and how many bytes are about to have come down."""
    times: int = 1
    """How often it still breaks."""
    connections: int = 0
    rate: int = 0
    """How many bytes go up in a second; 0 for as many as there are."""

    async def serve(self, target: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes, until it breaks."""
        self.connections += 1
        above = await asyncio.open_connection("127.0.0.1", target)
        up, down = bytearray(), [0]

        async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter, is_up: bool) -> None:
            while piece := await source.read(65_536):
                if is_up:
                    up.extend(piece)
                else:
                    down[0] += len(piece)
                if self.times and self.breaks(bytes(up), down[0]):
                    self.times -= 1
                    return
                if is_up and self.rate:
                    await asyncio.sleep(len(piece) / self.rate)
                sink.write(piece)
                await sink.drain()

        pumps = [asyncio.create_task(pump(reader, above[1], True)), asyncio.create_task(pump(above[0], writer, False))]
        try:
            with suppress(asyncio.CancelledError):
                await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in pumps:
                each.cancel()
            for end in (writer, above[1]):
                end.transport.abort()
            await asyncio.gather(*pumps, return_exceptions=True)


@contextmanager
def relayed(target: int) -> Iterator[Relay]:
    """A relay to a port of this machine."""
    waiting, relay = Waiting(), Relay()

    async def started() -> asyncio.Server:
        return await asyncio.start_server(lambda reader, writer: relay.serve(target, reader, writer), "127.0.0.1", 0)

    server = waiting.result(started())
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        waiting.result(ended(server))
        waiting.close()


async def ended(server: asyncio.Server) -> None:
    """Take no more connections."""
    server.close()


@dataclass
class Scripted:
    """A server that answers each method as it is told, the last answer again and again; 404 where it is told nothing."""

    port: int
    answers: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """Method, path and headers of every request."""
    headers: dict[str, str] = field(default_factory=dict)
    """What it says beside each answer."""

    def answer(self, method: str) -> tuple[int, bytes]:
        """What comes next for a method."""
        left = self.answers.get(method, [(404, b"")])
        return left.pop(0) if len(left) > 1 else left[0]

    def methods(self) -> list[str]:
        """What was asked for, in order."""
        return [method for method, _, _ in self.asked]


@contextmanager
def scripted() -> Iterator[Scripted]:
    """A server that answers anything; a folder can be opened on it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65_537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            made.asked.append((self.command, self.path, dict(self.headers)))
            status, content = made.answer(self.command)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("ETag", '"0"')
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Scripted(server.server_address[1], {"PROPFIND": [(207, EMPTY)]})
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
