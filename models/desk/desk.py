"""The desk: the one way to act on and to ask the database."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, Self, TypeAlias, TypeVar, cast

from sqlalchemy import Connection

from models.codes import minted
from models.desk import wraps
from models.desk.reading import has_team, owner
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import server, trail
from models.ledger.engine import Ledger
from models.ledger.trail import Head
from models.ledger.transaction import Actor, Transaction
from models.moments import Clock, now

P = ParamSpec("P")
R = TypeVar("R")

_READABLE: Final = frozenset(
    {
        *("profile.newer", "profile.read_only", "profile.file_read_only", "profile.sqlite_old"),
        *("profile.altered", "profile.moved", "profile.network", "profile.synced", "profile.stick", "server.standby"),
    }
)
"""Why a profile cannot be written to that may well be read."""
_TEAM: Final = "team"
"""The table of teams: which there are at a server is kept on this computer too."""
_ACCESS: Final = "access"
"""The table that tells who a role at a server is."""
_SUMMED: Final = frozenset({"verification", "verdict", "round"})
"""The tables that sums of figures follow, beside what `Transaction.counted` tells."""

Verb: TypeAlias = Callable[Concatenate[Transaction, P], R]
"""A verb or question: a function whose first parameter is the transaction."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was announced after a commit: the verb and the verification it was about (empty for none)."""

    verb: str
    verification: str


class _Unchanged(Exception):
    """Work on a verification that changes nothing: it is taken back, so that nothing tells of when it was last touched but the trail."""

    def __init__(self, result: object) -> None:
        super().__init__()
        self.result = result


class Desk:
    """Runs verbs and questions, each in one transaction of its own, in the name of one actor."""

    def __init__(self, ledger: Ledger, actor: Actor | None, clock: Clock = now) -> None:
        self.ledger = ledger
        self.actor = actor or Actor(minted(), "", "verifier")
        """Who acts; nameless until a profile is founded."""
        self.on_change: Callable[[Change], None] = lambda _change: None
        """Called once after each commit that changed something."""
        self.read_only = ledger.newer
        """Why nothing can be written here; None where it can."""
        self._clock = clock
        self._device = ""
        self._kept: tuple[object, dict[object, object]] = (None, {})
        """What was asked once, and how the database stood then."""

    def do(self, verb: Verb[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `verb` durably: all of it with its trail entry, or nothing; what it returns is on the disk.

        Raises:
            Refusal: what the verb refuses, what the disk does (`profile.disk_full`, `profile.read_only`, …), or why the desk only reads.
        """
        self.require_writing()
        moment = self._clock()
        # Read before the transaction: on a server others would wait for a file of ours.
        device, name = self._named_device(), named(verb)

        def act(connection: Connection) -> tuple[tuple[Transaction, R], Head | None]:
            tx = Transaction(connection, self.actor, moment)
            result = verb(tx, *args, **kwargs)
            _sum(tx)
            if not tx.writes:
                if tx.is_working:
                    raise _Unchanged(result)
                return (tx, result), None
            made = trail.append(
                connection,
                moment=tx.stamp,
                person=tx.actor.person,
                device=device,
                verb=name,
                verification=tx.verification,
                writes=tx.writes,
                undoes=tx.undoes,
            )
            return (tx, result), made

        try:
            (tx, result), made = self.ledger.write(act, (verb, args, kwargs))
        except _Unchanged as unchanged:
            return cast("R", unchanged.result)
        self.ledger.tell(made)
        self._announce(tx, name)
        return result

    def _announce(self, tx: Transaction, name: str) -> None:
        self.actor = tx.actor
        if not wraps.FOLLOWED.isdisjoint(write.table for write in tx.writes):
            wraps.follow(self.ledger)
        written = {write.table for write in tx.writes} if self.ledger.is_shared else set()
        if _TEAM in written:
            _meet(self)
        if _ACCESS in written and self.ask(has_team):
            # What somebody says of themselves counts where there is no team.
            _know_team(self)
        if tx.writes:
            self.on_change(Change(name, tx.verification))

    def require_writing(self) -> None:
        """Refuse, with the reason, where this desk only reads."""
        if self.read_only is not None:
            raise Refusal(self.read_only.code, **self.read_only.fields)

    def _named_device(self) -> str:
        """The id of this installation: asked for until it has one, which it keeps."""
        self._device = self._device or Keyring(self.ledger.folder).device_id
        return self._device

    def ask(self, question: Verb[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer to `question`, read in one consistent transaction that changes nothing.

        Raises:
            Refusal: what the question refuses; `profile.newer_shape` where a newer program keeps what was asked for in another way.
        """
        try:
            return self.ledger.read(lambda connection: question(Transaction(connection, self.actor, self._clock()), *args, **kwargs))
        except Refusal:
            raise
        except Exception as error:
            # What a newer program changed can be stumbled over in any way; in a database of ours an error stays an error.
            if self.ledger.newer is None:
                raise
            raise Refusal("profile.newer_shape", **self.ledger.newer.fields) from error

    def ask_once(self, question: Verb[[], R]) -> R:
        """The same, kept until something is written, where nobody else writes."""
        # Before the question begins: what is written meanwhile makes its answer one of before.
        stands = self.ledger.stands
        found = self.known(question)
        if found is None:
            found = self.ask(question)
            if stands is not None:
                kept = self._kept[1] if self._kept[0] is stands else {}
                self._kept = (stands, {**kept, question: found})
        return found

    def known(self, question: Verb[[], R]) -> R | None:
        """The answer that `ask_once` keeps, None where it keeps none; nothing is read for it."""
        stood, kept = self._kept
        return cast("R | None", kept.get(question)) if stood is not None and stood is self.ledger.stands else None

    def close(self) -> None:
        """Close the database."""
        self.ledger.close()

    def reopen(self) -> None:
        """Open the database again, whoever holds this desk goes on at it: to read, where somebody else has opened it meanwhile.

        Raises:
            Refusal: as `opened_at_best` gives.
        """
        try:
            again = opened_at_best(self.ledger.folder, clock=self._clock)
        except Refusal as refused:
            if refused.code != "profile.locked":
                raise
            again = opened_at_best(self.ledger.folder, clock=self._clock, why=refused)
        self.ledger, self.actor, self.read_only = again.ledger, again.actor, again.read_only

    def __enter__(self) -> Self:
        """The desk itself, closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


def opened(folder: Path, *, writing: bool = True, clock: Clock = now) -> Desk:
    """The desk of the profile in `folder`, acting as its owner, who may found it first where it is open for writing.

    Raises:
        Refusal: what `Ledger.open` refuses, `profile.missing` for reading where nobody owns it, `profile.damaged` for writing.
    """
    ledger = Ledger.open(folder, writing=writing, renew=_renew)
    try:
        if writing:
            ledger.check()
        else:
            ledger.look()
        desk = Desk(ledger, None, clock)
        profile = desk.ask(owner)
        if profile is None and not writing:
            raise Refusal("profile.missing", folder=folder)
        if writing:
            wraps.follow(ledger)
    except BaseException:
        ledger.close()
        raise
    if profile is not None:
        desk.actor = Actor(profile.person, profile.name, profile.role)
        if ledger.is_shared:
            server.keep_language(folder, profile.language)
        if desk.ask(has_team) or (ledger.is_shared and server.met(folder).first):
            try:
                _know_team(desk)
            except BaseException:
                ledger.close()
                raise
    return desk


def _know_team(desk: Desk) -> None:
    """Let the owner act as the team says; which team a server has is kept here from the first time on."""
    from models.desk import teams  # takes long to import, and most laptops begin without one

    desk.actor = desk.ask(teams.member)
    if desk.ledger.is_shared:
        _meet(desk)


def _meet(desk: Desk) -> None:
    from models.desk import teams  # as above

    # What is committed stands, whatever becomes of the server now.
    with suppress(Refusal):
        desk.ask(teams.meet)


def opened_at_best(folder: Path, *, clock: Clock = now, why: Refusal | None = None) -> Desk:
    """The desk of the profile in `folder`, open for writing, or only for reading where that alone can be: each act then says why.

    It only reads too where there is already a reason `why`, such as that somebody else has it open.

    Raises:
        Refusal: what `opened` refuses, but for what keeps one from writing alone.
    """
    if why is None:
        try:
            return opened(folder, clock=clock)
        except Refusal as refused:
            if refused.code not in _READABLE:
                raise
            why = refused
    try:
        desk = opened(folder, writing=False, clock=clock)
    except Refusal as refused:
        # Where there is nothing to read, what keeps one from making it is what one has to know.
        raise why if refused.code == "profile.missing" else refused from refused
    desk.read_only = why
    return desk


def _sum(tx: Transaction) -> None:
    """Let the sums of figures follow an act that may change any."""
    if tx.counted or not _SUMMED.isdisjoint(write.table for write in tx.writes):
        from models.desk import summing  # most acts change no figure

        summing.follow(tx)


def _renew(connection: Connection) -> int:
    from models.desk import projections  # only where a profile is made or migrated

    return projections.renew(connection)


def named(verb: Callable[..., object]) -> str:
    """The name a verb has in the trail, such as `answers.record`."""
    return f"{verb.__module__.rpartition('.')[2]}.{verb.__name__}"
