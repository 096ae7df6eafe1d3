"""What is killed: programs that act on a profile until they die, forked from one process that has everything imported.

Started as a program it reads `[key, name, argument, …]` line by line, forks the writer of that name, says its process id, and an empty line
once it is dead. A writer says what it is about to do and what was done, each in one line that leaves the process at once.
"""

import importlib
import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any, Final

from models import exchange
from models.carriers import parsed
from models.carriers.folder import Folder
from models.codes import digest
from models.desk import answers, evidence, history, intake, reading, verdicts, worksheets
from models.desk.desk import Desk, opened
from models.documents.travelling import Signed
from models.landing import land
from models.ledger import backups, cipher, driver
from models.previews import Standing
from models.views import Sheet
from tests.formats.kit import filled
from tui.cli import main

Act = tuple[str, str]
"""What is set, and to what; `UNDO` takes the last one back."""
UNDO: Final = "undo"
LEVELS: Final = ("0", "2", "4")


def say(told: object) -> None:
    """One line to whoever kills: behind this call it is out of this process."""
    os.write(1, f"{json.dumps(told)}\n".encode())


def state(sheet: Sheet) -> dict[str, str]:
    """What stands in a verification, each by the name under which acts set it."""
    found = {f"level {line.item.code}": str(line.answer.level) for line in sheet.every if line.answer.level is not None}
    found |= {f"note {line.item.code}": line.answer.note for line in sheet.every if line.answer.note}
    found |= {f"evidence {each.title}": "" for each in sheet.evidence}
    return found | ({"verdict": sheet.verdict.reason} if sheet.verdict else {})


def act_on(desk: Desk, verification: str, sheet: Sheet, act: Act) -> Sheet:
    """Do one act; the sheet after it."""
    noun, _, name = act[0].partition(" ")
    match noun:
        case "level":
            return desk.do(answers.record, verification, name, int(act[1]))
        case "note":
            return desk.do(answers.annotate, verification, name, act[1])
        case "evidence":
            return desk.do(evidence.register, verification, {"title": name}, sheet.checklist.codes[0])
        case "verdict":
            other = "V1" if sheet.recommendation and sheet.recommendation.code != "V1" else "V2"
            return desk.do(verdicts.record, verification, other, act[1])
    return desk.do(history.undo, verification).sheet


def _acts(chance: random.Random, codes: tuple[str, ...], first: int, undo: int) -> Iterator[Act]:
    """Whatever a verifier does, for ever; each text is another one. At first nothing is taken back: there must be something to."""
    for number in count(first):
        noun = chance.choices(("level", "note", "evidence", "verdict", UNDO), (10, 5, 1, 1, undo if number > 20 else 0))[0]
        named = {"evidence": f"Dokumen {number}", "verdict": "", UNDO: ""}.get(noun, chance.choice(codes))
        yield f"{noun} {named}".strip(), chance.choice(LEVELS) if noun == "level" else str(number)


def desk(folder: str, verification: str, first: int, undo: int = 3) -> None:
    """A verifier at work: answers, notes, evidence, verdict, undo."""
    with opened(Path(folder)) as opened_desk:
        sheet = opened_desk.ask(reading.sheet, verification)
        say(state(sheet))
        for act in _acts(random.Random(first), sheet.checklist.codes, first, undo):
            say(act)
            sheet = act_on(opened_desk, verification, sheet, act)
            say("")


def careless(folder: str, verification: str, first: int) -> None:
    """The same by a program that does not wait for the disk, which tests of power cuts must notice; what may be lost, nobody takes back."""
    driver.PRAGMAS["synchronous"] = 1
    desk(folder, verification, first, undo=0)


class Told(Folder):
    """A carrier that says what is on it."""

    def put(self, path: str, content: bytes) -> None:
        """Put, then say so."""
        super().put(path, content)
        say([path, digest(content)])

    def get(self, path: str, limit: int) -> bytes | None:
        """Look, having said so: a moment to be killed at."""
        say([])
        return super().get(path, limit)


def exchanging(folder: str, stick: str) -> None:
    """A laptop that exchanges with a stick."""
    with opened(Path(folder)) as laptop, closing(Told(parsed("stick", stick))) as carrier:
        exchange.exchange(laptop, "stick", carrier)


def landing(_folder: str, there: str) -> None:
    """Files that land, each named by what is in it."""
    for number in count():
        content = os.urandom(1 + number % 9 * 5_000)
        name = digest(content)
        land(Path(there) / name, content)
        say([name, name])


def copying(folder: str, copies: str) -> None:
    """A database that is copied again and again while somebody works on it."""
    for number in count():
        name = f"{number:06}.db"
        backups.copied(Path(folder) / driver.DATABASE, Path(copies) / name)
        say([name, digest((Path(copies) / name).read_bytes())])


def importing(folder: str, documents: list[tuple[str, str, list[str]]]) -> None:
    """A laptop that takes documents in, one act each."""
    with opened(Path(folder)) as laptop:
        for name, body, signatures in documents:
            offered = Signed(name, body.encode(), tuple(signature.encode() for signature in signatures))
            say([])
            laptop.do(intake.take, (offered,), {digest(offered.body)})
            say([digest(offered.body)])


def filling(folder: str, sheets: list[str]) -> None:
    """A laptop that takes in worksheets in turn, for ever: many answers in one act each."""
    read = [filled(Path(sheet).read_bytes()) for sheet in sheets]
    with opened(Path(folder)) as laptop:
        for number in count():
            which = number % len(sheets)
            say([])
            preview = laptop.ask(worksheets.preview, read[which])
            laptop.do(worksheets.take, read[which], {entry.id for entry in preview.of(Standing.NEW, Standing.DIFFERS)})
            say([sheets[which]])


def program(terminal: str, arguments: list[str]) -> None:
    """The whole program in a terminal."""
    os.setsid()
    descriptor = os.open(terminal, os.O_RDWR)
    say("opened")
    for standard in range(3):
        os.dup2(descriptor, standard)
    # What pytest keeps of errors is a file in which one can seek; the stream made for it would try that in the terminal.
    errors = open(2, "w", closefd=False)  # noqa: SIM115
    vars(sys).update(stderr=errors, __stderr__=errors)
    sys.exit(main(arguments))


_ALL: Final = (desk, careless, exchanging, landing, copying, importing, filling, program)
WRITERS: Final[dict[str, Callable[..., None]]] = {each.__name__: each for each in _ALL}


def fork() -> None:
    """Fork a writer for each line read."""
    for line in sys.stdin:
        key, name, *arguments = json.loads(line)
        for part in ("screens.sheet", "tui.app") if name == "program" else ():
            importlib.import_module(part)
        child: Any = os.fork()
        if not child:
            # Whoever kills one writes to it no more: it would take the next order.
            os.close(0)
            say(os.getpid())
            if key:
                cipher.hold(bytes.fromhex(key))
            WRITERS[name](*arguments)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    fork()
