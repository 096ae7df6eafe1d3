"""The chain of teams: which document a laptop takes as its team, first by what people compared, then only by enough root keys."""

import base64
from collections.abc import Iterable, Iterator
from typing import Final

from models.codes import digest
from models.documents import keys, signatures
from models.documents.team import Team, held, opened
from models.errors import Fault, Refusal

_KIND: Final = "team"


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
    if team.number < before.number or candidate == body:
        raise Refusal("team.older", file=file, number=team.number, current=before.number)
    if team.number > before.number + 1:
        raise Refusal("team.gap", file=file, number=team.number, next=before.number + 1)
    # Before it is called a fork, so that nobody without a root key can raise that alarm.
    _demand(before, candidate, signed, file)
    _demand(team, candidate, signed, file)
    if team.number == before.number or team.previous != digest(body):
        raise Refusal("team.fork", file=file, number=before.number)
    faults = tuple(_faults_of_loss(before, team))
    if faults:
        raise Refusal("document.faults", file=file, count=len(faults), faults=faults)
    return team


def _demand(team: Team, body: bytes, given: Iterable[bytes], file: str) -> None:
    """Nothing, if `body` is signed by as many different roots of `team` as it demands."""
    waiting = {root.key for root in team.roots.values()}
    for signature in given:
        try:
            key = signatures.signer(signature, file)
            if key in waiting:
                signatures.check(body, signature, key, _KIND, file)
                waiting.remove(key)
        except Refusal:  # a signature that does not fit is none: whoever adds files beside a good one cannot take it away
            continue
    have = len(team.roots) - len(waiting)
    if have < team.threshold:
        raise Refusal("team.signatures", file=file, number=team.number, have=have, need=team.threshold)


def _is_named(body: bytes, trusted: str) -> bool:
    said = trusted.strip()
    return said in (fingerprint(body), digest(body)) or keys.spoken(said) == six_words(body)


def _faults_of_loss(before: Team, team: Team) -> Iterator[Fault]:
    # Without its key what somebody signed is the work of a stranger; with another's name it is that other's.
    now = {key: _owner(place) for place, key in held(team)}
    for place, key in held(before):
        if now.get(key) != _owner(place):
            yield Fault(f"{place}.key", "key_gone")


def _owner(place: str) -> str:
    return ".".join(place.split(".")[:2])
