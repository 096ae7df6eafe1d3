"""The command line: what is asked, in which language, on which profile. Settings, Textual and SQLModel are imported by what needs them."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.errors import Refusal
from models.words import LANGUAGES, Words
from tui import crash, headless
from tui.printing import ReaderLeft, Unwritten, printing
from tui.served import is_demo, is_served
from tui.spared import spared
from tui.stopping import Stopped, say_no_more, stoppable
from tui.switches import of_screens, path, said

if TYPE_CHECKING:
    import argparse

    from models.ledger.first import First
    from models.ledger.glance import Glance
    from models.settings import Settings
    from tui.terminal import Terminal


class Session(NamedTuple):
    """What holds for one run: the sentences, the settings and the profile folder."""

    words: Words
    settings: "Settings"
    folder: Path
    is_demo: bool = False
    """Whether the profile is one that nobody keeps."""
    glance: "Glance | None" = None
    """What stands in it, where that was looked at already."""
    terminal: "Terminal | None" = None
    """The terminal, where its keys are taken already."""


class _Asked(NamedTuple):
    """What is asked for: the switches, and the command with all of its arguments where there is one."""

    data_dir: Path | None
    config: Path | None
    is_demo: bool
    is_linear: bool
    command: str | None = None
    parsed: "argparse.Namespace | None" = None


class _Found(NamedTuple):
    """What is known before the command line is parsed."""

    data_dir: Path | None
    config: Path | None
    settings: "Settings"
    refused: Refusal | None = None
    """Why the user's own settings are not these."""
    passing: frozenset[str] = frozenset()
    """The commands that do without them."""
    language: str = "id"
    glance: "Glance | None" = None
    """What stands in the profile, where it was looked at for its language."""


def run(arguments: Sequence[str], terminal: "Terminal | None" = None, read: "First | None" = None) -> int:
    """Do what `arguments` ask for; the exit code is 0 done, 1 refused, 2 wrong use, 130 interrupted, and so 128 plus any signal.

    On `terminal`, where it is given, the picture of the first frame stands already, drawn of what was `read`.
    """
    found = _found(arguments, read)
    words = Words(found.language)
    try:
        with stoppable() as stops:
            asked = _asked(arguments, words)
            return _with_session(_session(found, asked, words, terminal), asked, stops)
    except Refusal as refusal:
        if terminal is not None:
            terminal.leave_picture()
        with printing():
            print(f"verifier: {words.refusal(refusal)}", file=sys.stderr)
        return 1
    except Stopped as stopped:
        say_no_more()
        return stopped.code
    except (ReaderLeft, BrokenPipeError):
        # Whoever read our output has left.
        _print_nowhere()
        return 0
    except Unwritten as unwritten:
        from models import causes

        _print_nowhere()
        refused = Refusal("output.unwritten", cause=causes.of_system(unwritten.error))
        with suppress(Unwritten, ReaderLeft), printing():
            print(f"verifier: {words.refusal(refused)}", file=sys.stderr)
        return 1


def _print_nowhere() -> None:
    """Let what is still to be flushed at the end go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _asked(arguments: Sequence[str], words: Words) -> _Asked:
    """What is asked for; wrong use ends the program as argparse does."""
    switches = of_screens(arguments, LANGUAGES)
    if switches is not None:
        data_dir, config = (path(said) if said else None for said in (switches.data_dir, switches.config))
        return _Asked(data_dir, config, switches.is_demo, switches.is_linear)
    from tui.parsing import parsed

    with printing():
        told = parsed(words, arguments)
    return _Asked(told.data_dir, told.config, told.demo, told.linear, told.command, told)


def _with_session(session: Session, asked: _Asked, stops: Sequence[Stopped]) -> int:
    with crash.quiet(session.folder):
        try:
            if not asked.is_demo:
                return _work(session, asked)
            from tui.demonstration import demonstration

            with demonstration(session) as session:
                return _work(session, asked)
        except (Refusal, BrokenPipeError, ReaderLeft, Unwritten):
            raise
        except Exception as error:
            # Python hides what it is stopped by where that happens while a class is made, and SQLite while it asks whether to go on.
            if stops:
                raise stops[0] from None
            file = crash.logged(session.folder, error)
            with printing():
                print(f"verifier: {session.words('crash.command', file=file)}", file=sys.stderr)
            return 1


def _work(session: Session, asked: _Asked) -> int:
    if asked.parsed is None or asked.command is None:
        if not asked.is_linear:
            return _open(session)
        from tui.linear.home import run as talk

        with printing():
            code = talk(session)
            sys.stdout.flush()
        return code
    with printing():
        code = _done(session, asked.parsed)
        sys.stdout.flush()
    return code


def _done(session: Session, parsed: "argparse.Namespace") -> int:
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
    from tui.parsing import parsed

    try:
        told = parsed(session.words, arguments)
    except SystemExit as stop:  # the help was asked for, or argparse said what is wrong
        return int(stop.code or 0)
    return _done(session, told) if told.command else 0


def _found(arguments: Sequence[str], read: "First | None") -> _Found:
    """The settings and the language of a run, found before anything is parsed, for help and wrong use are told in it too.

    The language is that of `--lang`, else of the settings, of the environment or of the profile, else Indonesian.
    """
    from models.ledger.glance import look, of

    glance = None if read is None else of(read)
    found = _read(*(path(given) if (given := said(arguments, switch)) else None for switch in ("--data-dir", "--config")))
    asked = said(arguments, "--lang") or found.settings.language or os.environ.get("VERIFIER_LANG", "")
    if asked in LANGUAGES:
        return found._replace(language=asked, glance=glance)
    folder = _folder(found)
    glance = glance or look(folder)
    of_profile = glance.profile.language if glance else _language_beside(folder)
    return found._replace(language=of_profile if of_profile in LANGUAGES else "id", glance=glance)


def _language_beside(folder: Path) -> str:
    # Whose profile is locked is asked for the passphrase in their language too, and whose database is away is told so in it.
    from models import encryption
    from models.ledger import server

    return server.language(folder) or encryption.language(folder)


def _read(data_dir: Path | None, config: Path | None) -> _Found:
    """What is set; where that cannot be read, what is built in, and why it cannot: said once it is known what is asked for."""
    from models import places
    from models.settings import load

    file, passing = None, frozenset(("doctor",))
    try:
        file = places.settings_file(data_dir, config)
        passing = frozenset(("config", "doctor"))
        return _Found(data_dir, config, load(file))
    except Refusal as refused:
        if file is not None and refused.code == "settings.missing" and config is None and os.environ.get(places.VARIABLE):
            refused = Refusal("settings.environment", file=file, variable=places.VARIABLE)
        return _Found(data_dir, config, load(None), refused, passing)


def _session(found: _Found, asked: _Asked, words: Words, terminal: "Terminal | None") -> Session:
    """The session that is asked for; Refusal where the settings are at fault, except for the commands that look at them."""
    if (found.data_dir, found.config) != (asked.data_dir, asked.config):
        # A switch may be shortened.
        found = _read(asked.data_dir, asked.config)
    if found.refused is not None and asked.command not in found.passing:
        raise found.refused
    return Session(words, found.settings, _folder(found), glance=found.glance, terminal=terminal)


def _folder(found: _Found) -> Path:
    """The folder of the profile, whose database is on a server where that is set."""
    from models import places

    folder = found.data_dir or places.profile_folder(found.settings)
    if found.settings.database:
        from models.ledger import server

        server.choose(folder, found.settings.database)
    return folder


def _open(session: Session) -> int:
    if is_served():
        session = session._replace(is_demo=is_demo())
    elif not (sys.stdin.isatty() and sys.stderr.isatty()):
        print(f"verifier: {session.words('cli.no_terminal')}", file=sys.stderr)
        return 2
    # Until the desk is open.
    gc.disable()
    # Read when Textual is imported: the second paint after a key then comes within 10 ms instead of 30.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    if "SSH_CONNECTION" not in os.environ:
        # How long Esc waits for the rest of a longer key, which comes apart on the way from elsewhere alone.
        os.environ.setdefault("ESCDELAY", "25")
    from tui.terminal import Terminal

    terminal = session.terminal or Terminal()
    with terminal.early_keys():
        with spared():
            from tui.app import run

        return run(session, terminal)


def parser(words: Words) -> "argparse.ArgumentParser":
    """What may be written on the command line, told in the language of `words`."""
    from tui.parsing import whole

    return whole(words)
