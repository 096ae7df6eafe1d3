"""The list of commands in `commands.md`, drawn from the parser: `python docs/commands.py` writes it anew."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models.words import Words  # noqa: E402 - the program may not be installed
from tui.command_line import parser  # noqa: E402

BEGIN, END = "<!-- commands -->", "<!-- /commands -->"
_FEW = 24
"""As long a list of choices takes the place of a name in a heading."""


def listed() -> str:
    """Every command with what it does and its arguments."""
    return "\n\n".join(_told(parser(Words("en")), "verifier"))


def _told(command: argparse.ArgumentParser, name: str) -> Iterator[str]:
    actions = command._actions  # noqa: SLF001 - argparse tells its arguments nowhere else
    parts = [action for action in actions if isinstance(action.choices, dict) and action.nargs == argparse.PARSER]
    shown = [action for action in actions if action not in parts and action.dest != "help" and action.help != argparse.SUPPRESS]
    if command.prog != "verifier" and not parts:
        plain = " ".join(_value(action, _FEW) for action in shown if not action.option_strings)
        yield f"### {name} {plain}".rstrip() + f"\n\n{_sentence(command.description)}"
        if shown:
            yield "\n".join(["| argument | what it is |", "| --- | --- |", *map(_row, shown)])
    for part in parts:
        for each, its in part.choices.items():
            yield from _told(its, f"{name} {each}")


def _row(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else _value(action)
    argument = " ".join(filter(None, [", ".join(action.option_strings), value]))
    needed = " Has to be given." if action.option_strings and action.required else ""
    return f"| `{_cell(argument)}` | {_cell(_sentence(action.help))}{needed} |"


def _value(action: argparse.Action, most: int = 60) -> str:
    """What is written for the argument, as the usage line of its command shows it; its name where that is longer than `most`."""
    shown = action.metavar or "|".join(map(str, action.choices or ()))
    told = " ".join(shown) if isinstance(shown, tuple) else shown
    value = told if 0 < len(told) <= most else action.dest.upper()
    return {"?": f"[{value}]", "*": f"[{value} …]", "+": f"{value} …"}.get(str(action.nargs), value)


def _sentence(text: str | None) -> str:
    told = (text or "").strip().replace("%%", "%").rstrip(".")
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def rewritten(page: str) -> str:
    """The page with today's list between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{listed()}\n{END}{after}"


if __name__ == "__main__":
    path = ROOT / "docs" / "commands.md"
    path.write_text(rewritten(path.read_text("utf-8")), "utf-8")
