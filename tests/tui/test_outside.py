"""An editor of one's own: which it is, why there is none, and what can be done with a note by keys that every terminal leaves alone."""

import codecs
import sys
from pathlib import Path

import pytest

from models.desk.desk import Desk
from models.errors import Refusal
from tests.desk.acts import begun, sheet_of
from tests.driver import at_work
from tui.outside import _decoded, _edited, editor


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"EDITOR": "true"}, ["true"]),
        ({"EDITOR": "false", "VISUAL": " true --wait 'a b' "}, ["true", "--wait", "a b"]),
        ({"EDITOR": " "}, "editor.none"),
        ({}, "editor.none"),
        ({"EDITOR": "tiada-editor-ini"}, "editor.missing"),
        ({"EDITOR": "true 'tak ditutup"}, "editor.missing"),
    ],
)
def test_the_editor_is_the_one_that_is_named(environment: dict[str, str], command: object) -> None:
    try:
        found: object = editor(environment)
    except Refusal as refused:
        found = refused.code
    assert found == command


@pytest.mark.parametrize(
    "body", ["é dan\n名".encode(), codecs.BOM_UTF8 + "é dan\r\n名".encode(), "é dan\r\n名".encode("utf-16"), "é dan\r\n?".encode("cp1252")]
)
def test_what_an_editor_wrote_is_read_in_its_encoding(body: bytes) -> None:
    assert _decoded(body).startswith("é dan\n")


async def test_an_editor_was_given_the_passphrases_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VERIFIER_PASSPHRASE", "VERIFIER_NEW_PROFILE_PASSPHRASE", "VERIFIER_PASSWORD_KANTOR", "VERIFIER_ROLE_PASSWORD"):
        monkeypatch.setenv(name, "rahasia")
    monkeypatch.setenv("VERIFIER_LANG", "en")
    tell = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(repr(dict(os.environ)))"
    assert await _edited([sys.executable, "-c", tell, str(tmp_path / "told")], lambda: None) == 0
    told = (tmp_path / "told").read_text()
    assert "rahasia" not in told
    assert "VERIFIER_LANG" in told and "PATH" in told


@pytest.mark.slow
async def test_a_note_is_undone_and_lent_by_plain_keys_and_refused_in_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    verification = begun(desk)
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "n")
        await ani.paste("Perbup berlaku")
        await ani.press("tab", "1")
        ani.does_not_see("berlaku")
        await ani.press("tab", "2")
        ani.sees("Perbup berlaku")
        await ani.press("ctrl+e")
        ani.sees("Editor belum ditentukan.")
        monkeypatch.setenv("EDITOR", "true")
        await ani.press("tab", "3")
        ani.sees("Di sini editor lain tidak dapat dibuka")
        await ani.press("tab", "4")
        assert sheet_of(ani.desk, verification).every[0].answer.note == "Perbup berlaku"
