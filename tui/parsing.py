"""The parser of the command line: all of it for the manual and completions, and for a run no more than the command that is named."""

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from models.catalogue import LANGUAGES, Catalogue
from tui import VERSION, headless
from tui.switches import columns, path

if TYPE_CHECKING:
    from models.words import Words


class _Named(argparse._SubParsersAction):  # type: ignore[type-arg]  # noqa: SLF001 - argparse makes parsers of commands nowhere else
    """The commands by their names and what each is for; the parser of one is made when it is named."""

    words: "Words"

    def know(self, words: "Words | Catalogue") -> None:
        """Know every command."""
        self.words = cast("Words", words)
        for command in headless.COMMANDS:
            self._name_parser_map[command] = None
            self._choices_actions.append(self._ChoicesPseudoAction(command, (), words(f"cli.{command}")))

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option_string: str | None = None
    ) -> None:
        """Make the parser of the command that is named, and hand the rest to it."""
        command = str(values[0])
        if self._name_parser_map.get(command, parser) is None:
            del self._name_parser_map[command]
            _add(self, command, self.words)
        super().__call__(parser, namespace, values, option_string)


class _Parser(argparse.ArgumentParser):
    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # All commands in one line are nothing that anybody finds theirs in.
        if isinstance(action, _Named) and value not in action.choices:
            from models.settings import nearest

            switches = (name for switch in self._actions for name in switch.option_strings if name.startswith("--"))
            found = nearest(f"{value}", [*action.choices, *switches])
            raise argparse.ArgumentError(None, action.words("cli.no_command", command=value, nearest=f"verifier {found}"))
        super()._check_value(action, value)


def parsed(words: "Words", arguments: Sequence[str]) -> argparse.Namespace:
    """What `arguments` say; help, the version and wrong use end the program as argparse does."""
    parser = outer(words)
    found, left = parser.parse_known_args(arguments)
    # What a command does not know is told with what that command knows: argparse tells all commands instead.
    named = next(action for action in parser._actions if isinstance(action, _Named))  # noqa: SLF001 - kept nowhere else
    telling = named.choices[found.command] if found.command else parser
    if left:
        telling.error(words.gettext("unrecognized arguments: %s") % " ".join(left))
    for argument in filter(_is_no_text, _texts(found)):
        telling.error(words("cli.no_text", argument=argument))
    return found


def _texts(found: argparse.Namespace) -> Iterator[str]:
    for value in vars(found).values():
        yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))


def _is_no_text(argument: str) -> bool:
    """Whether it holds bytes that no database takes; the name of a file may be any bytes."""
    return any("\ud800" <= sign <= "\udfff" for sign in argument) and not path(argument).exists()


def outer(words: "Words | Catalogue") -> argparse.ArgumentParser:
    """A parser that knows every command by its name, and makes the one that is named."""
    parser = _outer(words)
    commands = parser.add_subparsers(dest="command", metavar=words("cli.command"), title=words("cli.commands"), action=_Named)
    cast("_Named", commands).know(words)
    return parser


def whole(words: "Words") -> argparse.ArgumentParser:
    """What may be written on the command line, told in the language of `words`."""
    parser = _outer(words)
    commands = parser.add_subparsers(dest="command", metavar=words("cli.command"), title=words("cli.commands"))
    for command in headless.COMMANDS:
        _add(commands, command, words)
    return parser


def _outer(words: "Words | Catalogue") -> argparse.ArgumentParser:
    """A parser of what stands before the command."""
    # argparse asks gettext for its own sentences; this hands it our catalogue, where they stand under their English text.
    argparse._ = words.gettext  # type: ignore[attr-defined]
    argparse.ngettext = words.ngettext  # type: ignore[attr-defined]
    shape = partial(argparse.HelpFormatter, width=columns() - 2)
    about, ending = words("cli.about"), words("cli.without_command")
    parser = _Parser(prog="verifier", description=about, epilog=ending, formatter_class=shape)
    parser.add_argument("--version", action="version", version=f"verifier {VERSION}", help=words("cli.version"))
    profile = parser.add_mutually_exclusive_group()
    profile.add_argument("--demo", action="store_true", help=words("cli.demo"))
    profile.add_argument("--data-dir", type=path, metavar="DIR", help=words("cli.data_dir"))
    parser.add_argument("--config", type=path, metavar="FILE", help=words("cli.config_file"))
    parser.add_argument("--lang", choices=LANGUAGES, help=words("cli.lang"))
    parser.add_argument("--linear", action="store_true", help=words("cli.linear"))
    return parser


def _add(commands: Any, command: str, words: "Words") -> None:
    headless.module(command).add(commands, words)
    headless.give_data(command, commands.choices[command], words("cli.json"))
