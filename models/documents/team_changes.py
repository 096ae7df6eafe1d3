"""Changes of a team: functions from a team to another one, which is numbered and chained by `next_team` and becomes bytes by `written`."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from models.codes import digest
from models.documents import toml
from models.documents.enrolment import Enrolment
from models.documents.parts import MAJOR
from models.documents.team import Device, EarlierKey, Person, Policy, Role, Root, Status, Team, opened
from models.errors import Refusal

V = TypeVar("V")


def founded(
    request: Enrolment, roots: Mapping[str, Root], *, name: str, issued_at: str, threshold: int = 1, roles: Sequence[Role] = ("supervisor",)
) -> Team:
    """The first team: the founder, who asked like everybody else, as its supervisor."""
    team = Team(
        format="verifier",
        kind="team",
        major=MAJOR,
        minor=0,
        number=1,
        name=name,
        issued_at=issued_at,
        threshold=threshold,
        policy=Policy(issuer_may_be_approver=False),
        roots=dict(roots),
        people={request.person: _person(request, roles, "")},
    )
    return _with_device(team, request)


def next_team(changed: Team, body: bytes, issued_at: str) -> Team:
    """The team that follows the one written in `body`, of which `changed` is the changed copy."""
    return changed.model_copy(update={"number": changed.number + 1, "previous": digest(body), "issued_at": issued_at})


def written(team: Team) -> bytes:
    """The bytes of a team, to be signed by roots; Refusal `team.faults` with every fault that would have it refused elsewhere."""
    body = toml.write(team)
    try:
        opened(body, f"team {team.number}")
    except Refusal as refusal:
        if refusal.code != "document.faults":
            raise
        raise Refusal("team.faults", count=refusal.fields["count"], faults=refusal.fields["faults"]) from refusal
    return body


def enrolled(team: Team, request: Enrolment, roles: Sequence[Role], region: str = "") -> Team:
    """With the person who asks and their device; with one more device only, when a member asks with the keys the team has.

    Raises:
        Refusal: `team.taken` when the person or the device is there with other keys, `team.device_gone` when the device no longer counts.
    """
    person = team.people.get(request.person)
    if person is None:
        team = _with_person(team, request.person, _person(request, roles, region))
    elif (person.key, person.sealing_key) != (request.key, request.sealing_key):
        raise Refusal("team.taken", entry=request.person)
    return _with_device(team, request)


def renewed(team: Team, request: Enrolment, last: str = "") -> Team:
    """With new keys of a member; of the earlier one what was signed up to the document `last` counts, or as much as was said before.

    Who was stolen from begins on another device: with the new key those they had before would count again.

    Raises:
        Refusal: `team.unknown` when the person is no member, and of the device as `enrolled` gives.
    """
    person = _found(team.people, request.person)
    if person.status == "active":
        before = EarlierKey(key=person.key, sealing_key=person.sealing_key, status="lost", last=last)
    else:
        before = EarlierKey(key=person.key, sealing_key=person.sealing_key, status=person.status, last=person.last)
    now = {
        "key": request.key,
        "sealing_key": request.sealing_key,
        "status": "active",
        "last": "",
        "earlier": {**person.earlier, str(len(person.earlier) + 1): before},
    }
    return _with_device(_without_stolen(_with_person(team, request.person, person.model_copy(update=now)), request, person), request)


def assigned(team: Team, person: str, roles: Sequence[Role], region: str = "") -> Team:
    """With other roles and another region of a member; Refusal `team.unknown`."""
    changed = {"roles": tuple(roles), "region": region}
    return _with_person(team, person, _found(team.people, person).model_copy(update=changed))


def called(team: Team, person: str, name: str) -> Team:
    """With another name of a member, and of the root keys that bear the name they had, where one is given; Refusal `team.unknown`.

    What was signed under the earlier name keeps it: documents tell who signed by id.
    """
    before = _found(team.people, person)
    if not name:
        return team
    is_alone = [each.name for each in team.people.values()].count(before.name) == 1
    roots = {
        # A root key says whose it is by the name alone: of two of one name nobody knows which.
        id_: root.model_copy(update={"name": name}) if is_alone and root.name == before.name else root
        for id_, root in team.roots.items()
    }
    return _with_person(team.model_copy(update={"roots": roots}), person, before.model_copy(update={"name": name}))


def marked(team: Team, place: str, status: Status, last: str = "") -> Team:
    """With another status of what `team.held` names `place`, and the digest of the last document signed with its key that counts.

    Raises:
        Refusal: `team.unknown` when nothing is at `place`.
    """
    changed = {"status": status, "last": last}
    match place.split("."):
        case ["people", person]:
            return _with_person(team, person, _found(team.people, person).model_copy(update=changed))
        case ["people", person, "earlier", number]:
            holder = _found(team.people, person)
            earlier = {**holder.earlier, number: _found(holder.earlier, number).model_copy(update=changed)}
            return _with_person(team, person, holder.model_copy(update={"earlier": earlier}))
        case ["devices", device]:
            devices = {**team.devices, device: _found(team.devices, device).model_copy(update=changed)}
            return team.model_copy(update={"devices": devices})
        case _:
            raise Refusal("team.unknown", entry=place)


def with_roots(team: Team, roots: Mapping[str, Root], threshold: int) -> Team:
    """With other keys that sign team documents, and the number of them that is needed."""
    return team.model_copy(update={"roots": dict(roots), "threshold": threshold})


def with_policy(team: Team, policy: Policy) -> Team:
    """With another policy."""
    return team.model_copy(update={"policy": policy})


def _found(entries: Mapping[str, V], entry: str) -> V:
    if entry not in entries:
        raise Refusal("team.unknown", entry=entry)
    return entries[entry]


def _person(request: Enrolment, roles: Sequence[Role], region: str) -> Person:
    return Person(name=request.name, key=request.key, sealing_key=request.sealing_key, roles=tuple(roles), region=region, status="active")


def _with_person(team: Team, id_: str, person: Person) -> Team:
    return team.model_copy(update={"people": {**team.people, id_: person}})


def _without_stolen(team: Team, request: Enrolment, before: Person) -> Team:
    """With all other devices of somebody whose key was stolen marked as stolen too."""
    if before.status != "compromised":
        return team
    theirs = {id_: each for id_, each in team.devices.items() if each.person == request.person and id_ != request.device}
    marked_ = {id_: each.model_copy(update={"status": before.status}) for id_, each in theirs.items() if each.status == "active"}
    return team.model_copy(update={"devices": {**team.devices, **marked_}})


def _with_device(team: Team, request: Enrolment) -> Team:
    device = team.devices.get(request.device)
    if device is None:
        device = Device(person=request.person, key=request.device_key, status="active")
        return team.model_copy(update={"devices": {**team.devices, request.device: device}})
    if (device.person, device.key) != (request.person, request.device_key):
        raise Refusal("team.taken", entry=request.device)
    if device.status != "active":
        raise Refusal("team.device_gone", name=request.name, status=device.status)
    return team
