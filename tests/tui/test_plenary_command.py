"""`verifier plenary`: a script makes a plenary of what waits, decides, closes it, writes its list, and issues what was decided."""

from pathlib import Path
from typing import Any

import pytest

from tests.desk.reviewing_kit import approved, trio
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture
def surya(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The supervisor's laptop, with the results of Aceh and Bali waiting for issue."""
    with trio(tmp_path) as team:
        for agency in ("11", "51"):
            approved(team, agency)
    return Commands(tmp_path / "surya", capsys)


def told(surya: Commands, *arguments: object) -> Any:
    return data(surya("plenary", *arguments, "--json"))["plenary"]


def test_a_script_holds_a_plenary_and_issues_what_it_decided(surya: Commands, tmp_path: Path) -> None:
    made = told(surya, "new", "--number", "05/2023", "--day", "9-5-2023", "--chair", "Sri")
    assert [each["agency"] for each in made["entries"]] == ["11", "51"]
    recommended = made["entries"][0]["recommended"]
    assert "V1" in surya.refused("plenary", "decide", "05/2023", "51", "V1")
    told(surya, "decide", "05/2023", "51", "V1", "--reason", "Penempatan terbukti.")
    assert "Aceh" in surya.refused("plenary", "close", "05/2023")
    assert surya("plenary", "decide", "05/2023")[0] == surya("plenary", "decide", "05/2023", "11")[0] == 2
    told(surya, "decide", "05/2023", "--rest")
    assert "attends" in surya.refused("plenary", "close", "05/2023")
    told(surya, "attend", "05/2023", "Sri", "--nip", "197001012005012001")
    assert told(surya, "attend", "05/2023", "sri", "--post", "Deputi")["attendees"] == [
        {"row": 0, "name": "sri", "nip": "197001012005012001", "post": "Deputi"}
    ]
    assert "not closed" in surya("issue", "51")[2]
    closed = told(surya, "close", made["id"][:6])
    assert closed["closed_at"]
    assert surya("issue", "51", "--to", tmp_path / "out")[0] == 0
    (verdict,) = (tmp_path / "out").glob("*.toml")
    assert 'number = "05/2023"\ndate = "2023-05-09"' in verdict.read_text("utf-8")
    assert surya("check", verdict)[0] == 0
    assert "already issued" in surya.refused("plenary", "reopen", "05/2023")
    (line,) = data(surya("plenary", "list", "--json"))["plenaries"]
    assert (line["entries"], line["decided"], line["attendees"]) == (2, 2, 1)
    shown = surya("plenary", "show", "05/2023")[1]
    assert f"{recommended} " in shown
    assert "Penempatan terbukti.\tissued" in shown
    files = {Path(surya("plenary", "paper", "05/2023", "--format", each, "--to", tmp_path)[1].strip()) for each in ("pdf", "docx", "xlsx")}
    assert {file.name for file in files} == {f"2023-1_plenary_05-2023.{each}" for each in ("pdf", "docx", "xlsx")}
    assert all(file.stat().st_size for file in files)


def test_an_open_plenary_is_changed_and_taken_away(surya: Commands) -> None:
    id_ = told(surya, "new", "11")["id"]
    assert [each["agency"] for each in told(surya, "add", id_)["entries"]] == ["11", "51"]
    assert [each["agency"] for each in told(surya, "remove", id_, "--result", "11")["entries"]] == ["51"]
    told(surya, "attend", id_, "Sri")
    assert told(surya, "remove", id_, "--attendee", "SRI")["attendees"] == []
    assert told(surya, "set", id_, "--place", "Jakarta")["place"] == "Jakarta"
    code, out, said = surya("plenary", "undo", id_)
    assert (code, "Jakarta" in out, "Undone" in said) == (0, False, True), said
    assert surya("plenary", "discard", id_)[0] == 0
    assert "no plenary" in surya("plenary", "list")[2]
    assert id_ in surya.refused("plenary", "show", id_)
