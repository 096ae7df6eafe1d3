"""A headless Chromium, steered over its own protocol: what its page gets for a terminal, the keys it is given, and how it looks."""

import asyncio
import base64
import os
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pyte
import pytest

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser") or ""
_SECONDS: Final = 60


class Browser:
    """One page; what its websocket receives is drawn on a terminal of ours, so that it can be read."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self._line, self._sent = line, 0
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        """What can be read on the page's terminal."""
        return " ".join(" ".join(self._screen.display).split())

    async def sees(self, text: str) -> None:
        """Wait until `text` can be read."""
        try:
            async with asyncio.timeout(_SECONDS):
                while text not in self.text:
                    await self._take()
        except TimeoutError:
            pytest.fail("\n".join(self._screen.display))

    async def press(self, key: str, code: int = 0) -> None:
        """Press a key: a sign, or a named one with its code."""
        what = {"key": key, "windowsVirtualKeyCode": code} if code else {"text": key, "key": key}
        await self.call("Input.dispatchKeyEvent", type="keyDown", **what)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])

    async def value(self, expression: str) -> Any:
        """What a JavaScript expression is on the page."""
        return (await self.call("Runtime.evaluate", expression=expression))["result"].get("value")

    async def call(self, method: str, **fields: object) -> Any:
        """Ask the browser, and take in what happens until it answers."""
        self._sent += 1
        async with asyncio.timeout(_SECONDS):
            return await self._answer(method, fields)

    async def _answer(self, method: str, fields: dict[str, object]) -> Any:
        await self._line.send_json({"id": self._sent, "method": method, "params": fields})
        while (told := await self._take()).get("id") != self._sent:
            pass
        return told["result"]

    async def _take(self) -> Any:
        told = await self._line.receive_json()
        match told.get("method"):
            case "Network.webSocketCreated":
                asked = parse_qs(urlsplit(told["params"]["url"]).query)
                self._screen.resize(int(asked["height"][0]), int(asked["width"][0]))
                self._screen.reset()
            case "Network.webSocketFrameReceived" if told["params"]["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(told["params"]["response"]["payloadData"]))
        return told


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    """A browser with an empty page, its profile in `folder`."""
    quiet = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars")
    window = ("--window-size=1000,600", f"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank")
    # It starts programs of its own, which end with it only as one group.
    program = subprocess.Popen([CHROMIUM, *quiet, *window], stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        port = _read(folder / "DevToolsActivePort", program.poll)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                (page,) = [each for each in await answer.json() if each["type"] == "page"]
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as line:
                found = Browser(line)
                await found.call("Network.enable")
                await found.call("Page.enable")
                yield found
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def _read(file: Path, ended: Callable[[], int | None]) -> str:
    """The port that the browser writes to a file once it listens."""
    end = time.monotonic() + _SECONDS
    while not file.is_file() or not file.read_text().strip():
        assert ended() is None, "the browser does not start"
        assert time.monotonic() < end, "the browser does not listen"
        time.sleep(0.05)
    return file.read_text().split()[0]
