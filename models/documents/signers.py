"""Whose key it is, and what somebody of the team may sign: one question for every document that comes in."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from models.documents import keys
from models.documents.signatures import namespace
from models.documents.team import Person, Team
from models.errors import Refusal
from models.rules.signing import DECIDED, DEVICE, ENDORSEMENT, JUDGING, KINDS, ROOT, roles_for


@dataclass(frozen=True, slots=True)
class Signer:
    """Who holds a key: `place` of its table in the team, `person` by id (none for a root), roles and region as the team says now."""

    place: str
    person: str
    name: str
    roles: tuple[str, ...]
    region: str
    status: str
    last: str

    @property
    def is_device(self) -> bool:
        """Whether the key is that of an installation, which signs without asking anybody."""
        return self.roles == (DEVICE,)

    @property
    def is_root(self) -> bool:
        """Whether the key is one that signs team documents."""
        return self.roles == (ROOT,)

    def kinds(self, team: Team) -> tuple[str, ...]:
        """The kinds that the team lets somebody of these roles sign."""
        return tuple(kind for kind in KINDS if self._may(team, kind))

    def signs(self, team: Team, kind: str) -> bool:
        """Whether the key counts today for a kind of document."""
        return self.status == "active" and self._may(team, kind)

    def _may(self, team: Team, kind: str) -> bool:
        return not set(roles_for(kind, team.policy.signers)).isdisjoint(self.roles)


def signers(team: Team) -> Iterator[tuple[str, Signer]]:
    """Every key of the team and who holds it: people with their earlier keys, devices, roots."""
    for id_, person in team.people.items():
        yield person.key, _holder(f"people.{id_}", id_, person, person.status, person.last)
        for number, earlier in person.earlier.items():
            yield earlier.key, _holder(f"people.{id_}.earlier.{number}", id_, person, earlier.status, earlier.last)
    for id_, device in team.devices.items():
        owner = team.people[device.person]
        # What a device sends after its person is gone counts as little as what that person signs.
        status = owner.status if device.status == "active" else device.status
        yield device.key, Signer(f"devices.{id_}", device.person, owner.name, (DEVICE,), owner.region, status, device.last)
    for id_, root in team.roots.items():
        yield root.key, Signer(f"roots.{id_}", "", root.name, (ROOT,), "", "active", "")


class Deciding(NamedTuple):
    """A decision that names a document: by whom, and with which key it is signed."""

    person: str
    key: str


class Endorsing(NamedTuple):
    """An endorsement that names a document: by whom and with which key, of whom and as what it names it, and its own digest."""

    person: str
    key: str
    of: str
    kind: str
    digest: str


_HELD: Final[list[tuple[Team, dict[str, Signer]]]] = []
"""The keys of the team that was asked about last: of ten thousand documents each asks it several times."""


def holder(team: Team, public: str) -> Signer | None:
    """Who holds the key of a public line, None when nobody of the team does."""
    known = _HELD[0] if _HELD else None
    if known is None or known[0] is not team:
        held: dict[str, Signer] = {}
        for key, found in signers(team):
            held.setdefault(key, found)
        known = (team, held)
        _HELD[:] = [known]
    return known[1].get(public)


def signer(team: Team, public: str) -> Signer:
    """Who holds the key of the public line that `signatures.signer` gave; Refusal `signer.unknown` when nobody of the team does."""
    found = holder(team, public)
    if found is None:
        raise Refusal("signer.unknown", fingerprint=keys.fingerprint(public))
    return found


def admits(
    team: Team,
    signer: Signer,
    kind: str,
    digest: str,
    earlier: Collection[str] = (),
    authors: Collection[str] = (),
    *,
    judges: Callable[[str], Collection[Deciding]] = lambda _digest: (),
    endorsed: Callable[[str], Collection[Endorsing]] = lambda _digest: (),
) -> None:
    """Nothing, if the document of a kind with this digest counts when `signer` has signed it; `authors` are those whose work it judges.

    `earlier` are the digests that were known and admitted before the team said what it says now: by a receipt, or by the trail here.
    Those count, whatever became of the signer's key and roles; so does what is `endorsed` by this digest, the one that the team names as
    the last, and where the key was not stolen a submission or review that one of its `judges` decided about by this digest, who had let
    it in: a lead or supervisor to this day.

    Raises:
        Refusal: `signer.compromised` (to be endorsed), `signer.left` (left, or the key lost), `signer.role`
            or `signer.own` (by their own work, whatever was known before).
    """
    purpose = namespace(kind)
    if kind in JUDGING and signer.person in authors:
        raise Refusal("signer.own", name=signer.name, purpose=purpose)
    if digest in earlier:
        return
    allowed = roles_for(kind, team.policy.signers)
    if is_endorsed(team, signer, kind, digest, authors, endorsed=endorsed):
        return
    is_ended = signer.status != "active" and not signer.last == digest != ""
    if is_ended and signer.status == "compromised":
        raise Refusal("signer.compromised", name=signer.name, purpose=purpose, document=digest)
    if not is_ended and set(allowed) & set(signer.roles):
        return
    if kind in DECIDED and any(_vouches(team, by, signer) for by in judges(digest)):
        return
    if is_ended:
        raise Refusal("signer.left", name=signer.name, status=signer.status, purpose=purpose, document=digest)
    raise Refusal("signer.role", name=signer.name, purpose=purpose, roles=allowed)


def _vouches(team: Team, by: Deciding, signer: Signer) -> bool:
    """Whether a decision lets in what a member signed: another one's who decides to this day, and not with a key that was stolen."""
    found, person = holder(team, by.key), team.people.get(by.person)
    if found is None or person is None or by.person == signer.person or signer.is_device or signer.is_root:
        return False
    is_theirs = found.person == by.person and found.status != "compromised"
    return is_theirs and person.status == "active" and not {"lead", "supervisor"}.isdisjoint(person.roles)


def is_endorsed(
    team: Team,
    signer: Signer,
    kind: str,
    digest: str,
    authors: Collection[str] = (),
    *,
    endorsed: Callable[[str], Collection[Endorsing]],
    through: Collection[str] = (),
) -> bool:
    """Whether what `signer` signed as a kind is endorsed by somebody who may; `through` are the endorsements it was come by so far.

    Nobody endorses a judgement on their own work, nor of what they signed themselves anything but what they could sign today. An
    endorsement that is endorsed itself goes on counting.
    """
    if signer.is_device or signer.is_root:
        return False
    for by in endorsed(digest):
        if (by.of, by.kind) != (signer.person, kind) or (kind in JUDGING and by.person in authors):
            continue
        is_theirs = by.person != signer.person or set(roles_for(kind, team.policy.signers)) & set(team.people[by.person].roles)
        if is_theirs and endorses(team, by, endorsed=endorsed, through=through):
            return True
    return False


def endorses(team: Team, by: Endorsing, *, endorsed: Callable[[str], Collection[Endorsing]], through: Collection[str] = ()) -> bool:
    """Whether an endorsement counts: of somebody who may sign one, or itself endorsed; `through` are those it was come by so far."""
    found = holder(team, by.key)
    if found is None or found.person != by.person or by.digest in through:
        return False
    deeper = (*through, by.digest)
    return found.signs(team, ENDORSEMENT) or is_endorsed(team, found, ENDORSEMENT, by.digest, endorsed=endorsed, through=deeper)


def _holder(place: str, id_: str, person: Person, status: str, last: str) -> Signer:
    return Signer(place, id_, person.name, person.roles, person.region, status, last)
