"""A8. Square brackets kill the screen: no text of a user is ever read as markup, nor as a template."""

import json
from pathlib import Path
from typing import Final

import pytest

from models.desk import people
from models.desk.desk import opened
from models.documents.verdict_file import opened as read
from tests.driver import at_work
from tests.hostile import BRACKETS, drawn_right, each, filled, walked
from tests.tui.commands import Commands, data

ALL: Final = " ".join(BRACKETS)
SEEN: Final = (
    "start",
    "rounds",
    "a stated figure",
    "search for a word",
    "agencies, one",
    "sheet",
    "note",
    "noted",
    "history of an item",
    "evidence",
    "evidence form",
    "place",
    "post",
    "verdict",
)
"""Where the text can be read."""


async def test_brackets_are_shown_as_they_are_on_every_screen(folder: Path) -> None:
    filled(folder, ALL)
    async with at_work(folder) as ani:
        async for where in walked(ani, ALL):
            drawn_right(ani, where)
            if where in SEEN:
                ani.sees(ALL[:12])


@pytest.mark.slow
@pytest.mark.parametrize("text", each({text: text for text in BRACKETS}, "[@click=app.quit]x[/]"))
async def test_each_text_by_itself_is_shown_as_it_is(folder: Path, text: str) -> None:
    filled(folder, text)
    async with at_work(folder) as ani:
        async for where in walked(ani, text):
            drawn_right(ani, where)
            if where in SEEN:
                ani.sees(text)


async def test_brackets_in_the_first_form_of_all(folder: Path) -> None:
    async with at_work(folder) as ani:
        await ani.paste(ALL)
        drawn_right(ani, "first form")
        await ani.press("ctrl+s")
        ani.sees(ALL[:12])
    with opened(folder, writing=False) as desk:
        owner = desk.ask(people.owner)
    assert owner is not None
    assert owner.name == ALL


async def test_files_with_brackets_in_their_names_are_offered_as_they_are(folder: Path) -> None:
    filled(folder, "x")
    for text in BRACKETS:
        (Path.home() / f"{text.replace('/', '|')}.csv").touch()
    async with at_work(folder, size=(100, 40)) as ani:
        await ani.press("m")
        # The folder is read in a thread of the library.
        await ani.until(lambda: "[$accent].csv" in ani.screen)
        await ani.settle()
        drawn_right(ani, "files")
        ani.sees("[|].csv", "[b.csv", '{"a":[true,false]}.csv', "[@click=app.quit]x[|].csv")


def test_commands_print_brackets_as_they_are(verifier: Commands, tmp_path: Path) -> None:
    verification = filled(verifier.folder, ALL)
    (line,) = data(verifier("list", "--json"))["verifications"]
    assert line["name"] == line["round"] == ALL
    assert ALL in verifier("list")[1]
    code, out, _ = verifier("export", "--to", tmp_path / "keluar")
    assert code == 0
    file = Path(out.strip())
    document = read(file.read_bytes(), file.name)
    note = document.items["REG-01"].note
    assert {document.agency.name, document.round, note, document.verdict.reason, document.people["verifier"].name} == {ALL}
    for what in (verification, file):
        assert ALL in " ".join(verifier("show", what)[1].split())
    assert json.loads(verifier("show", file, "--json")[1])["verdict_file"]["agency"]["name"] == ALL
    assert ALL[:30] in verifier("trail", verification)[1]
    assert verifier("diff", file, verification)[:2] == (0, "")
    assert ALL in verifier("agency", "list")[1]
    assert Path(verifier("worksheet", verification, "--to", tmp_path / "keluar")[1].strip()).is_file()


@pytest.mark.parametrize("text", BRACKETS)
def test_settings_and_arguments_with_brackets_are_refused_by_name(verifier: Commands, tmp_path: Path, text: str) -> None:
    filled(verifier.folder, "x")
    settings = tmp_path / "own.toml"
    for key, told in (("look.theme", text), ("keys.quit", text)):
        settings.write_text(f"{key} = {json.dumps(text)}\n")
        code, _, said = verifier("--config", settings, "list")
        assert code in (0, 1)
        assert "Traceback" not in said
        assert code == 0 or told in said
    for arguments in (("show", text), ("trail", text), ("diff", text, text), ("worksheet", text), ("export", text)):
        assert text.split("/")[-1] in verifier.refused(*arguments)
