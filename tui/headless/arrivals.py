"""Documents of others as `verifier import` takes them in and tells of them: how each stands to what is here, and what was set aside."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from models.desk import exchanging, intake, judging, verifications
from models.documents import once
from models.documents.lookahead import lookahead
from models.documents.travelling import AT_ONCE, PART, Signed, in_parts
from models.errors import Refusal
from models.exchange_told import displaced
from models.explanation import status_word
from models.previews import Arrival, Arriving
from models.words import Words
from tui import stopping
from tui.headless import common
from tui.headless.columns import print_rows
from tui.headless.steps import shown

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from tui.command_line import Session


def take(session: "Session", parsed: argparse.Namespace, paths: Sequence[Path]) -> tuple[int, list[dict[str, object]]]:
    """Take what `--take` asks for and print how each document stands; 1 where one is refused, and all of it as data.

    Many are taken part by part, each as one act: whoever stops it keeps what was taken until then, and is told of that.
    """
    words = session.words
    stopped: BaseException | None = None
    with common.desk(session, writing=not parsed.dry_run) as desk:
        taking = _Taking(desk, frozenset(word.strip() for word in parsed.take.split(",")), dry_run=parsed.dry_run)
        try:
            for _ in shown(words("arrivals.taking"), taking.steps(paths)):
                pass
        except (KeyboardInterrupt, stopping.Stopped) as interrupt:
            stopped = interrupt
        healed = desk.do(exchanging.again) if not parsed.dry_run and taking.taken and desk.ask(exchanging.heals) else ()
        stranding = _stranding(words, desk, taking.teams if parsed.dry_run else None)
        stranding += [words.count("arrivals.healed", len(healed))] if healed else []
    if not parsed.json:
        _print(words, taking.judged, taking.unread, taking.taken, dry_run=parsed.dry_run)
    for told in stranding:
        print(told, file=sys.stderr)
    if stopped is not None:
        raise stopped
    data = [as_data(words, each, is_taken=each.digest in taking.taken) for each in taking.judged]
    data += [{"file": str(why.fields["file"]), "standing": "unread", "taken": False, "why": words.refusal(why)} for why in taking.unread]
    return int(bool(taking.unread) or not all(each.is_admitted for each in taking.judged)), data


def _stranding(words: Words, desk: "Desk", teams: Sequence[Signed] | None) -> list[str]:
    """Of work of one's own that nobody could submit: by these team documents, or, where they are taken, by the team."""
    if teams is None:
        count = desk.ask(verifications.unsubmittable)
        return [words.count("arrivals.stranded", count)] if count else []
    role, count = desk.ask(verifications.stranded_by, teams)
    return [words.count("arrivals.would_strand", count, role=words(f"role.{role}"))] if count else []


@dataclass(slots=True)
class _Taking:
    """Documents on their way in: how those stand that were looked at until now, and why others cannot be read."""

    desk: "Desk"
    wanted: frozenset[str]
    dry_run: bool
    judged: list[Arrival] = field(default_factory=list)
    unread: list[Refusal] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    teams: list[Signed] = field(default_factory=list)
    """The team documents among those that would be taken."""

    def steps(self, paths: Sequence[Path]) -> Iterator[tuple[int, int]]:
        """Take part by part; how many of how many were looked at."""
        # What is only looked at changes nothing for what comes behind it, so it is looked at together as far as can be.
        most = AT_ONCE if self.dry_run else PART
        parts = in_parts(paths, lambda said: min(map(judging.place, said), default=judging.place("")), most)
        first = next(parts, None)
        if first is None:
            return
        with lookahead(first[1], *self.desk.ask(judging.signed_by)) as looking:
            done = 0
            now: tuple[list[Signed | Refusal], int] | None = first
            looking.send(first[0])
            while now is not None:
                # The part behind it is read, and looked into by others, before this one is taken.
                behind = next(parts, None)
                if behind is not None:
                    looking.send(behind[0])
                part, total = now
                with once.kept():
                    looking.keep()
                    self._take(part)
                done, now = done + len(part), behind
                yield done, total

    def _take(self, part: Sequence[Signed | Refusal]) -> None:
        offered = [each for each in part if isinstance(each, Signed)]
        if self.wanted & {"new", "all"} and not self.dry_run:
            judged = self.desk.do(intake.take, offered, {each.digest for each in offered})
        else:
            judged = self.desk.ask(intake.judged, offered)
        chosen = {each.digest for each in judged if self._is_wanted(each)}
        teams = {each.digest for each in judged if each.kind == "team" and each.is_admitted}
        self.teams += [each for each in offered if each.digest in teams]
        if not (self.dry_run or self.wanted & {"new", "all"}):
            judged = self.desk.do(intake.take, offered, chosen)
        self.judged += judged
        self.taken |= chosen
        self.unread += [each for each in part if isinstance(each, Refusal)]

    def _is_wanted(self, arrival: Arrival) -> bool:
        return arrival.is_admitted and bool(self.wanted & {"new", "all", arrival.digest, arrival.file})


def subject(words: Words, title: str, status: str, signer: str) -> str:
    """What a document is: of whom it tells, what it says of itself, and who signed it."""
    said = [title or words("arrivals.unknown")]
    said += [status_word(words, status)] if status else []
    said += [words("arrivals.signed", name=signer)] if signer else []
    return ", ".join(said)


def _print(words: Words, judged: Sequence[Arrival], unread: Sequence[Refusal], taken: set[str], *, dry_run: bool) -> None:
    rows = [(words(f"arriving.{each.standing.value}"), each.file, subject(words, each.title, each.said, each.signer)) for each in judged]
    if rows:
        print_rows([words(f"arrivals.{name}") for name in ("standing", "file", "what")], rows, cut=2)
    for each in judged:
        if each.why is not None:
            print(f"{each.file}: {words.refusal(each.why)}", file=sys.stderr)
        elif each.lacks:
            print(f"{each.file}: {words.count('arrivals.lacks', len(each.lacks))}", file=sys.stderr)
        if each.displaces and each.is_admitted:
            print(displaced(words, each), file=sys.stderr)
    for why in unread:
        print(words.refusal(why), file=sys.stderr)
    count = sum(each.digest in taken and each.standing is not Arriving.HERE for each in judged)
    said = [words.count("arrivals.would" if dry_run else "arrivals.done", count)]
    aside = sum(each.standing is Arriving.REFUSED for each in judged)
    if aside and not dry_run:
        said.append(words.count("arrivals.set_aside", aside))
    print(" ".join(said), file=sys.stderr)


def as_data(words: Words, arrival: Arrival, *, is_taken: bool) -> dict[str, object]:
    """An arrival as data."""
    return {
        "file": arrival.file,
        "digest": arrival.digest,
        "standing": arrival.standing.value,
        "taken": is_taken,
        "kind": arrival.kind,
        "title": arrival.title,
        "status": arrival.status,
        "signer": arrival.signer,
        "why": words.refusal(arrival.why) if arrival.why else "",
        "lacks": list(arrival.lacks),
        "displaces": list(arrival.displaces),
    }
