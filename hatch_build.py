"""Build hook: compiles the language catalogues (`models/words/*.po` to `.mo`), and draws help and the pages for `man` from the parser.

`python hatch_build.py` does the same by hand.
"""

import os
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    """Write the `.mo` beside every catalogue under `root`."""
    for source in (root / "models" / "words").glob("*.po"):
        with source.open("rb") as readable:
            catalogue = read_po(readable, locale=source.stem)
        # Renamed when whole: a program that is being started meanwhile must find the one or the other. What is the same stays, and with it
        # the help that was drawn since.
        made, part = source.with_suffix(".mo"), source.with_suffix(f".mo.{os.getpid()}")
        with part.open("wb") as writable:
            write_mo(writable, catalogue)
        if made.exists() and made.read_bytes() == part.read_bytes():
            part.unlink()
        else:
            part.replace(made)


def draw_manual(root: Path) -> None:
    """Write the manual of each language under `root`, to where `pyproject.toml` takes it for the wheel; needs nothing but the program."""
    sys.path.insert(0, str(root))
    try:
        from models.words import LANGUAGES, Words
        from tui import manual
        from tui.command_line import parser
    finally:
        sys.path.remove(str(root))
    for language in LANGUAGES:
        words = Words(language)
        page = root / "build" / "man" / language / "verifier.1"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(manual.page(words, parser(words)), "utf-8", newline="\n")


def draw_help(root: Path) -> None:
    """Keep the help on the program in each language and width beside what tells it, where it need not be drawn at every call."""
    sys.path.insert(0, str(root))
    try:
        from models.catalogue import LANGUAGES, of_language
        from tui.brief import help_file
        from tui.parsing import outer
        from tui.switches import COLUMNS
    finally:
        sys.path.remove(str(root))
    before = os.environ.get("COLUMNS")
    for language in LANGUAGES:
        for columns in COLUMNS:
            os.environ["COLUMNS"] = str(columns)
            file = root / Path(help_file(language, columns)).relative_to(Path(__file__).parent)
            file.parent.mkdir(exist_ok=True)
            file.write_text(outer(of_language(language)).format_help(), "utf-8", newline="\n")
    os.environ.pop("COLUMNS")
    if before is not None:
        os.environ["COLUMNS"] = before


class MadeHook(BuildHookInterface):  # type: ignore[type-arg]  # the base class is generic over a config nobody needs here
    """Runs before every build, editable ones included."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling calls it so)
        """Make what the tree that is being built does not hold."""
        compile_catalogues(Path(self.root))
        draw_help(Path(self.root))
        draw_manual(Path(self.root))


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
    draw_help(Path(__file__).parent)
    draw_manual(Path(__file__).parent)
