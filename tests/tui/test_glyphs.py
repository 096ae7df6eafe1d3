"""Where plain signs are asked for, no screen draws any other, and nothing moves."""

import ast
from pathlib import Path

import pytest
from rich.cells import cell_len

from models import places
from models.desk.desk import Desk
from models.settings_file import change
from tests.conftest import ROOT
from tests.driver import at_work
from tests.hostile import drawn_right, filled, walked
from tests.sources import SOURCES, entries, nodes, sentences
from tui.signs import PLAIN

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["id", "en"])
async def test_no_screen_draws_any_other_sign(folder: Path, language: str) -> None:
    filled(folder, "a plain text of somebody ")
    change(places.own_settings_file(), "look.glyphs", "ascii")
    seen = set()
    async with at_work(folder, language=language) as ani:
        async for where in walked(ani, "a plain text of somebody"):
            assert ani.screen.isascii(), (where, {sign for sign in ani.screen if not sign.isascii()})
            drawn_right(ani, where)
            seen.add(ani.screen)
    assert len(seen) > 30


async def test_signs_change_while_the_program_runs(folder: Path, desk: Desk) -> None:
    desk.close()
    async with at_work(folder) as ani:
        ani.sees("Verifier · Pekerjaan saya")
        await ani.press("s", "j", "j", "enter", "3")
        assert ani.screen.isascii()
        await ani.press("q")
        ani.sees("Verifier | Pekerjaan saya")
        await ani.press("s", "j", "j", "x")
        ani.sees("› Tanda pada layar")
        await ani.press("q")
        ani.sees("Verifier · Pekerjaan saya")


async def test_what_somebody_typed_stays_what_it_is(folder: Path, desk: Desk) -> None:
    desk.close()
    change(places.own_settings_file(), "look.glyphs", "ascii")
    async with at_work(folder) as ani:
        await ani.press("a")
        await ani.paste("é 名前")
        ani.sees("é 名前_")


def test_every_sign_of_the_program_has_a_plain_one_of_its_width() -> None:
    texts = [sentence for language in ("id", "en") for message in entries(language).values() for sentence in sentences(message)]
    for path in SOURCES:
        if path.parent.name in ("screens", "widgets"):
            texts += [node.value for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    texts += [path.read_text("utf-8") for path in (ROOT / "models" / "checklists").glob("*.toml")]
    signs = set("".join(texts)) - {chr(code) for code in range(128)}
    assert {"›", "…"} < signs
    assert {sign for sign in signs if not sign.translate(PLAIN).isascii()} == set()
    assert all(cell_len(chr(code)) == cell_len(str(plain)) == 1 for code, plain in PLAIN.items())
