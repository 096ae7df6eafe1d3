"""A9. Names: stored, found, sorted and printed exactly; the layout may clip them, but is never pushed aside by them."""

import csv
from pathlib import Path
from typing import Final

import pytest

from models.desk import agencies, searching
from models.documents.verdict_file import opened as read
from models.text import clean, shown
from tests.desk.acts import AGENCY
from tests.driver import at_work
from tests.hostile import NAMES, desk_of, drawn_right, each, filled, renamed, walked
from tests.tui.commands import Commands, data

PARTS: Final = {
    "apostrophe": "jumat maruf",
    "quotes": "kab toli toli",
    "ministry": "kependudukan dan kependudukan",
    "one word": "pemerintahkabupatenkabupaten",
    "wide": "役割の管理",
    "joiners": "dinas 👨",
    "arabic": "وزارة",
    "decomposed": "cafe resume",
    "marks": "zalgo",
    "statement": "'; drop table",
}
"""What one types to find each name."""


@pytest.mark.slow
async def test_names_of_every_kind_push_nothing_aside(folder: Path) -> None:
    text = " ".join(sorted(NAMES.values(), key=len))
    filled(folder, text)
    async with at_work(folder) as ani:
        async for where in walked(ani, text):
            drawn_right(ani, where)


@pytest.mark.slow
@pytest.mark.parametrize("name", each(NAMES, "wide"))
async def test_each_name_by_itself_pushes_nothing_aside(folder: Path, name: str) -> None:
    filled(folder, NAMES[name])
    async with at_work(folder) as ani:
        async for where in walked(ani, NAMES[name]):
            drawn_right(ani, where)


@pytest.fixture
def imported(verifier: Commands, verification: str, tmp_path: Path) -> Commands:
    """A profile into whose register a list with every name was taken."""
    assert verification
    with (tmp_path / "daftar.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(
            [("Kode", "Nama", "Jenis"), *((f"A9.{code}", name, "LNS") for code, name in NAMES.items())]
        )
    assert verifier("agency", "import", tmp_path / "daftar.csv")[0] == 0
    return verifier


def test_names_are_stored_and_printed_exactly(imported: Commands) -> None:
    found = {agency["code"]: agency["name"] for agency in data(imported("agency", "list", "--json"))["agencies"]}
    assert {code: found[f"A9.{code}"] for code in NAMES} == {code: clean(name) for code, name in NAMES.items()}
    assert len(found) > 600, "a name was taken for a statement"
    printed = imported("agency", "list")[1].splitlines()
    assert all(any(shown(clean(name)) in line for line in printed) for name in NAMES.values())


async def test_names_are_found_by_what_one_would_type(imported: Commands) -> None:
    async with at_work(imported.folder, size=(100, 30)) as ani:
        await ani.press("a")
        for code, part in PARTS.items():
            await ani.paste(part)
            ani.sees(f"A9.{code} · LNS")
            drawn_right(ani, code)
            await ani.press("escape")


def test_the_register_stays_sorted_by_name(imported: Commands) -> None:
    with desk_of(imported.folder) as desk:
        lines = [line.agency for line in desk.ask(agencies.lines)]
    names = [agency.name for agency in lines if agency.type == "lns"]
    assert names == sorted(names)
    assert {clean(name) for name in NAMES.values()} <= set(names)


async def test_two_agencies_whose_names_only_look_alike_are_kept_found_and_told_apart(
    verifier: Commands, verification: str, tmp_path: Path
) -> None:
    (tmp_path / "l.csv").write_text("Kode;Nama;Jenis\nK1;Kaf\u00e9;LNS\nK2;Kaf\u0065\u0301;LNS\n", encoding="utf-8")
    assert verifier("agency", "import", tmp_path / "l.csv")[0] == 0
    async with at_work(verifier.folder) as ani:
        for typed in ("kafe", "kaf\u00e9", "kafe\u0301"):
            await ani.press("a")
            await ani.paste(typed)
            ani.sees("K1 · LNS", " 2 ")
            await ani.press("down")
            ani.sees("K2 · LNS")
            drawn_right(ani, typed)
            await ani.press("escape", "escape")
    listed = {agency["code"]: agency["name"] for agency in data(verifier("agency", "list", "--json"))["agencies"]}
    assert listed["K1"] == listed["K2"] == "Kaf\u00e9"


def test_codes_that_only_look_different_are_one_code_twice(verifier: Commands, verification: str, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("Kode;Nama;Jenis\nK\u00e9;Satu;LNS\nKe\u0301;Dua;LNS\n", encoding="utf-8")
    said = verifier.refused("agency", "import", tmp_path / "l.csv")
    assert "row 2" in said and "row 3" in said
    assert "control" not in said


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_named_safely_and_says_the_name_exactly(verifier: Commands, tmp_path: Path, name: str) -> None:
    verification = filled(verifier.folder, NAMES[name])
    renamed(verifier.folder, clean(NAMES[name]))
    code, out, _ = verifier("export", verification, "--to", tmp_path / "keluar")
    assert code == 0
    file = Path(out.strip())
    assert file.name.isascii() and file.name.isprintable() and len(file.name) < 200
    document = read(file.read_bytes(), file.name)
    assert (document.agency.name, document.agency.code) == (clean(NAMES[name]), AGENCY)
    assert document.items["REG-01"].note == clean(NAMES[name])
    shown = " ".join(verifier("show", file)[1].split())
    assert " ".join(clean(NAMES[name]).split())[:40].split()[0] in shown


def test_statements_in_a_search_are_words_like_others(verifier: Commands) -> None:
    filled(verifier.folder, NAMES["statement"])
    with desk_of(verifier.folder) as desk:
        for query in (NAMES["statement"], '"; DROP', "agency --", "drop*", "drop AND table", "NEAR(drop)", "text:drop", 'dr"op', "^drop"):
            assert isinstance(desk.ask(searching.find, query), tuple)
        found = {hit.kind for hit in desk.ask(searching.find, NAMES["statement"])}
        assert found == {"item", "note", "evidence", "fact", "verdict", "action"}
        assert len(desk.ask(agencies.lines)) > 600
