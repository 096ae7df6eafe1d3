"""The fields of a form: how one chooses, writes and pastes, and what none of them takes."""

from pathlib import Path

import pytest
from textual import events

from models.fields import Field, Option
from screens.dialogs import Pick
from screens.widgets.fields import LineInput, NoteArea
from tests.press import press, screen_text, send, settle
from tests.screens.kit import PASTED, YES_NO, Filling, harmless, paste, whole

pytestmark = pytest.mark.slow

# Choices


@pytest.mark.parametrize(
    ("start", "keys", "value"),
    [
        ("partly", ["right"], "no"),
        ("partly", ["space"], "no"),
        ("partly", ["left"], "yes"),
        ("partly", ["left", "left"], "no"),
        ("partly", ["right", "right"], "yes"),
        ("partly", ["1"], "yes"),
        ("partly", ["3"], "no"),
        ("partly", ["4", "0", "9"], "partly"),
        ("partly", ["y"], "yes"),
        ("partly", ["t"], "no"),
        ("partly", ["s"], "partly"),
        ("partly", ["x", "z"], "partly"),
        ("", ["right"], "yes"),
        ("", ["left"], "no"),
        ("", ["2"], "partly"),
    ],
)
async def test_choosing(start: str, keys: list[str], value: str) -> None:
    app = Filling(Field("level", "Jawaban", kind="choice", value=start, options=YES_NO), Field("code", "Kode"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert app.typed["level"] == start
        await press(pilot, *keys)
        assert app.typed["level"] == value
        label = {option.key: option.label for option in YES_NO}[value]
        assert f"‹ {label} ›" in screen_text(app)
        await press(pilot, "enter")
        assert app.pointed == "Kode"
        await press(pilot, "ctrl+s")
        assert app.answers[0]["level"] == value


async def test_the_same_letter_goes_round() -> None:
    options = (Option("a", "Satu"), Option("b", "Dua"), Option("c", "Sepuluh"), Option("d", "Seratus"))
    app = Filling(Field("x", "Angka", kind="choice", options=options))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        assert "‹ dialog.form.choose ›" in screen_text(app)
        seen = []
        for key in "ssssd":
            await press(pilot, key)
            seen.append(app.typed["x"])
        assert seen == ["a", "c", "d", "a", "b"]


async def test_a_choice_without_options_does_nothing() -> None:
    app = Filling(Field("level", "Jawaban", kind="choice"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "right", "left", "1", "a")
        assert app.typed == {"level": ""}


async def test_a_long_choice_opens_a_list() -> None:
    options = tuple(Option(f"k{number}", f"pilihan {number}") for number in range(1, 13))
    app = Filling(Field("x", "Instansi", kind="choice", options=options, value="k2"), Field("code", "Kode"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, Pick)
        assert "Instansi" in screen_text(app)
        await press(pilot, "escape")
        assert (app.typed["x"], app.pointed) == ("k2", "Instansi")
        await press(pilot, "enter", "end", "enter")
        assert (app.typed["x"], app.pointed) == ("k12", "Kode")
        assert app.draft.stored is None or app.draft.stored["x"] == "k12"


# Writing and pasting


async def test_what_is_there_is_written_on_and_not_over() -> None:
    app = Filling(Field("code", "Kode", value="lama"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "x")
        assert app.typed == {"code": "lamax"}


@pytest.mark.parametrize(("text", "line", "note"), PASTED)
async def test_what_is_pasted_cannot_steer(text: str, line: str, note: str) -> None:
    app = Filling(Field("line", "Baris", value="<>"), Field("note", "Catatan", kind="note", value="<>"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "left")
        await paste(pilot, text)
        await press(pilot, "!", "down", "left")
        await paste(pilot, text)
        await press(pilot, "!")
        assert app.typed == {"line": f"<{line}!>", "note": f"<{note}!>"}
        assert app.screen.query_one(LineInput).value == f"<{line}!>"
        assert app.screen.query_one(NoteArea).text == f"<{note}!>"
        harmless(app)
        assert len(app.screen_stack) == 2


async def test_a_file_dropped_on_a_path_stood_there_in_the_quotes_of_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "SK No 1.pdf").touch()
    app = Filling(Field("path", "Lokasi", kind="path"), Field("line", "Baris"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await paste(pilot, f"'{tmp_path}/SK No 1.pdf' ")
        await press(pilot, "down")
        await paste(pilot, f"'{tmp_path}/SK No 1.pdf'")
        assert app.typed == {"path": f"{tmp_path}/SK No 1.pdf", "line": f"'{tmp_path}/SK No 1.pdf'"}


async def test_of_several_files_dropped_on_a_path_the_first_is_taken_and_that_is_told(tmp_path: Path) -> None:
    for name in ("SK 1.pdf", "SK 2.pdf"):
        (tmp_path / name).touch()
    app = Filling(Field("path", "Lokasi", kind="path"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await paste(pilot, f"'{tmp_path}/SK 1.pdf' '{tmp_path}/SK 2.pdf'")
        assert app.typed == {"path": f"{tmp_path}/SK 1.pdf"}
        assert "files.several" in screen_text(app)


async def test_a_pasted_choice_is_nothing() -> None:
    app = Filling(Field("level", "Jawaban", kind="choice", value="yes", options=YES_NO))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await paste(pilot, "3\n\x1b")
        assert app.typed == {"level": "yes"}
        assert len(app.screen_stack) == 2


async def test_an_accent_typed_after_its_letter_leaves_the_cursor_there() -> None:
    app = Filling(Field("line", "Baris", value="xyz"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "home")
        send(app, *(events.Key(character, character) for character in ("e", "\u0301", "\u200b", "!")))
        await settle(pilot)
        assert app.typed == {"line": "é!xyz"}


async def test_wide_characters_are_written_and_taken_back() -> None:
    app = Filling(Field("name", "名前"))
    async with app.run_test(size=(60, 18)) as pilot:
        await app.open(pilot)
        await paste(pilot, "役割の確認" * 20)
        whole(app)
        await press(pilot, *["backspace"] * 99)
        assert app.typed == {"name": "役"}
        assert "› 名前" in screen_text(app)
