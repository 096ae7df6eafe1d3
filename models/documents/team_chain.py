"""The chain of teams: which document a laptop takes as its team, first by what people compared, then only by enough root keys."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from models.codes import digest
from models.documents import keys, signatures
from models.documents.team import Team, held, opened
from models.errors import Fault, Refusal

_KIND: Final = "team"


@dataclass(frozen=True, slots=True)
class Support:
    """Which roots signed a team document, by id, and how many have to: of the team before it, and of its own."""

    before: tuple[str, ...]
    need_before: int
    own: tuple[str, ...]
    need: int
    lacking: tuple[str, ...]
    """The names of those who could sign it yet."""

    @property
    def missing(self) -> int:
        """How many signatures it lacks at least."""
        return max(self.need_before - len(self.before), self.need - len(self.own), 0)


def fingerprint(body: bytes) -> str:
    """The fingerprint of a team document in the form that keys have: `SHA256:…`, the same number that `codes.digest` gives."""
    return "SHA256:" + base64.b64encode(bytes.fromhex(digest(body))).decode().rstrip("=")


def six_words(body: bytes) -> str:
    """The fingerprint of a team document for people to read to each other."""
    return keys.words_of(bytes.fromhex(digest(body)))


def accepted(current: tuple[Team, bytes] | None, candidate: bytes, given: Iterable[bytes], file: str, trusted: str = "") -> Team:
    """The team in `candidate`, when it is the one to take after `current` (a team and its bytes).

    Without a current one it is taken, whatever its number, when `trusted` is what another person reads out as its six words or its
    fingerprint. Of the signatures `given`, in any order, each root's counts once and those of strangers not at all.

    Raises:
        Refusal: what `team.opened` refuses, `team.untrusted`, `team.older` (also the current one itself), `team.gap`, `team.fork` (of the
            same number, or after another of the current number), `team.signatures`, `document.faults` where somebody's key is gone.
    """
    team, signed = opened(candidate, file), tuple(given)
    if current is None:
        if not _is_named(candidate, trusted):
            raise Refusal("team.untrusted", file=file)
        _demand(team, candidate, signed, file)
        return team
    before, body = current
    _demand_turn(before, team, is_same=candidate == body, file=file)
    # Before it is called a fork, so that nobody without a root key can raise that alarm.
    _demand(before, candidate, signed, file)
    _demand(team, candidate, signed, file)
    if team.number == before.number or team.previous != digest(body):
        raise Refusal("team.fork", file=file, number=before.number)
    _demand_no_loss(before, team, file)
    return team


def proposed(current: tuple[Team, bytes], candidate: bytes, given: Iterable[bytes], file: str) -> Team:
    """The team in `candidate`, when it may be signed as the one to follow `current`: what `accepted` asks, but for enough signatures.

    Raises:
        Refusal: as `accepted` gives, `team.signatures` also where no root of the current team signed it, `team.astray` where it follows
            another one.
    """
    team = opened(candidate, file)
    before, body = current
    _demand_turn(before, team, is_same=candidate == body, file=file)
    if not signed_by(before, candidate, given, file):
        raise Refusal("team.signatures", file=file, number=before.number, have=0, need=1)
    if team.number == before.number or team.previous != digest(body):
        raise Refusal("team.astray", file=file, number=before.number)
    _demand_no_loss(before, team, file)
    return team


def support(before: Team, team: Team, body: bytes, given: Iterable[bytes], file: str) -> Support:
    """Which roots signed the team in `body`, which is to follow `before`."""
    signed = tuple(given)
    old, own = signed_by(before, body, signed, file), signed_by(team, body, signed, file)
    names = {root.key: root.name for each in (before, team) for root in each.roots.values()}
    done = {each.roots[id_].key for each, ids in ((before, old), (team, own)) for id_ in ids}
    return Support(old, before.threshold, own, team.threshold, tuple(name for key, name in names.items() if key not in done))


def _demand_turn(before: Team, team: Team, *, is_same: bool, file: str) -> None:
    if team.number < before.number or is_same:
        raise Refusal("team.older", file=file, number=team.number, current=before.number)
    if team.number > before.number + 1:
        raise Refusal("team.gap", file=file, number=team.number, next=before.number + 1)


def _demand(team: Team, body: bytes, given: Iterable[bytes], file: str) -> None:
    """Nothing, if `body` is signed by as many different roots of `team` as it demands."""
    have = len(signed_by(team, body, given, file))
    if have < team.threshold:
        raise Refusal("team.signatures", file=file, number=team.number, have=have, need=team.threshold)


def signed_by(team: Team, body: bytes, given: Iterable[bytes], file: str) -> tuple[str, ...]:
    """The ids of the roots of `team` whose signatures of `body` are among those `given`."""
    waiting = {root.key for root in team.roots.values()}
    for signature in given:
        try:
            key = signatures.signer(signature, file)
            if key in waiting:
                signatures.check(body, signature, key, _KIND, file)
                waiting.remove(key)
        except Refusal:  # a signature that does not fit is none: whoever adds files beside a good one cannot take it away
            continue
    return tuple(id_ for id_, root in team.roots.items() if root.key not in waiting)


def _is_named(body: bytes, trusted: str) -> bool:
    said = trusted.strip()
    return said in (fingerprint(body), digest(body)) or keys.spoken(said) == six_words(body)


def _demand_no_loss(before: Team, team: Team, file: str) -> None:
    faults = tuple(_faults_of_loss(before, team))
    if faults:
        raise Refusal("document.faults", file=file, count=len(faults), faults=faults)


def _faults_of_loss(before: Team, team: Team) -> Iterator[Fault]:
    # Without its key what somebody signed is the work of a stranger; with another's name it is that other's.
    now = {key: _owner(place) for place, key in held(team)}
    for place, key in held(before):
        if now.get(key) != _owner(place):
            yield Fault(f"{place}.key", "key_gone")


def _owner(place: str) -> str:
    return ".".join(place.split(".")[:2])
