"""The linear front from its first to its last line: the profile opened or founded, what there is to do, and the way to each room."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from models import encryption, starting
from models.assignments import Task
from models.desk import assigning, drafts, issued, people, submitting, undecided, verifications, weighing
from models.desk.desk import Desk, opened_at_best
from models.errors import Refusal
from models.fields import Option
from models.ledger import backups, server
from models.ledger.glance import look
from models.ledger.routine import Routine
from models.moments import now, written
from models.rules import permissions
from models.rules.permissions import Standing
from models.views import VerificationLine
from models.words import LANGUAGES, Words
from tui.headless import COMMANDS
from tui.headless.unlocking import unlock_profile
from tui.linear import exchange
from tui.linear.beginning import agency_room, begin
from tui.linear.founding import found
from tui.linear.issuing import issue_room
from tui.linear.letters import Letters
from tui.linear.recovered import recovered_room
from tui.linear.review import review_room
from tui.linear.sheet import sheet_room
from tui.linear.talk import Back, Done, Talk, picked
from tui.linear.work import Work
from tui.stopping import Stopped

if TYPE_CHECKING:
    from tui.command_line import Session

_CHECKED: Final = 1_000
"""Entries of the trail whose chain is recomputed at the start."""
_MINE: Final = 6
"""Most verifications of one's own that are read out."""
_PROGRAM: Final = "verifier"
"""What stands before a command in a shell."""
_BEGIN: Final = "begin."
_OPEN: Final = "open."


def run(session: "Session") -> int:
    """Talk until the end is asked for or nobody answers any more; the exit code. Refusal where the profile cannot be opened."""
    with suppress(AttributeError):  # whoever types for a test has no such stream
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    talk = Talk(spoken(session.words))
    talk.tell("linear.welcome")
    try:
        with _opened(session, talk) as desk:
            _sit(Work(session, desk, talk))
    except (Back, Done):
        pass
    except Stopped:
        print()
        talk.tell(talk.end)
        raise
    talk.tell(talk.end)
    return 0


def spoken(words: Words) -> Words:
    """The words of the talk, in which a key is called by the letter that is typed here."""
    words.press = Letters(words)
    return words


@contextmanager
def _opened(session: "Session", talk: Talk) -> Iterator[Desk]:
    unlock_profile(session.words, encryption.database(session.folder))
    try:
        desk = _known(session) or found(session, talk)
    except Refusal as refused:
        if refused.code != "profile.locked":
            raise
        desk = opened_at_best(session.folder, why=refused)
    # A server is copied by its own tools.
    is_copied = not (desk.read_only or session.is_demo or desk.ledger.is_shared)
    routine = Routine(session.folder) if is_copied else None
    try:
        yield desk
    finally:
        desk.close()
        if routine is not None and routine.has_changed:
            with suppress(Refusal):
                routine.copy(now(), lambda: True)


def _known(session: "Session") -> Desk | None:
    """The desk of the profile that is there; None where there is none yet."""
    if look(session.folder) is not None:
        return opened_at_best(session.folder)
    if not (server.chosen(session.folder) or backups.has_database(session.folder)):
        return None
    # Only whoever opens it knows, on a server, and whether it is damaged: before anybody is asked, and gets other keys.
    desk = opened_at_best(session.folder)
    if desk.ask(people.owner) is not None:
        return desk
    desk.close()
    return None


def _sit(work: Work) -> None:
    """Read out what there is to do and do what is chosen, until the end."""
    desk, talk = work.desk, work.talk
    for refused in filter(None, (desk.read_only, starting.warning(desk, _CHECKED))):
        work.refuse(refused)
    while True:
        talk.head(work.words("linear.home", name=desk.actor.name, role=work.words(f"role.{desk.actor.role}")))
        for told in _waiting(work):
            talk.say(told)
        options = _options(work)
        talk.options(options, len(options))
        typed = ""
        while not typed:
            with suppress(Back):
                typed = talk.ask(work.words("linear.home.ask"), work.words("linear.home.help"))
        _write_again(work)
        with work.said(), suppress(Back):
            _hear(work, options, typed)


def _write_again(work: Work) -> None:
    """Open the profile for writing where somebody else had it open, and has no more; what they changed is read."""
    desk = work.desk
    if desk.read_only is not None and desk.read_only.code == "profile.locked":
        desk.close()
        desk.reopen()
        if desk.read_only is None:
            work.talk.tell("reading.over")


def _waiting(work: Work) -> Iterator[str]:
    """What others wait for, and what was typed and not saved in its place."""
    words, desk = work.words, work.desk
    if count := desk.ask(weighing.waiting):
        yield words.count("linear.submitted", count)
    if count := desk.ask(undecided.waiting):
        yield words.count("linear.opinions", count)
    if count := desk.ask(issued.waiting):
        yield words.count("linear.approved", count)
    if count := desk.ask(assigning.left):
        yield words.count("linear.left", count)
    if returned := desk.ask(submitting.returned):
        yield words.count("start.returned", len(returned))
    if count := desk.ask(drafts.count):
        yield words.count("start.drafts", count)


def _options(work: Work) -> list[Option]:
    words, actor = work.words, work.desk.actor
    mine = [line for line in work.desk.ask(verifications.mine) if not line.followed_as]
    found = [Option(f"{_OPEN}{line.id}", _told(words, line)) for line in sorted(mine, key=lambda line: line.state != "returned")[:_MINE]]
    found += [Option(f"{_BEGIN}{task.key}", _assigned(words, task)) for task in work.desk.ask(assigning.inbox)]
    names = ["agency", *(["drafts"] if work.desk.ask(drafts.count) else [])]
    for name, verb in (("review", "review.look"), ("issue", "issue.look")):
        if permissions.refusal(actor.person, actor.roles, verb, Standing()) is None:
            names.append(name)
    return [*found, *(Option(name, words(f"linear.home.{name}")) for name in (*names, "exchange", "import", "language", "commands", "end"))]


def _told(words: Words, line: VerificationLine) -> str:
    second = f"{words('sheet.second')}: " if line.is_second else ""
    verdict = f", {line.counting}" if line.counting else ""
    told = words("linear.sheet.progress", answered=line.answered, total=line.total)
    state = words("issuing.forked" if line.forks else f"state.{line.state}")
    return f"{second}{line.agency_name}, {line.round}, {state}{verdict}. {told}"


def _assigned(words: Words, task: Task) -> str:
    given, second = task.assigned, f" ({words('sheet.second')})" if task.is_second else ""
    told = [words("linear.home.begin", agency=f"{task.agency_name}{second}", round=given.round)]
    if given.due:
        told.append(words("start.task_late" if task.is_overdue else "start.task_due", due=written(given.due)))
    return ", ".join((*told, words("start.task_by", name=given.assigner)))


def _hear(work: Work, options: list[Option], typed: str) -> None:
    """Go where one of the options leads, or run the plain command that was typed."""
    chosen = picked(options, typed)
    named, _, behind = typed.partition(" ")
    if chosen is None and named == _PROGRAM and behind:
        typed = behind.strip()
    if chosen is None and typed.split()[0] in COMMANDS:
        _command(work, typed)
        return
    match chosen:
        case None:
            work.talk.tell("linear.choose.none", count=len(options))
        case "agency":
            agency_room(work)
        case "drafts":
            recovered_room(work)
        case "review":
            review_room(work)
        case "issue":
            issue_room(work)
        case "exchange":
            exchange.exchange_room(work)
        case "import":
            exchange.take_in(work)
        case "language":
            _other_language(work)
        case "commands":
            work.command("--help")
        case "end":
            raise Done
        case key if key.startswith(_OPEN):
            sheet_room(work, key.removeprefix(_OPEN))
        case key:
            task = next(each for each in work.desk.ask(assigning.inbox) if key == f"{_BEGIN}{each.key}")
            begin(work, task.assigned.agency, task.assigned.round, is_second=task.is_second)


def _command(work: Work, typed: str) -> None:
    try:
        arguments = shlex.split(typed)
    except ValueError:
        work.talk.tell("linear.quotes")
        return
    work.command(*arguments)


def _other_language(work: Work) -> None:
    language = next(each for each in LANGUAGES if each != work.words.language)
    words = spoken(Words(language))
    work.session, work.talk.words = work.session._replace(words=words), words
    work.do(people.choose_language, language)
