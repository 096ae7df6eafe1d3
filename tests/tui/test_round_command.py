"""`verifier round`: the same rounds as on their screen, with the same warnings."""

from pathlib import Path

import pytest

from models.desk import rounds
from models.desk.desk import Desk
from tests.desk.acts import begun
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow

KASN, BKN = "mt-kasn 2023", "mt-bkn 2026"


@pytest.fixture
def founded(desk: Desk) -> Desk:
    """A profile with a verification in its first round, closed."""
    begun(desk)
    desk.close()
    return desk


@pytest.mark.usefixtures("founded")
def test_the_rounds_are_listed(verifier: Commands) -> None:
    assert data(verifier("round", "list", "--json"))["rounds"] == [
        {
            "id": "2023-1",
            "current": True,
            "checklist": KASN,
            "day": "2023-05-09",
            "in_force": True,
            "published": True,
            "closed": False,
            "verifications": 1,
        }
    ]
    code, out, said = verifier("round", "list", language="id")
    assert (code, said) == (0, "")
    assert out.splitlines()[1].split() == ["2023-1", "mt-kasn", "2023", "9", "Mei", "2023", "1", "dipakai"]


@pytest.mark.usefixtures("founded")
@pytest.mark.parametrize(
    ("arguments", "checklist", "warned"),
    [
        (("--day", "2-1-2026"), BKN, False),
        (("--day", "31-10-2023"), KASN, False),
        (("--day", "1-3-2024"), KASN, True),
        (("--day", "1-3-2024", "--checklist", BKN), BKN, True),
        (("--day", "2026-01-02", "--checklist", KASN), KASN, True),
    ],
)
def test_a_round_is_opened_with_the_checklist_of_its_day_and_a_gap_is_said(
    verifier: Commands, arguments: tuple[str, ...], checklist: str, warned: bool
) -> None:
    code, out, said = verifier("round", "open", "baru", *arguments, language="id")
    assert code == 0
    assert (f"{checklist} tidak berlaku pada" in said) is bool(said) is warned
    first, second = data(verifier("round", "list", "--json"))["rounds"]
    assert (first["id"], first["checklist"], first["current"], first["in_force"]) == ("baru", checklist, True, not warned)
    assert (second["id"], second["current"]) == ("2023-1", False)
    assert out.splitlines()[1].startswith("baru")
    assert ("di luar masa berlaku" in out) is warned


@pytest.mark.usefixtures("founded")
def test_another_round_is_chosen(verifier: Commands) -> None:
    data(verifier("round", "open", "2026-1", "--day", "2-1-2026", "--json"))
    chosen = data(verifier("round", "choose", "2023-1", "--json"))["rounds"]
    assert [(line["id"], line["current"]) for line in chosen] == [("2023-1", True), ("2026-1", False)]


@pytest.mark.usefixtures("founded")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("open", "2023-1"), "2023-1"),
        (("open", " "), "2026-1"),
        (("open", "x", "--checklist", "mt-kasn 2024"), BKN),
        (("open", "x", "--day", "31-2-2024"), "31-2-2024"),
        (("choose", "2022-1"), "verifier round list"),
    ],
)
def test_a_round_that_cannot_be_is_refused_in_words(verifier: Commands, arguments: tuple[str, ...], said: str) -> None:
    assert said in verifier.refused("round", *arguments)
    assert len(data(verifier("round", "list", "--json"))["rounds"]) == 1


def test_the_program_being_open_keeps_a_second_writer_out_and_lets_readers_in(verifier: Commands, desk: Desk) -> None:
    verifier.refused("round", "open", "x")
    assert len(data(verifier("round", "list", "--json"))["rounds"]) == len(desk.ask(rounds.lines)) == 1


def test_a_round_is_announced_as_a_signed_document(verifier: Commands, tmp_path: Path) -> None:
    assert verifier("init", "--name", "Surya", "--role", "supervisor")[0] == 0
    assert verifier("team", "found", "--name", "Tim Uji")[0] == 0
    (first,) = [line["id"] for line in data(verifier("round", "list", "--json"))["rounds"]]
    would = data(verifier("round", "announce", first, "--dry-run", "--json"))
    assert (would["round"], would["file"]) == (first, None)
    code, out, said = verifier("round", "announce", first, "--note", "Awal musim", "--to", tmp_path)
    path = Path(out.strip())
    assert (code, path.parent, "is announced" in said) == (0, tmp_path, True)
    assert verifier("check", path)[0] == 0
    assert 'note = "Awal musim"' in path.read_text("utf-8")
    assert "There is no round 2030-1" in verifier.refused("round", "announce", "2030-1")


@pytest.mark.usefixtures("founded")
def test_a_round_is_closed_and_opened_again(verifier: Commands) -> None:
    code, out, said = verifier("round", "close", "2023-1", language="id")
    assert code == 0
    assert "ditutup" in out.splitlines()[1]
    assert "Periode 2023-1 sudah ditutup" in said
    assert data(verifier("round", "list", "--json"))["rounds"][0]["closed"] is True
    code, _, said = verifier("open", "33")
    assert code == 1
    assert "2023-1 is closed" in said
    assert data(verifier("round", "reopen", "2023-1", "--json"))["rounds"][0]["closed"] is False
    assert verifier("open", "33")[0] == 0
