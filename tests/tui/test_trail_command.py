"""`verifier trail`: what was done on a verification, and whether all that was done still stands as it was written."""

from pathlib import Path

from models.desk import answers
from models.desk.desk import opened
from tests.desk.acts import AGENCY, LEVELS, raw
from tests.tui.commands import Commands, data

UNGUARDED = ("DROP TRIGGER trail_no_update", "DROP TRIGGER trail_no_delete")


def test_the_trail_of_a_verification_is_told_the_newest_act_first(verifier: Commands, verification: str) -> None:
    with opened(verifier.folder) as desk:
        desk.do(answers.annotate, verification, LEVELS, "Naskah\n\nditunjukkan " + "x" * 100)
    code, out, said = verifier("trail", AGENCY)
    head, first, second, *_, last = out.splitlines()
    assert (code, said, head.split()) == (0, "", ["Moment", "Name", "Act", "Item", "Changes"])
    assert "Ani Lestari  note" in first
    assert f"{LEVELS}  Note: - → Naskah ditunjukkan xxx" in first
    assert "x" * 41 not in first
    assert "verdict" in second
    assert "opening of the verification" in last


def test_a_note_that_was_gone_on_with_was_told_by_its_beginning_alike_before_and_after(verifier: Commands, verification: str) -> None:
    with opened(verifier.folder) as desk:
        for text in (
            "Naskah akademik sudah ada di Bagian Hukum sejak Mei",
            "Naskah akademik sudah ada di Bagian Hukum sejak Mei, kata Sekda",
        ):
            desk.do(answers.annotate, verification, LEVELS, text)
    first = verifier("trail", AGENCY)[1].splitlines()[1]
    assert "Note: … Bagian Hukum sejak Mei → … Bagian Hukum sejak Mei, kata Sekda" in first


def test_the_trail_as_data_has_the_whole_text(verifier: Commands, verification: str) -> None:
    with opened(verifier.folder) as desk:
        desk.do(answers.annotate, verification, LEVELS, "Naskah\n" + "x" * 100)
    found = data(verifier("trail", verification, "--json"))
    assert found["verification"] == verification
    first, second = found["entries"][:2]
    assert first.keys() == {"seq", "moment", "person", "device", "elsewhere", "verb", "item", "changes"}
    assert (first["verb"], first["item"], first["seq"]) == ("answers.annotate", LEVELS, second["seq"] + 1)
    assert first["changes"] == [{"field": "note", "before": "", "after": "Naskah\n" + "x" * 100}]


def test_a_whole_trail_holds_and_its_entries_are_counted(verifier: Commands, verification: str) -> None:
    entries = data(verifier("trail", "--check", "--json"))["entries"]
    assert entries > 10
    code, out, said = verifier("trail", "--check")
    assert (code, said, str(entries) in out) == (0, "", True)


def test_an_entry_changed_long_ago_was_never_found_out(verifier: Commands, verification: str) -> None:
    with opened(verifier.folder) as desk:
        raw(desk, *UNGUARDED, "UPDATE trail SET body = replace(body, '11', '12') WHERE seq = 2")
    assert "2" in verifier.refused("trail", "--check")
    assert "2" in verifier.refused("trail", "--check", "--json")


def test_an_unknown_verification_has_no_trail(verifier: Commands, verification: str, tmp_path: Path) -> None:
    assert "99" in verifier.refused("trail", "99")


def test_a_trail_is_of_one_verification_or_of_all(verifier: Commands, verification: str) -> None:
    for arguments in ((), (AGENCY, "--check")):
        code, out, said = verifier("trail", *arguments)
        assert (code, out) == (2, "")
        assert "--check" in said
