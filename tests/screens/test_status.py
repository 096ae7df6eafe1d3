"""The rows around a screen: they say what happened in full, never more than their room, and whether it is saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.pilot import Pilot

from models.text import shown
from screens.widgets.drawing import wrapped
from screens.widgets.lines import Tone
from screens.widgets.status import KeyHint, KeyStrip, StatusLine, TitleLine
from tests.press import screen_text, settle
from tests.screens.kit import HOSTILE, Stage

pytestmark = pytest.mark.slow

SENTENCE = (
    "Jawaban tidak dapat disimpan karena cakram penuh; kosongkan sebagian ruang, lalu Anda dapat mencoba lagi tanpa kehilangan apa pun."
)


class Rows(Stage):
    """The three rows, one above the other."""

    CSS = "Vertical { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.status, self.strip = TitleLine("Judul"), StatusLine(), KeyStrip()

    def compose(self) -> ComposeResult:
        yield self.heading
        yield Vertical()
        yield self.status
        yield self.strip

    async def painted(self, pilot: Pilot[None]) -> list[str]:
        """The rows as they can be read now, without the empty ones."""
        await settle(pilot)
        await pilot.pause()
        lines = screen_text(self).splitlines()
        assert all(cell_len(line) == self.size.width for line in lines)
        return [line for line in lines if line.strip()]


async def test_a_title_and_what_belongs_to_it() -> None:
    app = Rows()
    async with app.run_test(size=(60, 18)) as pilot:
        assert (await app.painted(pilot))[0] == " Judul".ljust(60)
        app.heading.show("Dinas Kesehatan", "3 dari 52")
        assert (await app.painted(pilot))[0] == " Dinas Kesehatan" + "3 dari 52 ".rjust(44)
        app.heading.show("Dinas " * 20, "3 dari 52")
        first = (await app.painted(pilot))[0]
        assert first.endswith("… 3 dari 52 ")


async def test_a_message_and_a_mark() -> None:
    app = Rows()
    async with app.run_test(size=(60, 18)) as pilot:
        app.status.say("Tersimpan [1.2]", Tone.GOOD)
        app.status.mark("14.05", Tone.GOOD)
        assert (app.status.message, app.status.marked) == ("Tersimpan [1.2]", "14.05")
        (row,) = [line for line in await app.painted(pilot) if "Tersimpan" in line]
        assert row.startswith(" Tersimpan [1.2] ") and row.endswith(" 14.05 ")
        app.status.say("")
        app.status.mark("")
        assert not any("14.05" in line for line in await app.painted(pilot))


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_long_sentence_is_said_in_full(width: int) -> None:
    app = Rows()
    async with app.run_test(size=(width, 18)) as pilot:
        app.status.mark("BELUM TERSIMPAN", Tone.BAD)
        app.status.say(SENTENCE, Tone.BAD)
        rows = (await app.painted(pilot))[1:]
        assert rows[0].endswith(" BELUM TERSIMPAN ")
        assert " ".join(" ".join(rows).replace("BELUM TERSIMPAN", "").split()) == SENTENCE
        assert app.status.size.height == len(rows) > 1
        app.status.say("Baik.")
        assert len(await app.painted(pilot)) == 2
        assert app.status.size.height == 1


async def test_a_path_broken_at_the_edge_gets_no_blank() -> None:
    path = "/home/" + "a" * 150 + ".toml"
    app = Rows()
    async with app.run_test(size=(60, 18)) as pilot:
        app.status.mark("tersimpan 14.05", Tone.GOOD)
        app.status.say(f"Berkas: {path}")
        rows = (await app.painted(pilot))[1:]
        assert "".join(row.replace("tersimpan 14.05", "").strip() for row in rows) == f"Berkas:{path}"


async def test_a_sentence_is_broken_anew_when_the_window_changes() -> None:
    app = Rows()
    async with app.run_test(size=(120, 18)) as pilot:
        app.status.say(SENTENCE)
        before = len(await app.painted(pilot))
        await pilot.resize_terminal(60, 18)
        rows = (await app.painted(pilot))[1:]
        assert len(rows) + 1 > before
        assert " ".join(" ".join(rows).split()) == SENTENCE


async def test_more_than_there_is_room_for_is_cut_visibly() -> None:
    app = Rows()
    async with app.run_test(size=(60, 18)) as pilot:
        app.status.say("kata " * 200)
        rows = (await app.painted(pilot))[1:]
        assert len(rows) == StatusLine.MOST_ROWS
        assert rows[-1].rstrip().endswith("…")
        assert not any("…" in row for row in rows[:-1])


@pytest.mark.parametrize("text", [*HOSTILE, "\u00a0" * 200, "\u3000" * 200, "名" * 200, "a" * 500])
@pytest.mark.parametrize("width", [1, 2, 3, 20, 80])
async def test_no_text_breaks_the_rows(text: str, width: int) -> None:
    app = Rows()
    async with app.run_test(size=(width, 18)) as pilot:
        app.heading.show(text, text)
        app.status.say(text)
        app.status.mark(text)
        app.strip.show((KeyHint(text, text), KeyHint("?", text, enabled=False)))
        seen = "".join(await app.painted(pilot))
        assert not any(character in seen for character in "\x1b\x07\x9b\u202e")
        if width == 80 and len(text) < 30:
            assert seen.count(shown(text)) >= 4


@given(st.text(max_size=80), st.integers(1, 30))
def test_wrapping_ends_fits_and_loses_nothing(text: str, cells: int) -> None:
    lines = wrapped(text, cells)
    assert all(cell_len(line) <= max(cells, 2) for line in lines), "one wide character is the least"
    # Blanks at which a line is broken are dropped, nothing else is.
    assert "".join("".join(lines).split()) == "".join(shown(text.replace("\n", " ")).split())


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("satu dua tiga", 8, ["satu dua", "tiga"]),
        ("satu dua tiga", 7, ["satu", "dua", "tiga"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("a bcdefgh", 3, ["a", "bcd", "efg", "h"]),
        ("名前名前", 3, ["名", "前", "名", "前"]),
        ("satu\ndua", 20, ["satu", "dua"]),
        ("", 5, [""]),
        ("\u00a0\u00a0\u00a0", 2, ["\u00a0\u00a0", "\u00a0"]),
    ],
)
def test_wrapping(text: str, cells: int, lines: list[str]) -> None:
    assert wrapped(text, cells) == lines


async def test_keys_in_their_order_and_those_that_stay_always() -> None:
    app = Rows()
    hints = (
        KeyHint("n", "catatan"),
        KeyHint("e", "bukti", enabled=False),
        KeyHint("c", "", enabled=False),
        KeyHint("x", ""),
        KeyHint("q", "kembali", stays=True),
        KeyHint("?", "tombol"),
    )
    async with app.run_test(size=(60, 18)) as pilot:
        app.strip.show(hints)
        assert (await app.painted(pilot))[-1].rstrip() == " n catatan  (e bukti)  (c)  x  q kembali  ? tombol"
        await pilot.resize_terminal(28, 18)
        assert (await app.painted(pilot))[-1].rstrip() == " (c)  x  q kembali  ? tombol"
        await pilot.resize_terminal(22, 18)
        assert (await app.painted(pilot))[-1].rstrip() == " q kembali  ? tombol"
        app.strip.show(())
        assert len(await app.painted(pilot)) == 1


async def test_saying_the_same_again_repaints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Rows()
    async with app.run_test(size=(60, 18)) as pilot:
        app.heading.show("a", "b")
        app.status.say("c", Tone.GOOD)
        app.status.mark("d", Tone.GOOD)
        app.strip.show((KeyHint("e", "f"),))
        await app.painted(pilot)
        painted: list[object] = []
        for bar in (app.heading, app.status, app.strip):
            monkeypatch.setattr(bar, "refresh", lambda *args, bar=bar, **kwargs: painted.append(bar))
        app.heading.show("a", "b")
        app.status.say("c", Tone.GOOD)
        app.status.mark("d", Tone.GOOD)
        app.strip.show((KeyHint("e", "f"),))
        assert painted == []
        app.status.say("c", Tone.BAD)
        assert painted == [app.status]
