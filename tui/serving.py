"""The program on a page in a browser of this machine, for demonstrations: textual-serve, closed to all who did not come by its address."""

import asyncio
import os
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Final

import aiohttp_jinja2
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from models.words import Words
from tui.served import VARIABLE

_COOKIE: Final = "verifier"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Visit(AppService):
    """The program for one visit."""

    async def stop(self) -> None:
        """Let it end, and wait until it has: what was typed is being kept."""
        await super().stop()
        if self._process is not None:
            await self._process.wait()


class Page(Server):
    """A page on which every visit runs the program anew; it knows no login, so it is for this machine and this browser alone."""

    def __init__(self, words: Words, arguments: list[str], host: str, port: int, *, is_demo: bool) -> None:
        named = f"[{host}]" if ":" in host else host
        url = f"http://{named}:{port}"
        folder = Path(__file__).parent / "page"
        super().__init__(_command(arguments), host, port, title="verifier", public_url=url, templates_path=folder)
        self._words, self._kind, self._key = words, "demo" if is_demo else "profile", secrets.token_urlsafe()
        self.address = f"{url}/?key={self._key}"
        """Where the page is to be opened; whoever does not know it is turned away."""
        self._visits: set[asyncio.Task[object]] = set()
        self._door = asyncio.Lock()
        """Nobody comes in while somebody leaves: a page that is loaded anew would find the profile still taken."""

    def initialize_logging(self) -> None:
        """Log nothing: the log would tell what is on the screens."""

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002 - aiohttp calls it so
        """Say where the page is."""
        os.environ[VARIABLE] = self._kind
        print(self.address, flush=True)
        print(self._words("serve.where"), file=sys.stderr, flush=True)

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - as above
        """End every visit, in order."""
        for visit in self._visits:
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the program for as long as the page is open."""
        line = web.WebSocketResponse(heartbeat=15)
        await line.prepare(request)
        visit = _Visit(
            self.command,
            write_bytes=line.send_bytes,
            write_str=line.send_str,
            close=partial(_close, line),
            download_manager=self.download_manager,
        )
        task = asyncio.current_task()
        self._visits |= {task} if task else set()
        try:
            async with self._door:
                await visit.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            await self._process_messages(line, visit)
        finally:
            async with self._door:
                await visit.stop()
            self._visits -= {task}
        return line

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        aiohttp_jinja2.get_env(app).globals["words"] = self._words
        app.middlewares.append(self._admit)
        return app

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        # A page of somebody else in this browser can send requests here, by another name of this machine or from another origin.
        is_ours = f"http://{request.host}" == self.public_url and request.headers.get("Origin", self.public_url) == self.public_url
        came = self._is_key(request.query.get("key", ""))
        if not is_ours or not (came or self._is_key(request.cookies.get(_COOKIE, ""))):
            raise web.HTTPForbidden(text=self._words("serve.forbidden"))
        response = await handler(request)
        if came:
            response.set_cookie(_COOKIE, self._key, httponly=True, samesite="Strict")
        return response

    def _is_key(self, said: str) -> bool:
        # As bytes: of texts only ASCII is compared.
        return secrets.compare_digest(said.encode(errors="replace"), self._key.encode())


async def _close(line: web.WebSocketResponse) -> None:
    await line.close()


def _command(arguments: list[str]) -> str:
    """The program with these arguments, as the shell takes it that textual-serve starts it by."""
    # A frozen program is its own Python.
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "tui.cli"]
    whole = [*program, *arguments]
    return subprocess.list2cmdline(whole) if sys.platform == "win32" else f"exec {shlex.join(whole)}"
