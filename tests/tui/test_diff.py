"""`verifier diff`: what it prints and the code it ends with."""

from pathlib import Path

from models.desk import answers
from models.desk.desk import opened
from tests.desk.acts import AGENCY, LEVELS
from tests.tui.commands import Commands, exported


def test_the_same_says_so_and_ends_with_0(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    code, out, said = verifier("diff", file, AGENCY)
    assert (code, out, said.strip()) == (0, "", "0 differences")


def test_what_differs_is_printed_by_item_and_ends_with_1(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    with opened(verifier.folder) as desk:
        desk.do(answers.annotate, verification, LEVELS, "two\nlines \x1b]0;x\x07")
    code, out, said = verifier("diff", file, verification)
    assert (code, said.strip()) == (1, "1 difference")
    head, row = out.splitlines()
    assert head.startswith(LEVELS)
    assert row.strip().endswith("two lines ]0;x")


def test_differences_as_data(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    with opened(verifier.folder) as desk:
        desk.do(answers.annotate, verification, LEVELS, "new")
    code, out, _ = verifier("diff", file, verification, "--json")
    assert code == 1
    assert '"there": "new"' in out
    assert f'"place": "{LEVELS}"' in out


def test_what_is_no_file_and_no_verification_is_refused(verifier: Commands, verification: str, tmp_path: Path) -> None:
    assert "no such file" in verifier.refused("diff", tmp_path / "none.toml", verification)
    assert "nowhere" in verifier.refused("diff", verification, "nowhere")
    assert "no such file" in verifier.refused("show", "/none/there.toml")
