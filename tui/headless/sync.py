"""`verifier sync`: what is new goes to the carriers and comes from them, once or again and again; `--status` tells how all of it stands."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from models.errors import Refusal
from models.words import Words
from tui import stopping
from tui.headless import common

if TYPE_CHECKING:
    from models.carriers.address import Address
    from models.exchange import Progress
    from models.exchanged import Exchanged
    from tui.command_line import Session

_UNITS: Final = {"s": 1, "m": 60, "h": 3600}
_LONGEST: Final = 24 * 3600
_SPAN: Final = re.compile(r"([1-9][0-9]{0,5})([smh])")
_LINES: Final = ("carrier", "standing", "what")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "sync")
    parser.add_argument("carrier", metavar="CARRIER", nargs="*", help=words("cli.sync.carrier"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--every", type=partial(_span, words), metavar="TIME", help=words("cli.sync.every"))
    how.add_argument("--status", action="store_true", help=words("cli.sync.status"))
    how.add_argument("--dry-run", action="store_true", help=words("cli.sync.dry_run"))
    common.json_switch(parser, words)


def _span(words: Words, text: str) -> int:
    """The seconds that `30s`, `5m` or `1h` means, a day at most."""
    found = _SPAN.fullmatch(text)
    seconds = 0 if found is None else int(found[1]) * _UNITS[found[2]]
    if not 0 < seconds <= _LONGEST:
        raise argparse.ArgumentTypeError(words("cli.sync.no_span", text=text))
    return seconds


class _Teller(Protocol):
    """Tells what came of an exchange with a carrier."""

    def failed(self, name: str, told: str) -> None: ...

    def done(self, done: "Exchanged") -> None: ...

    def denied(self, name: str, told: str) -> None: ...

    def waits(self, name: str) -> str: ...


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Exchange with the carriers named, all where none is; 1 where one fails, something that came is refused or a file could not go.

    Raises:
        Refusal: `carrier.none`, `carrier.unknown`, and what opening the profile refuses.
    """
    from models.reaching import chosen

    names = chosen(session.settings.carriers, parsed.carrier)
    if parsed.status:
        from tui.headless import sync_status

        return sync_status.run(session, names, as_data=parsed.json)
    if parsed.every is not None:
        from tui.headless import sync_again

        again = partial(_round, session, parsed, names)
        return sync_again.run(session.words, parsed.every, again, as_data=parsed.json)
    found: list[dict[str, Any]] = []
    try:
        _round(session, parsed, names, _Once(session.words, parsed), lambda: False, found)
    finally:
        # Also of what came and went before somebody interrupted it.
        if parsed.json and found:
            common.print_data(exchanges=found, dry_run=parsed.dry_run)
    return int(not all(each["is_clean"] for each in found))


class _Once:
    """Tells of a single exchange everything."""

    def __init__(self, words: Words, parsed: argparse.Namespace) -> None:
        self._words, self._as_data, self._is_preview = words, parsed.json, parsed.dry_run

    def failed(self, name: str, told: str) -> None:
        print(f"{name}: {told}", file=sys.stderr)

    def done(self, done: "Exchanged") -> None:
        if not self._as_data:
            _print(self._words, done, is_preview=self._is_preview)

    def denied(self, name: str, told: str) -> None:
        pass

    def waits(self, _name: str) -> str:
        return ""


def _round(
    session: "Session",
    parsed: argparse.Namespace,
    names: tuple[str, ...],
    teller: _Teller,
    is_stopped: Callable[[], bool],
    found: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Exchange with each carrier, however the one before ended: what came of it, as data, in `found` too as far as it got."""
    found = [] if found is None else found
    # Opened anew each time: between two of them the program can be used.
    with common.desk(session, writing=not parsed.dry_run) as desk:
        # A server is copied by its own tools.
        is_copied = not (parsed.dry_run or desk.ledger.is_shared)
        for name in names:
            if _one(session, desk, name, parsed, teller, is_stopped, found):
                break
    if is_copied and any(each.get("sent") or each.get("arrivals") for each in found):
        _copy(session)
    return {"exchanges": found, "dry_run": parsed.dry_run}


def _one(
    session: "Session",
    desk: Any,
    name: str,
    parsed: argparse.Namespace,
    teller: _Teller,
    is_stopped: Callable[[], bool],
    found: list[dict[str, Any]],
) -> bool:
    """Put what came of the exchange with a carrier into `found`, as data; whether somebody ended all of it."""
    from models.exchange import Stopped
    from models.exchanged import Exchanged

    done, told, is_ended = Exchanged(name), teller.waits(name), False
    if told:
        found.append(data(session.words, done, told, is_preview=parsed.dry_run))
        return False
    try:
        done = _exchanged(session, desk, name, parsed, is_stopped, done)
    except Stopped:
        is_ended = True
    except (KeyboardInterrupt, stopping.Stopped):
        # What came and went stays, and is told.
        if done.has_moved:
            teller.done(done)
        found.append(data(session.words, done, session.words("exchange.stopped", carrier=name), is_preview=parsed.dry_run))
        raise
    except Refusal as refused:
        told = session.words.refusal(refused)
        if refused.code == "carrier.denied":
            teller.denied(name, told)
    if done.has_moved or not (is_ended or told):
        teller.done(done)
    if told:
        teller.failed(name, told)
    failure = session.words("exchange.stopped", carrier=name) if is_ended else told
    found.append(data(session.words, done, failure, is_preview=parsed.dry_run))
    return is_ended


def _copy(session: "Session") -> None:
    """Copy the database as it is after the exchange; where that fails, it is said and the exchange stays done."""
    from models import encryption
    from models.ledger import backups
    from models.moments import now

    try:
        backups.make(encryption.database(session.folder), now())
    except Refusal as refused:
        print(session.words.refusal(refused), file=sys.stderr)


def _exchanged(
    session: "Session", desk: Any, name: str, parsed: argparse.Namespace, is_stopped: Callable[[], bool], done: "Exchanged"
) -> "Exchanged":
    """What came of the exchange with a carrier; where it ends before its end, `done` tells that."""
    from models.carriers.passwords import password_of
    from models.carrying import carry
    from models.exchange import Stopped

    def asked(address: "Address") -> str:
        return _asked(session.words, address, may_ask=parsed.every is None)

    with _progress(session.words, name) as tell:

        def password(address: "Address") -> str:
            found = password_of(address, os.environ, asked)
            # Not before: what is drawn over and over would stand in the way of whoever types.
            tell("begin", 0, 0)
            return found

        def progress(what: str, count: int, total: int) -> None:
            if is_stopped():
                raise Stopped
            tell(what, count, total)

        address, files = session.settings.carriers[name], session.settings.files
        return carry(desk, name, address, password, progress, only_looks=parsed.dry_run, files=files, done=done)


def _asked(words: Words, address: "Address", *, may_ask: bool) -> str:
    """The password typed; Refusal `carrier.no_password` where nobody sits there."""
    from models.carriers.passwords import variable
    from tui.asking import unseen

    if not may_ask or not sys.stdin.isatty():
        raise Refusal("carrier.no_password", carrier=address.name, variable=variable(address.name))
    try:
        return unseen(f"{words('exchange.password_ask', carrier=address.name, address=address.text)} ")
    except EOFError as error:
        raise Refusal("carrier.no_password", carrier=address.name, variable=variable(address.name)) from error


@contextmanager
def _progress(words: Words, name: str) -> "Iterator[Progress]":
    """What is told while it goes on: shown on a terminal from the first time on, and gone once all is done."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    from models.exchange_told import Doing

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    bar = Progress(*columns, console=Console(file=stream), transient=True)
    task, doing = bar.add_task("", total=None), Doing(words, name)

    def tell(what: str, done: int, total: int) -> None:
        bar.tasks[0].total = total if done < total else None
        bar.update(task, completed=done, description=doing.told(what, done, total))
        bar.start()

    try:
        yield tell
    finally:
        bar.stop()


def _print(words: Words, done: "Exchanged", *, is_preview: bool) -> None:
    from models.exchange_told import summary, warnings
    from tui.headless.arrivals import subject
    from tui.headless.columns import print_rows

    rows = [
        (done.carrier, words(f"arriving.{each.standing.value}"), subject(words, each.title or each.file, each.said, each.signer))
        for each in done.arrivals
    ]
    if rows:
        print_rows([words(f"sync.{name}") for name in _LINES], rows, cut=2)
    for each in done.arrivals:
        if each.why is not None:
            print(f"{each.file}: {words.refusal(each.why)}", file=sys.stderr)
    for warning in warnings(words, done):
        print(f"{done.carrier}: {warning}", file=sys.stderr)
    print(f"{done.carrier}: {summary(words, done, is_preview=is_preview)}", file=sys.stderr)


def data(words: Words, done: "Exchanged", failure: str, *, is_preview: bool) -> dict[str, Any]:
    """What came of an exchange, with what went over the line for it."""
    from models.exchange_told import is_clean
    from tui.headless.arrivals import as_data

    return {
        "carrier": done.carrier,
        "failure": failure,
        "is_clean": is_clean(done) and not failure,
        "arrivals": [as_data(words, each, is_taken=each.is_admitted and not is_preview) for each in done.arrivals],
        "sent": done.sent,
        "passed_on": done.passed_on,
        "waiting": [{"code": each.code, "why": words.refusal(each)} for each in done.waiting],
        "lost": done.lost,
        "is_copy": done.is_copy,
        "has_copy": done.has_copy,
        "copies": sorted(set(done.copies)),
        "clocks": {writer: words.refusal(why) for writer, why in done.clocks.items()},
        "files_sent": done.files.sent,
        "files_received": done.files.received,
        "files_told": [{"code": each.code, "why": words.refusal(each)} for each in done.files.told],
        "requests": done.requests + done.files.requests,
        "bytes_in": done.bytes_in + done.files.bytes_in,
        "bytes_out": done.bytes_out + done.files.bytes_out,
    }
