"""Texts that steer a terminal or mislead its reader, and texts longer than any: kept whole, refused in words, or made harmless."""

import csv
import time
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import tomli_w
from textual.widgets import TextArea

from models.desk import answers, drafts, reading, worksheets
from models.desk.desk import opened
from models.errors import Refusal
from models.text import LINE_LIMIT, NOTE_LIMIT, clean, is_refused
from screens.forms import Form
from screens.notes import AskNote
from tests.desk.acts import LEVELS
from tests.driver import Verifier, at_work
from tests.hostile import ALL_AT_ONCE, BRACKETS, EVERY_CASE, NAMES, SHORT, STEERING, drawn_right, each, filled, forced, walked
from tests.tui.commands import Commands

SIZES: Final = ((80, 24), *(pytest.param(size, marks=pytest.mark.slow) for size in ((60, 18), (200, 50)) if EVERY_CASE))
SHORTER: Final = {"short": SHORT} | STEERING
LONG: Final = {"words": "kata lain " * 10_000, "one word": "x" * 100_000, "wide": "字" * 50_000, "lines": "a\n" * 5_000}


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_and_what_comes_from_elsewhere_is_harmless_on_every_screen(folder: Path, size: tuple[int, int]) -> None:
    filled(folder, ALL_AT_ONCE)
    forced(folder, ALL_AT_ONCE)
    async with at_work(folder, size=size) as ani:
        async for where in walked(ani, ALL_AT_ONCE):
            drawn_right(ani, where)


@pytest.mark.slow
@pytest.mark.parametrize("name", each(SHORTER, "short"))
async def test_each_by_itself_is_harmless_on_every_screen(folder: Path, name: str) -> None:
    filled(folder, SHORTER[name])
    forced(folder, SHORTER[name])
    async with at_work(folder) as ani:
        async for where in walked(ani, SHORTER[name]):
            drawn_right(ani, where)


def test_nothing_of_it_is_stored(folder: Path) -> None:
    verification = filled(folder, ALL_AT_ONCE)
    with opened(folder, writing=False) as desk:
        sheet = desk.ask(reading.sheet, verification)
    assert sheet.verdict is not None
    texts = [
        sheet.verdict.reason,
        sheet.round,
        sheet.verifier,
        *(value for rows in sheet.facts.values() for row in rows for value in row.values()),
    ]
    texts += [text for line in sheet.lines for text in (line.answer.note, line.answer.reason)]
    texts += [getattr(found, name) for found in sheet.evidence for name in ("title", "number", "source", "location")]
    assert len([text for text in texts if "DROP TABLE" in text or "false" in text]) > 10
    assert not any(is_refused(character) for text in texts for character in text)


def test_commands_print_what_comes_from_elsewhere_harmless(verifier: Commands, tmp_path: Path) -> None:
    verification = filled(verifier.folder, "x")
    forced(verifier.folder, ALL_AT_ONCE)
    for command in (
        ("list",),
        ("list", "--json"),
        ("trail", verification),
        ("trail", verification, "--json"),
        ("agency", "list"),
        ("agency", "list", "--json"),
        ("show", verification),
        ("diff", verification, verification),
        ("export", verification, "--to", tmp_path),
        ("worksheet", verification, "--to", tmp_path),
        ("show", ALL_AT_ONCE),
        ("export", ALL_AT_ONCE, "--to", tmp_path),
        ("import", tmp_path / "tiada\x1b[2J.xlsx"),
        ("--config", tmp_path / "tiada\x1b]52;c;eA==\x07.toml", "list"),
        ("--data-dir", tmp_path / "tiada\x9b2J\u202e", "list"),
    ):
        code, out, said = verifier(*command)
        assert code in (0, 1, 2) and (out or said), command
        assert "Traceback" not in said
        assert not [character for character in out + said if is_refused(character)], command


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
async def test_a_note_above_the_limit_is_kept_whole_and_refused_in_words(folder: Path, text: str) -> None:
    verification = filled(folder, "lama")
    too_long = text if len(text) > NOTE_LIMIT else text * 3
    async with at_work(folder) as ani:
        await ani.press("enter", "home", "n")
        began = time.process_time()
        await ani.paste(too_long)
        drawn_right(ani, "pasted")
        assert time.process_time() - began < 5, "a paste may take a moment, not more"
        ani.sees("lebih dari 20.000 karakter")
        await ani.press("escape")
        assert isinstance(ani.app.screen, AskNote)
        ani.sees("lebih dari 20.000 karakter")
        assert ani.app.screen.query_one(TextArea).text == "lama" + clean(too_long)
        await ani.press("escape")
        assert ani.desk.ask(reading.sheet, verification).line(LEVELS).answer.note == "lama"
        await ani.press("n")
        assert ani.app.screen.query_one(TextArea).text.rstrip() == ("lama" + clean(too_long)).rstrip()
        drawn_right(ani, "recovered")
        place = f"{verification}/note/{LEVELS}"
        assert (ani.desk.ask(drafts.recall, place) or {})["text"].rstrip() == ("lama" + clean(too_long)).rstrip()


async def test_a_note_of_twenty_kilobytes_is_kept_whole(folder: Path) -> None:
    verification, text = filled(folder, "x"), ("kata\n" * NOTE_LIMIT)[: NOTE_LIMIT - 1] + "."
    with opened(folder) as desk:
        desk.do(answers.annotate, verification, LEVELS, "")
    async with at_work(folder) as ani:
        await ani.press("enter", "home", "n")
        await ani.paste(text)
        await ani.press("escape")
        ani.sees(f"Catatan {LEVELS} tercatat")
        assert ani.desk.ask(reading.sheet, verification).line(LEVELS).answer.note == text
        for key in ("i", "escape", "h", "q", "end", "home"):
            await ani.press(key)
            drawn_right(ani, key)


async def test_a_field_of_one_line_keeps_a_paste_of_any_length_and_refuses_it_in_words(folder: Path) -> None:
    filled(folder, "x")
    async with at_work(folder) as ani:
        await ani.press("enter", "home", "e", "n")
        await ani.paste("panjang sekali " * 7_000)
        drawn_right(ani, "pasted")
        await ani.press("ctrl+s")
        assert isinstance(ani.app.screen, Form)
        ani.sees("Judul: teks lebih dari 500 karakter")
        assert len(ani.app.screen.values()["title"]) == 105_000
        drawn_right(ani, "refused")


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_commands_refuse_texts_above_the_limit_in_words(verifier: Commands, text: str) -> None:
    said = verifier.refused("init", "--name", text.replace("\n", "b"))
    assert "500" in said and len(said) < 1_000


@pytest.mark.slow
@pytest.mark.parametrize("name", each(LONG, "wide"))
async def test_texts_longer_than_any_from_elsewhere_neither_stop_nor_push_anything_aside(folder: Path, name: str) -> None:
    text = LONG[name][: NOTE_LIMIT + 1]
    filled(folder, "x")
    forced(folder, text)
    async with at_work(folder) as ani:
        async for where in walked(ani, text):
            drawn_right(ani, where)


def test_a_desk_refuses_what_is_too_long_and_changes_nothing(folder: Path) -> None:
    verification = filled(folder, "x")
    with opened(folder) as desk:
        for act in (answers.annotate, answers.not_applicable):
            with pytest.raises(Refusal, match=r"text\.too_long"):
                desk.do(act, verification, "INS-06", "y" * 100_000)
        assert desk.ask(reading.sheet, verification).line("INS-06").answer.reason == "x"


async def test_folders_and_settings_of_any_name_are_shown_harmless(tmp_path: Path) -> None:
    folder, out = tmp_path / "[b a\u202e\u200bb\x1b[2J", tmp_path / "[/] [$accent] {0} 名前 👍🏽"
    filled(folder, "x")
    (folder / "verifier.toml").write_text(tomli_w.dumps({"places": {"export": str(out)}}), encoding="utf-8")
    async with at_work(folder, size=(200, 50)) as ani:
        await ani.press("s")
        for _ in range(8):
            await ani.press("down")
            drawn_right(ani, "settings")
        ani.sees("[/] [$accent] {0} 名前")
        await ani.press("q", "x", "2")
        drawn_right(ani, "exported")
        ani.sees("[/] [$accent] {0} 名前")
        await ani.press("l")
        drawn_right(ani, "worksheet")
    assert {file.suffix for file in out.iterdir()} == {".toml", ".xlsx"}


@pytest.mark.parametrize("text", STEERING.values(), ids=STEERING)
def test_settings_that_steer_are_refused_harmlessly(verifier: Commands, tmp_path: Path, text: str) -> None:
    filled(verifier.folder, "x")
    wrong: tuple[dict[str, Any], ...] = ({"places": {"export": text}}, {"look": {"theme": text}}, {text: {"a": 1}}, {"keys": {text: text}})
    for number, settings in enumerate(wrong):
        file = tmp_path / f"{number}.toml"
        file.write_text(tomli_w.dumps(settings), encoding="utf-8")
        said = verifier.refused("--config", file, "list")
        assert not [character for character in said if is_refused(character)]


async def take_in(ani: Verifier, file: Path) -> None:
    await ani.press("m", "tab")
    await ani.paste(str(file))
    drawn_right(ani, "choosing a file")
    await ani.press("enter")
    await ani.worked()


async def looked_through(ani: Verifier, lines: int) -> None:
    for _ in range(lines):
        drawn_right(ani, "preview")
        await ani.press("down")


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_of_agencies_is_looked_at_before_it_is_taken_whatever_it_says(folder: Path, size: tuple[int, int]) -> None:
    filled(folder, "x")
    texts = [*BRACKETS, *NAMES.values(), *STEERING.values(), ALL_AT_ONCE]
    rows = [("Kode", "Nama", "Jenis"), *((f"H{number}", text.replace("\0", ""), "LNS") for number, text in enumerate(texts))]
    good, bad = Path.home() / "baik.csv", Path.home() / "[b a\u202eb.csv"
    for file, more in ((good, ()), (bad, tuple((text.replace("\0", ""), "", text.replace("\0", "")) for text in texts))):
        with file.open("w", encoding="utf-8", newline="") as opened_:
            csv.writer(opened_, delimiter=";").writerows([*(row for row in rows if more or len(row[1]) <= LINE_LIMIT), *more])
    async with at_work(folder, size=size) as ani:
        await take_in(ani, bad)
        ani.sees("[b a·b.csv")
        await looked_through(ani, 30)
        await ani.press("y")
        drawn_right(ani, "refused")
        await ani.press("q")
        await take_in(ani, good)
        await looked_through(ani, 30)
        await ani.press("y")
        drawn_right(ani, "taken")
        ani.sees("25 instansi")


@pytest.mark.parametrize("size", SIZES)
async def test_a_worksheet_is_looked_at_before_it_is_taken_whatever_it_says(folder: Path, size: tuple[int, int]) -> None:
    verification = filled(folder, "x")
    with opened(folder) as desk:
        file = Path.home() / "kembali \u202e[b.xlsx"
        file.write_bytes(desk.ask(worksheets.file, verification, "id").body)
    book = openpyxl.load_workbook(file)
    for number, text in enumerate((*BRACKETS, *NAMES.values(), "a\u202eb\u200bc", "=1+1", "x" * 30_000), 2):
        book.worksheets[1][f"H{number}"] = text
        book.worksheets[1][f"F{number}"] = text[:50]
    book.save(file)
    async with at_work(folder, size=size) as ani:
        await take_in(ani, file)
        ani.sees("[b.xlsx")
        await looked_through(ani, 45)
        await ani.press("a", "y")
        drawn_right(ani, "taken")
        assert ani.desk.ask(reading.sheet, verification).line(LEVELS).answer.note == BRACKETS[0]
