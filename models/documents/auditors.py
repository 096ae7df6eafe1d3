"""What an auditor needs to check signatures without this program: `allowed_signers` for ssh-keygen, and how to use it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final

from models.codes import digest
from models.documents.signatures import namespace
from models.documents.signers import Signer, signers
from models.documents.team import Team
from models.rules.signing import DECIDED, KINDS
from models.text import shown
from models.words import Words

_OURS: Final = re.compile(rb'(?P<person>[a-z0-9-]+) namespaces="(?P<kinds>([a-z]+@verifier,?)+)" (?P<key>ssh-ed25519 [A-Za-z0-9+/=]+)')


def allowed_signers(team: Team, body: bytes, counted: Collection[tuple[str, str]] = ()) -> bytes:
    """The team in `body` as the file that `ssh-keygen -Y verify -f` takes: each member's key under their id, for what their roles may sign.

    A key that was left, lost or stolen has no line: no date in it would hold, as a signature tells no time and whoever checks it can
    choose one. Only where the program found a document of the export to count although its signer left or lost the key, that key
    and the kind of the document are among `counted` and it has its line, under a comment that names the last document for which it holds.
    So it is where somebody signed a submission or review and has another role by now.
    """
    kinds = defaultdict[str, set[str]](set)
    for key, kind in counted:
        kinds[key].add(kind)
    lines = [f"# {shown(team.name)}, {team.number}, {digest(body)}"]
    for key, held in signers(team):
        if held.status == "active" or (key in kinds and held.status != "compromised"):
            lines += _lines(team, key, held, kinds[key].intersection(DECIDED))
    return "\n".join([*lines, ""]).encode()


def alone(person: str, name: str, key: str) -> bytes:
    """The same file for somebody without a team, who signs their own verdict files."""
    return f'# {shown(name)}\n{person} namespaces="{namespace("verdict")}" {key}\n'.encode()


def is_ours(body: bytes) -> bool:
    """Whether a file of signers lists none but signers of our documents, so that nothing of others is lost with it."""
    return all(line.startswith(b"#") or _OURS.fullmatch(line) for line in body.splitlines() if line.strip())


def entitled(listed: bytes) -> set[tuple[str, str]]:
    """Every key that a file of signers lists, with each kind that it may sign."""
    found = (entry for _, entry in _entries(listed))
    return {(each["key"].decode(), kind.removesuffix("@verifier")) for each in found for kind in each["kinds"].decode().split(",")}


def merged(listed: bytes, before: bytes) -> bytes:
    """The signers `listed` now, in their place among those of the file `before` that name other people with other keys."""
    new = _entries(listed)
    people, known = {found["person"] for _, found in new}, {found["key"] for _, found in new}
    kept: list[bytes] = []
    place: int | None = None
    for lines, found in _entries(before):
        if found["person"] in people or found["key"] in known:
            place = len(kept) if place is None else place
        else:
            kept += lines
    at = len(kept) if place is None else place
    return b"\n".join([*kept[:at], *listed.splitlines(), *kept[at:], b""])


def _entries(body: bytes) -> list[tuple[list[bytes], re.Match[bytes]]]:
    """Every line that lets somebody sign, under the comments above it."""
    found: list[tuple[list[bytes], re.Match[bytes]]] = []
    lines: list[bytes] = []
    for line in body.splitlines():
        lines.append(line)
        if entry := _OURS.fullmatch(line):
            found.append((lines, entry))
            lines = []
    return found


def _lines(team: Team, key: str, held: Signer, before: Collection[str]) -> Iterator[str]:
    kinds = [kind for kind in KINDS if kind in before or kind in held.kinds(team)]
    principal = held.person or held.place.partition(".")[2]
    if not kinds or held.is_device:
        return
    yield f"# {shown(held.name)}" + ("" if held.status == "active" else f": {', '.join(filter(None, (held.status, held.last)))}")
    yield f'{principal} namespaces="{",".join(map(namespace, kinds))}" {key}'


def how_to(words: Words) -> str:
    """What auditors run to check a signature, and what it does not say."""
    return words("auditor.how_to")
