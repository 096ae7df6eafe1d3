"""`verifier open`, `set`, `show`, `cite`, `undo` and `find`: a verification filled in by plain commands."""

import io
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from models.desk import people
from models.desk.desk import opened
from models.ledger import driver
from models.rules.stating import read, written
from tests.desk.acts import raw
from tests.sheets import ABSENT, phrase, small_checklist
from tests.sheets import written as written_checklist
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow

AGENCY = "13.11"


@pytest.fixture
def ani(verifier: Commands, folder: Path) -> Commands:
    """A founded profile with a verification that was begun by a command."""
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
    code, out, said = verifier("open", AGENCY)
    assert (code, len(out.strip())) == (0, 16)
    assert "begun with mt-bkn" in said
    return verifier


def sheet(verifier: Commands) -> dict[str, Any]:
    found: dict[str, Any] = data(verifier("show", AGENCY, "--sheet", "--json"))["sheet"]
    return found


def test_a_verification_of_an_agency_that_had_ended_was_begun_without_a_word(ani: Commands, folder: Path) -> None:
    with opened(folder) as desk:
        raw(desk, "UPDATE agency SET valid_to = '2020-06-30' WHERE code = '11.01'")
        raw(desk, "UPDATE agency SET valid_to = '2099-06-30' WHERE code = '11.02'")
    code, out, said = ani("open", "11.01")
    assert (code, len(out.strip())) == (0, 16)
    assert "30 June 2020" in said
    assert "verifier open 11.01 --discard" in said
    assert "30 June 2020" not in ani("open", "11.01")[2]
    assert "2099" not in ani("open", "11.02")[2]


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_lines_of_a_pipe_that_speaks_latin_1_ended_the_command_or_were_told_with_a_dot(ani: Commands, errors: str) -> None:
    piped = io.TextIOWrapper(io.BytesIO(b"REG-01 = 3\nREG-01.note = caf\xe9\n"), encoding="utf-8", errors=errors)
    with patch("sys.stdin", piped):
        assert "cannot be read, for it is not UTF-8" in ani.refused("set", AGENCY, "--from", "-")
    assert sheet(ani)["items"]["REG-01"]["level"] is None


def test_everything_of_a_sheet_is_stated_as_one_act_and_taken_back_by_one(ani: Commands) -> None:
    lines = ("REG-01=3", "REG-02=yes", "REG-01.note=Perbup 12", "base.jpt_filled=40", "PEN-02.status=not_proposed", "INS-06=-")
    assert "base.jpt_total" in ani.refused("set", AGENCY, *lines, "base.jpt_total=40")
    code, out, said = ani("set", AGENCY, *lines, "INS-06.reason=Provided by BKN")
    assert (code, "7 entries noted; 3 of 52" in said) == (0, True)
    assert "REG-01: " in out
    items, facts = sheet(ani)["items"], sheet(ani)["facts"]
    assert (items["REG-01"]["level"], items["REG-02"]["level"], items["REG-01"]["note"]) == (3, 4, "Perbup 12")
    assert (items["INS-06"]["not_applicable"], items["INS-06"]["reason"]) == (True, "Provided by BKN")
    assert (sheet(ani)["base"], facts["PEN-02"]) == ({"jpt_filled": 40}, [{"status": "not_proposed"}])
    assert "everal entries" in ani("undo", AGENCY)[2]
    assert (sheet(ani)["items"]["REG-01"]["level"], sheet(ani)["base"]) == (None, {})
    ani.refused("undo", AGENCY)


def test_a_name_stated_twice_is_refused_instead_of_losing_a_value(ani: Commands, tmp_path: Path) -> None:
    assert "REG-01 is stated twice" in ani.refused("set", AGENCY, "REG-01=3", "REG-02=yes", "REG-01=2")
    lines = tmp_path / "lines"
    lines.write_text("REG-01.note=One\nREG-01=3\n")
    assert "REG-01.note is stated twice" in ani.refused("set", AGENCY, "REG-01.note=Two", "--from", str(lines))
    assert sheet(ani)["items"]["REG-01"]["level"] is None


def test_what_is_printed_can_be_stated_again(ani: Commands, tmp_path: Path) -> None:
    post = ("post=Kepala Dinas", "stratum=pratama", "decree=12", "date=9-5-2023", "box=9")
    rows = [f"PEN-01.new.{each}" for each in post]
    ani("set", AGENCY, "REG-01=4", "REG-01.note=One\ntwo \\n three", "REG-09=2", "REG-09.count.posts=6/20", "REG-09.note=Few", *rows)
    printed = ani("show", AGENCY, "--sheet")[1]
    assert "# REG-01 " in printed
    before = sheet(ani)
    ani("undo", AGENCY)
    file = tmp_path / "lines.txt"
    file.write_text(printed.replace("PEN-01.1.", "PEN-01.new."), "utf-8")
    assert "could be noted" in ani("set", AGENCY, "--from", file, "--dry-run")[2]
    assert sheet(ani)["items"]["REG-01"]["level"] is None
    with patch("sys.stdin", io.StringIO(file.read_text("utf-8"))):
        assert ani("set", AGENCY, "--from", "-")[0] == 0
    assert sheet(ani) == before


def test_nothing_is_noted_where_one_line_is_refused(ani: Commands) -> None:
    for lines in (
        ("REG-01=3", "REG-99=1"),
        ("REG-01=3", "REG-02=1"),
        ("REG-01=3", "nonsense"),
        ("REG-01=3", "REG-01=maybe"),
        ("REG-01=3", "PEN-01.7.box=9"),
        ("REG-01=3", "REG-01.reason=Why"),
        ("REG-01=3", "verdict=V1"),
        ("REG-01=3", "reason=Why"),
        (),
    ):
        ani.refused("set", AGENCY, *lines)
    assert data(ani("list", "--json"))["verifications"][0]["answered"] == 0


def test_a_recommended_verdict_that_is_asked_for_too_early_is_told_what_is_open(ani: Commands) -> None:
    told = ani.refused("set", AGENCY, "REG-01=3", "verdict=recommended")
    assert "Not yet checked: 51, the first is REG-02" in told
    assert "V9" in ani.refused("set", AGENCY, "verdict=V9")


def test_the_sheet_prints_every_name_that_can_be_stated_and_a_wrong_choice_is_told_the_right_ones(ani: Commands) -> None:
    printed = ani("show", AGENCY, "--sheet")[1]
    for name in ("base.jpt_filled=…", "REG-09.count.posts=…", "PEN-02.status=not_proposed (Not proposed), proposed (", "PEN-01.new.box=…"):
        assert name in printed
    assert not list(read(printed))
    assert "Choose one of: not_proposed, proposed, " in ani.refused("set", AGENCY, "PEN-02.status=nothing")
    ani("set", AGENCY, "PEN-02.status=proposed", "base.jpt_filled=40")
    again = ani("show", AGENCY, "--sheet")[1]
    assert ("PEN-02.status=proposed" in again, "PEN-02.number=…" in again, "base.jpt_filled=…" in again) == (True, True, False)


def test_an_item_is_printed_with_all_that_helps_to_answer_it(ani: Commands) -> None:
    ani("set", AGENCY, "REG-01=3")
    out = ani("show", AGENCY, "--item", "reg-01")[1]
    assert "Item 1 of 52" in out
    assert "Evidence:" in out
    assert "Answer: 3" in out
    assert data(ani("show", AGENCY, "--item", "REG-01", "--json"))["item"]["gaps"] == ["gate_evidence"]
    assert "REG-99" in ani.refused("show", AGENCY, "--item", "REG-99")


def test_a_file_named_from_the_folder_it_lies_in_was_evidence_that_nothing_found(
    ani: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "SK.pdf").touch()
    monkeypatch.chdir(tmp_path)
    for place in ("SK.pdf", "lemari 2"):
        ani("cite", AGENCY, "new", "--title", "SK", "--location", place)
    assert [each["location"] for each in data(ani("cite", AGENCY, "--json"))["evidence"]] == [str(tmp_path / "SK.pdf"), "lemari 2"]


def test_evidence_is_registered_cited_changed_released_and_withdrawn(ani: Commands) -> None:
    assert "B01" in ani.refused("cite", AGENCY, "--title", "Perbup 12")
    ani("cite", AGENCY, "new", "--title", "Perbup 12", "--date", "31/12/2024", "--item", "REG-01", "--place", "ps. 4", "--item", "REG-02")
    ani("cite", AGENCY, "B01", "--number", "12/2024")
    (found,) = data(ani("cite", AGENCY, "--json"))["evidence"]
    assert (found["code"], found["date"], found["number"], found["seen"]) == ("B01", "2024-12-31", "12/2024", True)
    assert found["cited"] == {"REG-01": "ps. 4", "REG-02": "ps. 4"}
    assert "REG-01 (ps. 4)" in ani("cite", AGENCY)[1]
    assert "REG-01" in ani.refused("cite", AGENCY, "b01", "--withdraw")
    ani("cite", AGENCY, "B01", "--item", "REG-01", "--item", "REG-02", "--release")
    ani("cite", AGENCY, "B01", "--withdraw")
    assert data(ani("cite", AGENCY, "--json"))["evidence"] == []
    assert "B01" in ani.refused("cite", AGENCY, "B01")


def test_a_citation_that_is_refused_leaves_no_evidence_that_the_next_try_would_double(ani: Commands) -> None:
    assert "REG-99" in ani.refused("cite", AGENCY, "new", "--title", "Perbup 12", "--item", "REG-01", "--item", "REG-99")
    assert data(ani("cite", AGENCY, "--json"))["evidence"] == []


def test_the_place_of_a_citation_stays_where_none_is_told(ani: Commands) -> None:
    ani("cite", AGENCY, "new", "--title", "Perbup 12", "--item", "REG-01", "--place", "ps. 4")
    ani("cite", AGENCY, "B01", "--item", "REG-01", "--item", "REG-02")
    (found,) = data(ani("cite", AGENCY, "--json"))["evidence"]
    assert found["cited"] == {"REG-01": "ps. 4", "REG-02": ""}
    ani("cite", AGENCY, "B01", "--item", "REG-01", "--place", "")
    (found,) = data(ani("cite", AGENCY, "--json"))["evidence"]
    assert found["cited"]["REG-01"] == ""


@pytest.mark.parametrize(
    "asked",
    ["B01 --release", "B01 --place 4", "new --title x --item REG-01 --release", "new --title x --withdraw", "B01 --item REG-02 --withdraw"],
)
def test_no_citation_is_said_to_be_done_that_was_not(ani: Commands, asked: str) -> None:
    ani("cite", AGENCY, "new", "--title", "Perbup 12", "--item", "REG-01", "--place", "ps. 4")
    before = data(ani("cite", AGENCY, "--json"))
    assert "--item" in ani.refused("cite", AGENCY, *asked.split())
    assert data(ani("cite", AGENCY, "--json")) == before
    assert "B09" in ani.refused("cite", AGENCY, "B09", "--item", "REG-01", "--release")


def test_what_was_typed_is_found_and_an_empty_verification_discarded(ani: Commands) -> None:
    ani("set", AGENCY, "REG-01.note=Menunggu harmonisasi biro hukum")
    (hit,) = [each for each in data(ani("find", "harmonisasi", "biro", "--json"))["hits"] if each["kind"] == "note"]
    assert (hit["key"], hit["agency"]) == ("REG-01", "Kab. Solok Selatan")
    assert "Menunggu harmonisasi" in ani("find", "harmonisasi", "biro", "hukum")[1]
    assert "discard" in ani.refused("open", AGENCY, "--discard")
    assert "here already" in ani("open", AGENCY)[2]
    other = ani("open", "32.73")[1].strip()
    assert "discarded" in ani("open", other, "--discard")[2]
    assert len(data(ani("list", "--json"))["verifications"]) == 1


@pytest.mark.parametrize("value", ["plain", "two\nlines", r"a\n b", "\\", "\\\\n\n", " x = y "])
def test_a_line_is_read_as_it_was_written(value: str) -> None:
    assert [*read(written("REG-01.note", value))] == [("REG-01.note", value.strip(" "))]


def test_codes_that_hold_dots_were_unknown_to_set_and_broke_the_trail(ani: Commands, tmp_path: Path) -> None:
    raw = small_checklist(**{"base": {"jpt.filled": {"label": phrase("JPT terisi")}}, "items.INS-01.counts": ABSENT})
    raw["items"]["INS-01"].pop("proposal")
    raw["items"]["INS-02"] |= {"counts": {"j.pt": {"label": phrase("JPT diukur"), "of": ["jpt.filled"]}}, "proposal": {}}
    raw["facts"]["PEN.05"] = raw["facts"].pop("PEN-05")
    raw["facts"]["PEN-01"]["fields"]["no.sk"] = {"label": phrase("Nomor SK"), "kind": "text"}
    file = tmp_path / "dots.toml"
    file.write_bytes(written_checklist(raw))
    assert ani("checklist", "import", file)[0] == 0
    assert ani("round", "open", "2026-9", "--checklist", "small 1")[0] == 0
    ani("open", "13.12")
    stated = ("base.jpt.filled=40", "INS-02.count.j.pt=6", "PEN.05.reason=budget", "PEN-01.new.post=Kepala", "PEN-01.new.no.sk=12/2023")
    code, _, said = ani("set", "13.12", *stated, "PEN-01.new.date=9-5-2023", "PEN-01.new.box=9")
    assert (code, "7 entries" in said) == (0, True), said
    printed = ani("show", "13.12", "--sheet")[1]
    assert all(
        line in printed for line in ("base.jpt.filled=40", "INS-02.count.j.pt=6/40", "PEN.05.reason=budget", "PEN-01.1.no.sk=12/2023")
    )
    told = ani("trail", data(ani("show", "13.12", "--sheet", "--json"))["sheet"]["id"])[1]
    assert all(said in told for said in ("JPT terisi", "JPT diukur", "PEN.05 choice", "PEN-01/1 Nomor SK"))
    assert "12/2023" in ani("find", "Kepala")[1]


def test_of_two_rounds_the_one_that_was_named_could_not_be_discarded(ani: Commands) -> None:
    assert ani("round", "open", "2024-1", "--day", "9-5-2024")[0] == 0
    assert ani("open", AGENCY)[0] == 0
    ani.refused("open", AGENCY, "--discard")
    assert "2024-1" in ani("open", AGENCY, "--round", "2024-1", "--discard")[2]
    assert [line["round"] for line in data(ani("list", "--json"))["verifications"]] != ["2024-1"]


def test_who_works_by_commands_was_not_told_that_an_older_database_lies_there(ani: Commands, folder: Path) -> None:
    database = folder / driver.DATABASE
    older = database.read_bytes()
    assert ani("set", AGENCY, "REG-01=3")[0] == 0
    database.write_bytes(older)
    code, _, said = ani("set", AGENCY, "REG-02=yes")
    assert code == 0 and "is no longer in" in said and "verifier doctor --accept" in said
    assert "is no longer in" not in ani("doctor", "--accept")[2]
