"""The program in a browser: only for who sits at this machine and was told the address, and with all its keys."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from models.desk import drafts, reading
from models.desk.desk import Desk, opened
from models.words import Words
from tests.browser import CHROMIUM, browser
from tests.conftest import ROOT
from tests.desk.acts import LEVELS, WORDS, begun
from tests.tui.commands import Commands
from tui.serving import Page


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a page that shows the profile in `folder`."""
    command = [sys.executable, "-m", "tui.cli", "--data-dir", str(folder), "--lang", "en", "serve", "--port", str(free_port())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        try:
            yield program.stdout.readline().strip()
            program.send_signal(signal.SIGINT)
            assert (program.wait(20), program.stdout.read(), program.stderr.read()) == (0, "", f"{Words('en')('serve.where')}\n")
        finally:
            program.kill()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "laptop"])
def test_it_is_served_to_no_other_machine(verifier: Commands, verification: str, host: str) -> None:
    assert f"“{host}”" in verifier.refused("serve", "--host", host)


def test_a_port_that_is_taken_or_none_is_refused(verifier: Commands, verification: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for port in (taken.getsockname()[1], 99_999, -1):
            assert f"Port {port} " in verifier.refused("serve", "--port", port)


async def test_who_was_not_told_the_address_is_turned_away_and_so_are_pages_of_others() -> None:
    page = Page(Words("en"), [], "127.0.0.1", free_port(), is_demo=False)
    key = page.address.partition("key=")[2]
    async with TestClient(TestServer(await page._make_app(), host=page.host, port=page.port)) as visitor:
        told = {"key": key}
        assert (await visitor.get("/")).status == 403
        assert (await visitor.get("/static/js/textual.js")).status == 403
        assert (await visitor.get("/", params={"key": "guessed"})).status == 403
        assert (await visitor.get("/", params={"key": "kunci é"})).status == 403
        assert (await visitor.get("/", params=told, headers={"Host": "evil.example"})).status == 403
        assert (await visitor.get("/", params=told, headers={"Origin": "http://evil.example"})).status == 403
        text = await (await visitor.get("/", params=told)).text()
        assert "http://" not in text.replace(page.public_url, "")
        assert (await visitor.get("/static/js/textual.js")).status == 200
        assert (await visitor.get("/ws", headers={"Origin": "http://evil.example"})).status == 403


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM or os.name == "nt", reason="Chromium is not installed")
async def test_a_page_opens_a_key_answers_an_item_and_what_is_typed_outlives_the_page(folder: Path, desk: Desk, tmp_path: Path) -> None:
    verification = begun(desk)
    desk.close()
    async with browser(tmp_path / "browser") as page:
        with served(folder) as address:
            await page.call("Page.navigate", url=address)
            await page.sees("0/52")
            before = await page.picture()
            await page.press("Enter", 13)
            await page.sees(LEVELS)
            await page.press("3")
            await page.sees("1 of 52")
            await page.call("Page.reload")
            await page.sees("1/52")
            await page.press("Enter", 13)
            await page.sees(WORDS)
            await page.press("y")
            await page.sees("2 of 52")
            await page.press("n")
            for sign in "Kata":
                await page.press(sign)
            await page.sees("Kata")
            assert await page.picture() != before
        assert "-closed" in await page.value("document.body.className")
    with opened(folder) as again:
        assert again.ask(reading.sheet, verification).line(LEVELS).answer.level == 3
        assert again.ask(reading.sheet, verification).line(WORDS).answer.level == 4
        assert [(draft.place.rpartition("/")[2], draft.fields) for draft in again.ask(drafts.lines)] == [("REG-03", {"text": "Kata"})]
