"""The README and the pages of `docs` tell what is there."""

import re
import shlex
from pathlib import Path

from tests.drawn import drawn

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_keys_told_are_those_of_the_program() -> None:
    text = (ROOT / "docs" / "keys.md").read_text("utf-8")
    assert drawn("keys").rewritten(text) == text, "run: python docs/keys.py"


def test_the_table_of_the_workflow_is_the_one_of_the_rules() -> None:
    assert drawn("workflow").rewritten(README) == README, "run: python docs/workflow.py"


def test_the_columns_of_a_sheet_of_checklists_are_those_of_its_layout() -> None:
    text = (ROOT / "docs" / "checklists.md").read_text("utf-8")
    assert drawn("checklists").rewritten(text) == text, "run: python docs/checklists.py"


def test_every_picture_it_shows_is_there() -> None:
    pictures = re.findall(r"\]\((docs/[^)]+)\)", README)
    assert len(pictures) >= 4
    assert all((ROOT / picture).is_file() for picture in pictures)


def _commands(text: str) -> list[list[str]]:
    """The commands of a script or an indented block, each as its program without folder and its arguments."""
    lines = text.replace("&&", "\n").splitlines()
    words = [shlex.split(line.split("|")[0], comments=True) for line in lines if line.count('"') % 2 == 0 and line.count("'") % 2 == 0]
    return [[Path(first).name, *rest] for first, *rest in filter(None, words)]


def test_its_test_command_is_what_ci_runs() -> None:
    (block,) = re.findall(r"^Pass the tests:\n\n    (.+)$", README, re.MULTILINE)
    told, run = _commands(block), _commands((ROOT / ".ci" / "run").read_text("utf-8"))
    assert [command[0] for command in told] == ["python3", "pip", "pytest"]
    for program, *arguments in told:
        # CI makes its environment elsewhere and says more to some programs, but nothing else.
        wanted = {argument for argument in arguments if argument != ".venv"}
        assert any(found[0] == program and wanted <= set(found) for found in run), f"{program} {' '.join(arguments)}"
