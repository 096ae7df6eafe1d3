"""The manual, drawn from the parser: its topics as plain text for `verifier help`, all of it as a page for `man`."""

import argparse
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from models.words import Words
from tui import VERSION

TOPICS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "files": (
        ("verifier.toml", "settings"),
        ("verifier.db", "profile"),
        ("verifier.log", "log"),
        ("Documents/verifier", "export"),
    ),
    "environment": (
        ("VERIFIER_LANG", "lang"),
        ("VERIFIER_CONFIG", "config"),
        ("VERIFIER_PASSPHRASE, VERIFIER_NEW_PASSPHRASE", "passphrase"),
        ("VERIFIER_PROFILE_PASSPHRASE, VERIFIER_NEW_PROFILE_PASSPHRASE", "profile"),
        ("VERIFIER_PASSWORD_NAME", "password"),
        ("VERIFIER_ROLE_PASSWORD", "role"),
        ("PGSERVICEFILE, PGPASSFILE", "server"),
        ("NO_COLOR", "no_color"),
        ("VISUAL, EDITOR", "editor"),
    ),
    "exit-codes": (("0", "done"), ("1", "refused"), ("2", "usage"), ("130", "interrupted")),
}
"""What there is to say beside the commands: the names of each topic, and the ends of the ids of the sentences about them."""
_WIDTH: Final = 78


def topic(words: Words, name: str) -> str:
    """A topic as plain text."""
    told = [f"{term}\n{textwrap.indent(textwrap.fill(sentence, _WIDTH - 4), '    ')}" for term, sentence in _entries(words, name)]
    return "\n".join([_title(words, name), "", *told])


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command and its parts as they are typed, with the parser of each."""
    for action in parser._actions:  # noqa: SLF001 - argparse tells its arguments nowhere else
        if action.nargs == argparse.PARSER and isinstance(action.choices, dict):
            for name, command in action.choices.items():
                yield name, command
                yield from ((f"{name} {part}", its) for part, its in commands(command))


def page(words: Words, parser: argparse.ArgumentParser) -> str:
    """All of it for `man`, section 1."""
    lines = [
        f'.TH VERIFIER 1 "" "verifier {VERSION}" "{words("manual.title")}"',
        # Terms are long and the page is narrow: no blanks to fill lines, no broken words.
        ".ad l\n.nh",
        f".SH {words('manual.name').upper()}",
        rf"verifier \- {_roff(_sentence(parser.description))}",
        f".SH {words('manual.synopsis').upper()}",
        f".B verifier\n[{words('manual.options')}] [{words('cli.command')} …]",
        f".SH {words('manual.description').upper()}",
        _roff(_sentence(parser.epilog)),
        f".SH {words('manual.options').upper()}",
        *_arguments(parser),
        f".SH {words('cli.commands').upper()}",
    ]
    for name, command in commands(parser):
        lines += [f".SS verifier {_roff(name)}", _roff(_sentence(command.description)), *_arguments(command)]
    for name in TOPICS:
        lines += [f".SH {_title(words, name).upper()}", *(_term(term, sentence) for term, sentence in _entries(words, name))]
    return "\n".join(lines) + "\n"


def _title(words: Words, name: str) -> str:
    return words(f"manual.{name}")


def _entries(words: Words, name: str) -> Iterator[tuple[str, str]]:
    return ((term, words(f"manual.{name}.{id_}")) for term, id_ in TOPICS[name])


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The arguments of a command but `--help`, which all have."""
    for action in parser._actions:  # noqa: SLF001 - as above
        if action.nargs != argparse.PARSER and action.dest != "help" and action.help != argparse.SUPPRESS:
            value = "" if action.nargs == 0 else _value(action)
            yield _term(" ".join(filter(None, [", ".join(action.option_strings), value])), _sentence(action.help))


def _value(action: argparse.Action) -> str:
    """What is written for an argument."""
    name = action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
    return name if isinstance(name, str) else " ".join(name)


def _term(term: str, sentence: str) -> str:
    return f".TP\n.B {_roff(term)}\n{_roff(sentence)}"


def _sentence(text: str | None) -> str:
    told = (text or "").strip().replace("%%", "%").removesuffix(".")
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _roff(text: str) -> str:
    """Text that `man` shows as it is."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("|", r"|\:")
    return re.sub(r"^([.'])", r"\\&\1", escaped)
