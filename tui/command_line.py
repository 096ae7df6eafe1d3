"""The command line: what is asked, in which language, on which profile. Settings, Textual and SQLModel are imported by what needs them."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refusal
from models.words import LANGUAGES, Words
from tui import VERSION, crash, headless
from tui.headless.common import path
from tui.printing import ReaderLeft, printing
from tui.served import is_demo, is_served
from tui.stopping import Stopped, stoppable

if TYPE_CHECKING:
    from models.settings import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """What holds for one run: the sentences, the settings and the profile folder."""

    words: Words
    settings: "Settings"
    folder: Path
    is_demo: bool = False
    """Whether the profile is one that nobody keeps."""


def run(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for; the exit code is 0 done, 1 refused, 2 wrong use, 130 interrupted, and so 128 plus any signal."""
    words = Words(_language(arguments))
    try:
        with stoppable():
            with printing():
                parsed = parser(words).parse_args(arguments)
            return _with_session(_session(parsed, words), parsed)
    except Refusal as refusal:
        with printing():
            print(f"verifier: {words.refusal(refusal)}", file=sys.stderr)
        return 1
    except Stopped as stopped:
        return stopped.code
    except (ReaderLeft, BrokenPipeError):
        # Whoever read our output has left; what is still to be flushed at the end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _with_session(session: Session, parsed: argparse.Namespace) -> int:
    with crash.quiet(session.folder):
        try:
            if not parsed.demo:
                return _work(session, parsed)
            from tui.demonstration import demonstration

            with demonstration(session) as session:
                return _work(session, parsed)
        except (Refusal, BrokenPipeError, ReaderLeft):
            raise
        except Exception as error:
            file = crash.logged(session.folder, error)
            with printing():
                print(f"verifier: {session.words('crash.command', file=file)}", file=sys.stderr)
            return 1


def _work(session: Session, parsed: argparse.Namespace) -> int:
    if parsed.command is None and parsed.linear:
        from tui.linear.home import run as talk

        with printing():
            return talk(session)
    if parsed.command is None:
        return _open(session)
    with printing():
        code = _done(session, parsed)
        sys.stdout.flush()
    return code


def _done(session: Session, parsed: argparse.Namespace) -> int:
    """Do the command; its exit code."""
    run_: Callable[[Session, argparse.Namespace], int] = headless.module(parsed.command).run
    if not getattr(parsed, headless.AS_LINES, False):
        return run_(session, parsed)
    from tui.headless.common import print_data

    with redirect_stdout(StringIO()) as printed:
        code = run_(session, parsed)
    print_data(printed=printed.getvalue().splitlines())
    return code


def within(session: Session, arguments: Sequence[str]) -> int:
    """Do a plain command within a run that goes on behind it; its exit code. Refusal as it gives."""
    try:
        parsed = parser(session.words).parse_args(arguments)
    except SystemExit as stop:  # the help was asked for, or argparse said what is wrong
        return int(stop.code or 0)
    return _done(session, parsed) if parsed.command else 0


def _language(arguments: Sequence[str]) -> str:
    """The language of a run, found before anything is parsed, for help and wrong use are told in it too.

    That of `--lang`, else of the settings, of the environment or of the profile, else Indonesian.
    """
    from models import encryption, places
    from models.ledger.glance import look
    from models.settings import load

    data_dir, config = (path(said) if (said := _said(arguments, switch)) else None for switch in ("--data-dir", "--config"))
    try:
        settings = load(places.settings_file(data_dir, config))
    except Refusal:
        # What is wrong with them is said once it is known what is asked for.
        settings = load(None)
    asked = _said(arguments, "--lang") or settings.language or os.environ.get("VERIFIER_LANG", "")
    if asked in LANGUAGES:
        return asked
    folder = data_dir or places.profile_folder(settings)
    glance = look(folder)
    # Whose profile is locked is asked for the passphrase in their language too.
    of_profile = glance.profile.language if glance else encryption.language(folder)
    return of_profile if of_profile in LANGUAGES else "id"


def _said(arguments: Sequence[str], switch: str) -> str:
    """What stands behind a switch, the last time it is given; empty where nothing does."""
    said = ""
    for argument, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        if argument == switch:
            said = following
        elif argument.startswith(f"{switch}="):
            said = argument.removeprefix(f"{switch}=")
    return said


def _settings(parsed: argparse.Namespace) -> "Settings":
    """What is set; for the commands that look at a settings file, what is built in where that is at fault."""
    from models import places
    from models.settings import load

    try:
        file = places.settings_file(parsed.data_dir, parsed.config)
    except Refusal:
        if parsed.command == "doctor":
            return load(None)
        raise
    try:
        return load(file)
    except Refusal as refused:
        if parsed.command in ("config", "doctor"):
            return load(None)
        if refused.code == "settings.missing" and parsed.config is None and os.environ.get(places.VARIABLE):
            raise Refusal("settings.environment", file=file, variable=places.VARIABLE) from refused
        raise


def _session(parsed: argparse.Namespace, words: Words) -> Session:
    from models import places

    settings = _settings(parsed)
    return Session(words, settings, parsed.data_dir or places.profile_folder(settings))


def _open(session: Session) -> int:
    if is_served():
        session = replace(session, is_demo=is_demo())
    elif not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(f"verifier: {session.words('cli.no_terminal')}", file=sys.stderr)
        return 2
    # Read when Textual is imported: the second paint after a key then comes within 10 ms instead of 30.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from tui.terminal import Terminal

    terminal = Terminal()
    with terminal.early_keys():
        from tui.app import run

        return run(session, terminal)


def parser(words: Words) -> argparse.ArgumentParser:
    """What may be written on the command line, told in the language of `words`."""
    # argparse asks gettext for its own sentences; this hands it our catalogue, where they stand under their English text.
    argparse._ = words.gettext  # type: ignore[attr-defined]
    argparse.ngettext = words.ngettext  # type: ignore[attr-defined]
    parser = argparse.ArgumentParser(prog="verifier", description=words("cli.about"), epilog=words("cli.without_command"))
    parser.add_argument("--version", action="version", version=f"verifier {VERSION}", help=words("cli.version"))
    profile = parser.add_mutually_exclusive_group()
    profile.add_argument("--demo", action="store_true", help=words("cli.demo"))
    profile.add_argument("--data-dir", type=path, metavar="DIR", help=words("cli.data_dir"))
    parser.add_argument("--config", type=path, metavar="FILE", help=words("cli.config_file"))
    parser.add_argument("--lang", choices=LANGUAGES, help=words("cli.lang"))
    parser.add_argument("--linear", action="store_true", help=words("cli.linear"))
    commands = parser.add_subparsers(dest="command", metavar=words("cli.command"), title=words("cli.commands"))

    for command in headless.COMMANDS:
        headless.module(command).add(commands, words)
    headless.give_all_data(commands, words("cli.json"))
    return parser
