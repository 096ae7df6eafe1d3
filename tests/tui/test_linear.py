"""`verifier --linear`: a verification filled in by plain question and answer, on a laptop where nothing was before."""

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from models.desk import answers, carrying, drafts, reading, rounds, verifications
from models.desk.desk import opened
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import backups, driver
from models.moments import now
from models.views import Sheet
from screens.commands import SHEET
from tests.desk.acts import AGENCY
from tests.tui.commands import Commands, loaded
from tests.tui.talking import folded, talk, typing
from tui.linear.sheet import ACTS

FOUNDED = ("Ani Wijaya", "", "Jawa Barat", "", "")


@pytest.fixture
def begun(verifier: Commands, verification: str) -> Commands:
    """A founded profile with a verification without a verdict."""
    assert verification
    return verifier


def sheet(folder: Path, agency: str) -> Sheet:
    with opened(folder, writing=False) as desk:
        return desk.ask(reading.sheet, desk.ask(verifications.named, agency))


def test_whoever_starts_for_the_first_time_is_asked_who_they_are_and_answers_at_once(verifier: Commands, folder: Path) -> None:
    record = talk(verifier, "?", *FOUNDED, "open", "solok", "9", "1", "3", "y", "?", "done")
    assert "Full name" in record
    assert "Untuk bahasa Indonesia: verifier --lang id --linear." in record
    assert "the command encryption on encrypts it" in folded(record)
    assert "1. verifier" in record
    assert "Kota Solok (13.72)" in record
    found = sheet(folder, "13.02")
    assert (found.line("REG-01").answer.level, found.line("REG-02").answer.level) == (3, 4)
    assert folded(record).count("Saved.") == 2
    assert record.rstrip().endswith("Closed. All that was answered is saved.")


@pytest.mark.parametrize("became", ["damaged", "gone"])
def test_whoever_had_a_profile_that_cannot_be_opened_was_asked_who_they_are_and_got_another_key(begun: Commands, became: str) -> None:
    key, path = Keyring(begun.folder).make().public, begun.folder / driver.DATABASE
    backups.make(path, now())
    if became == "gone":
        path.unlink()
    else:
        path.write_bytes(b"bukan basis data" * 1_000)
    with typing(("Budi", "", "", "", "rahasia sekali", "rahasia sekali")):
        code, out, said = begun("--linear")
    assert (code, "Who works on this laptop" in out) == (1, False)
    assert ("is damaged" if became == "damaged" else "is not there") in folded(said)
    assert Keyring(begun.folder).public == key


def test_a_passphrase_that_came_through_a_pipe_stood_in_the_record_of_the_talk(verifier: Commands, folder: Path) -> None:
    record = talk(verifier, "Ani Wijaya", "", "", "", "rahasia sekali", "rahasia sekali", "done")
    assert "Repeat it:" in record
    assert "rahasia" not in record
    assert Keyring(folder).has_passphrase


def test_a_key_that_cannot_be_read_ended_the_talk_with_all_that_was_answered(
    verifier: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    record = folded(talk(verifier, "Ani Wijaya", "2", "Papua", "none", "", "", "", "", "-", "", "done"))
    assert "Name [Ani Wijaya]:" in record
    assert "Key file [" in record
    assert "Ani Wijaya, team lead." in record


def test_the_passphrase_of_a_key_that_is_there_was_asked_twice_and_refused(
    verifier: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Keyring(tmp_path).make("rahasia sekali")
    monkeypatch.chdir(tmp_path / "keys")
    record = talk(verifier, "Ani Wijaya", "", "", "person", "rahasia sekali", "done")
    assert "Repeat it" not in record
    assert "Ani Wijaya, verifier." in record


def test_a_start_given_up_leaves_nothing_and_was_said_to_be_saved(verifier: Commands, folder: Path) -> None:
    record = talk(verifier, "Ani", "done")
    assert folded(record).endswith("Closed. No profile was made, and what was answered is not kept.")
    assert "profile" in verifier.refused("list")


def test_every_letter_of_the_screen_means_the_same_here() -> None:
    of_screen = {command.keys: command.action for command in SHEET}
    of_screen |= {key: command.action for command in SHEET for key in command.keys.split(",")}
    same = {letter: act.__name__ for letter, act in ACTS.items() if letter in of_screen}
    assert same == {letter: of_screen[letter] for letter in same}
    assert len(same) >= 8


def test_everything_of_an_item_is_noted_and_taken_back(begun: Commands, folder: Path) -> None:
    note = ("note", "First line", "", "last line.", ".")
    evidence = ("e", "new", "?", "<", "1", "Perbup 12", "ps. 4", "", "12/2024", "31-12-2024", "", "", "", "", "", "<")
    record = folded(talk(begun, "1", "REG-01", *note, *evidence, "3", "REG-01", "i", "done"))
    found = sheet(folder, _agency(folder)).line("REG-01")
    assert (found.answer.level, found.answer.note) == (3, "First line\n\nlast line.")
    assert [(each.evidence.title, each.evidence.date, each.place) for each in found.citations] == [("Perbup 12", "2024-12-31", "ps. 4")]
    assert "Cited: B" in record
    record = folded(talk(begun, "1", "REG-01", "x", "u", "done"))
    assert "Undone" in record or "undone" in record
    assert sheet(folder, _agency(folder)).line("REG-01").answer.level == 3


def test_a_note_half_typed_is_kept_and_taken_up_again(begun: Commands, folder: Path) -> None:
    talk(begun, "1", "REG-02", "n", "Half a thought")
    with opened(folder) as desk:
        assert desk.ask(drafts.count) == 1
    record = folded(talk(begun, "1", "REG-02", "n", "+and the rest", ".", "done"))
    assert "taken up again" in record
    assert sheet(folder, _agency(folder)).line("REG-02").answer.note == "Half a thought\nand the rest"
    with opened(folder) as desk:
        assert desk.ask(drafts.count) == 0


def test_text_that_was_kept_could_not_be_found_again(begun: Commands, folder: Path) -> None:
    record = folded(talk(begun, "1", "DSN-03", "n", "Half a thought", "done"))
    assert "kept and taken up again" in record
    record = folded(talk(begun, "1", "<", "Text", "1", "no", "1", "yes", "done"))
    assert "open it again to go on: note on DSN-03" in record
    assert record.count("Half a thought") == 2
    assert "Discarded: note on DSN-03." in record
    with opened(folder, writing=False) as desk:
        assert desk.ask(drafts.count) == 0


def test_an_answer_that_differs_from_the_minutes_was_marked_on_the_screen_alone(begun: Commands, folder: Path, verification: str) -> None:
    begun("key", "make")
    begun("trip", verification, "--begins", "9-5-2023", "--place", "Bandung", "--person", "team", "Ani")
    begun("trip", verification, "--person", "agency", "Yosep")
    assert begun("set", verification, "REG-01=2")[0] == 0
    assert begun("minutes", verification, "--close")[0] == 0
    differs = "differs from the minutes, which say: 2"
    assert differs not in folded(talk(begun, "1", "REG-01", "done"))
    assert folded(talk(begun, "1", "REG-01", "3", "REG-01", "done")).count(differs) == 2


def test_a_file_dropped_on_the_terminal_was_evidence_that_nothing_could_read(begun: Commands, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "SK No 1.pdf").touch()
    with typing(("1", "REG-01", "e", "new", "SK", "", "", "", "", "", "", f"'{tmp_path}/SK No 1.pdf'", "", "", "done")):
        assert begun("--linear")[0] == 0
    (found,) = sheet(folder, _agency(folder)).evidence
    assert found.location == f"{tmp_path}/SK No 1.pdf"


def test_what_no_disk_took_was_said_to_be_kept(begun: Commands, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise Refusal("profile.disk_full", folder="/x", missing=9)

    monkeypatch.setattr(drafts, "keep", full)
    record = folded(talk(begun, "1", "REG-02", "e", "new", "SK", "<", "<", "done"))
    assert "is not kept" in record
    assert "taken up again" not in record
    assert record.endswith("Closed. What was said not to be saved is gone; everything else is saved.")


def test_where_somebody_else_has_the_profile_open_nothing_is_typed_that_cannot_be_kept_and_it_opens_once_they_leave(
    begun: Commands, folder: Path
) -> None:
    with opened(folder):
        record = folded(talk(begun, "1", "REG-02", "n", "e", "new", "<", "done"))
    assert record.count("is open in another verifier") == 3
    assert "A full stop alone" not in record
    desk = opened(folder)

    lines = iter(("?", "1", "REG-02", "y", "done"))

    def typed() -> str:
        desk.close()
        return f"{next(lines)}\n"

    with patch("sys.stdin", SimpleNamespace(readline=typed, isatty=lambda: False)):
        _, out, _ = begun("--linear")
    assert "open for writing" in folded(out)
    assert sheet(folder, _agency(folder)).line("REG-02").answer.level == 4


def test_a_step_back_keeps_what_was_typed_and_stays_on_the_sheet(begun: Commands) -> None:
    record = folded(talk(begun, "1", "REG-03", "e", "1", "A letter", "<", "<", "<", "back", "done"))
    assert "what you typed is kept" in record
    assert record.count("What would you like to do?") == 2


def test_facts_are_entered_and_a_date_that_is_none_is_asked_again(begun: Commands, folder: Path) -> None:
    before = sheet(folder, _agency(folder))
    fact = next(each for each in before.checklist.facts.values() if any(field.kind == "date" for field in each.fields.values()))
    record = folded(talk(begun, "1", "f", fact.code, "?", "<", "<", "done"))
    assert fact.text.en in record


def test_a_date_that_is_none_led_back_to_the_first_of_all_questions(begun: Commands, folder: Path) -> None:
    row = ("Kepala Dinas", "2", "SK 12", "31-13-2025", "9", "1", "9-5-2023", "", "", "<", "<", "done")
    record = folded(talk(begun, "1", "f", "PEN-01", *(("new",) if _rows(folder) else ()), *row))
    assert record.count("Post:") == 1
    assert "Post [Kepala Dinas]" not in record
    assert {"post": "Kepala Dinas", "date": "2023-05-09", "box": "9"}.items() <= sheet(folder, _agency(folder)).facts["PEN-01"][-1].items()


def test_a_choice_was_said_to_be_changed_by_arrows(begun: Commands) -> None:
    record = talk(begun, "1", "f", "PEN-02", "?", "done")
    assert "Not proposed" in record
    assert "→" not in record


def test_any_plain_command_can_be_typed_and_a_refusal_ends_nothing(begun: Commands) -> None:
    record = folded(talk(begun, "list", "trail nobody", "list --sideways", 'trail "x', "done"))
    assert "ID" in record
    assert "nobody" in record
    assert "A quotation mark is not closed." in record
    assert record.count("What would you like to do?") == 5


def test_a_command_could_not_be_typed_as_it_is_in_a_shell(begun: Commands) -> None:
    record = folded(talk(begun, "verifier list --json", "verifier", "done"))
    assert '"schema": 1' in record
    assert record.count("Type a number from 1 to") == 1


def test_an_answer_in_capitals_was_called_no_answer(begun: Commands, folder: Path) -> None:
    talk(begun, "1", "REG-02", "Y", "done")
    assert sheet(folder, _agency(folder)).line("REG-02").answer.level == 4


def test_nobody_was_told_how_a_field_is_emptied(begun: Commands, folder: Path) -> None:
    new = ("e", "new", "Perbup 12", "ps. 4", "", "12/2024", "31-12-2024", "", "", "", "", "", "<")
    changed = ("e", "2", "3", "", "", "?", "-", "", "", "", "", "", "", "<")
    record = folded(talk(begun, "1", "REG-01", *new, *changed, "done"))
    assert "- alone empties it." in record
    assert sheet(folder, _agency(folder)).evidence[0].number == ""


def test_the_language_is_changed_and_everything_follows(begun: Commands) -> None:
    record = talk(begun, "Bahasa Indonesia", "selesai")
    assert "Apa yang akan dikerjakan?" in folded(record)
    # Its last line was said in the language of its first.
    assert record.rstrip().endswith("Ditutup. Semua yang dijawab sudah disimpan.")


def test_whoever_types_nonsense_is_told_what_can_be_typed(begun: Commands) -> None:
    record = folded(talk(begun, "77", "zz", "1", "9", "t", "zz", "/zzzz", "-", "c", "done"))
    assert "Type a number from 1 to" in record
    assert "“zz” is no answer" in record
    assert "Nothing matches “zzzz”." in record


def test_whoever_has_the_program_open_elsewhere_reads_and_is_told_why_nothing_is_saved(begun: Commands, folder: Path) -> None:
    with opened(folder):
        record = folded(talk(begun, "1", "REG-01", "0", "done"))
    assert record.count("open") >= 2
    assert "REG-01: 0. Saved." not in record


def test_texts_of_others_keep_to_the_lines_and_steer_nothing(begun: Commands, folder: Path) -> None:
    note = "字" * 90 + " [bold]\u202e " + "long" * 40
    begun("set", _agency(folder), f"REG-01.note={note}")
    record = talk(begun, "1", "REG-01", "done")
    assert "字" * 30 in record
    assert "[bold]" in record
    assert "\u202e" not in record


@pytest.mark.slow
def test_textual_is_not_loaded(folder: Path) -> None:
    assert not loaded("--data-dir", folder, "--linear") & {"textual", "screens"}


def _agency(folder: Path) -> str:
    with opened(folder, writing=False) as desk:
        return desk.ask(verifications.mine)[0].agency


def _rows(folder: Path) -> int:
    return len(sheet(folder, _agency(folder)).facts.get("PEN-01", ()))


def test_a_carried_answer_was_to_be_confirmed_by_a_key_that_went_on_to_the_next_item(begun: Commands, verification: str) -> None:
    with opened(begun.folder) as desk:
        desk.do(answers.record, verification, "REG-01", 3)
        desk.do(rounds.begin, "2023-2", "mt-kasn 2023", "2023-10-01")
        moved = desk.do(carrying.start, AGENCY)
    record = folded(talk(begun, "1", "REG-01", "=", "<", "done"))
    assert "Carried over from mt-kasn 2023, round 2023-1." in record
    assert "Type = to confirm, or answer anew." in record
    assert "Press" not in record
    with opened(begun.folder, writing=False) as desk:
        assert not desk.ask(reading.sheet, moved).line("REG-01").answer.is_carried
