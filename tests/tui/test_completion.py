"""What a shell completes with the script it is given; the shells themselves say so."""

import shutil
import subprocess
from pathlib import Path

import pytest

from models.words import LANGUAGES
from tests.tui.commands import Commands
from tui.headless.completion import SHELLS


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


def script(verifier: Commands, shell: str, folder: Path, language: str = "en") -> Path:
    """The script for a shell in a file."""
    code, out, said = verifier("completion", shell, language=language)
    assert (code, said) == (0, "")
    file = folder / f"completion.{shell}"
    file.write_text(out, "utf-8")
    return file


def ran(*command: str) -> list[str]:
    """The lines that a shell prints, with nothing said beside them."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shell_gets_a_script_that_knows_parts_of_commands(verifier: Commands, tmp_path: Path, shell: str, language: str) -> None:
    text = script(verifier, shell, tmp_path, language).read_text("utf-8")
    assert all(word in text for word in ("completion", "data-dir", "threshold"))


@needs("bash")
@pytest.mark.parametrize(("typed", "offered"), [("ag", {"agency", "agenda"}), ("agenda s", {"set", "sign"}), ("completion f", {"fish"})])
def test_bash_completes(verifier: Commands, tmp_path: Path, typed: str, offered: set[str]) -> None:
    file = script(verifier, "bash", tmp_path)
    words = ["verifier", *typed.split()]
    asked = f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _shtab_verifier"
    assert set(ran("bash", "-c", f"source {file}; {asked}; printf '%s\\n' ${{COMPREPLY[@]}}")) == offered


@needs("fish")
def test_fish_completes_and_says_what_each_command_does(verifier: Commands, tmp_path: Path) -> None:
    file = script(verifier, "fish", tmp_path)
    offered = ran("fish", "--no-config", "-c", f"source {file}; complete -C 'verifier ag'")
    assert [line.split("\t")[0] for line in offered] == ["agency", "agenda"]
    assert all(line.split("\t")[1] for line in offered)


@needs("zsh")
def test_zsh_takes_the_script(verifier: Commands, tmp_path: Path) -> None:
    file = script(verifier, "zsh", tmp_path)
    assert ran("zsh", "-f", "-n", str(file)) == []
    assert file.read_text("utf-8").startswith("#compdef verifier\n")
