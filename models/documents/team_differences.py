"""What one team document changes of the one before it, as sentences of the catalogue with their fields.

Nothing is left out: what no sentence is about is told by its place and value, so that nobody signs what they were not shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from models.documents import keys
from models.documents.team import Device, Person, Policy, Team

_CHAINED: Final = frozenset({"number", "previous", "issued_at", "threshold", "roots", "people", "devices", "policy"})
"""What always changes, and what is looked at entry by entry."""
_TOLD: Final = frozenset({"name", "key", "roles", "region", "status"})
"""What a sentence is about when it changes for a member."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One change."""

    said: str
    """The id of its sentence."""
    fields: Mapping[str, object] = field(default_factory=dict)


def between(before: Team, team: Team) -> tuple[Difference, ...]:
    """What `team` changes of `before`: roots and their number first, then people, devices and the rest."""
    return (
        *_roots(before, team),
        *_people(before, team),
        *_devices(before, team),
        *_policy(before.policy, team.policy),
        *_others(before.model_dump(), team.model_dump(), _CHAINED),
    )


def _roots(before: Team, team: Team) -> Iterator[Difference]:
    if before.threshold != team.threshold:
        yield Difference("team.change.threshold", {"before": before.threshold, "need": team.threshold, "of": len(team.roots)})
    for id_ in {**before.roots, **team.roots}:
        old, new = before.roots.get(id_), team.roots.get(id_)
        if old is not None and (new is None or new.key != old.key):
            yield Difference("team.change.root_gone", {"name": old.name, "id": id_, "words": keys.six_words(old.key)})
        if new is not None and (old is None or new.key != old.key):
            yield Difference("team.change.root_new", {"name": new.name, "id": id_, "words": keys.six_words(new.key)})
        elif old is not None and new is not None and old.name != new.name:
            yield Difference("team.change.name", {"name": old.name, "value": new.name})


def _people(before: Team, team: Team) -> Iterator[Difference]:
    for id_, person in team.people.items():
        old = before.people.get(id_)
        if old is None:
            said = {"name": person.name, "roles": person.roles, "region": person.region or "-", "words": keys.six_words(person.key)}
            yield Difference("team.change.person_new", said)
            usual = {"status": "active", "last": "", "earlier": {}, "sealing_key": keys.sealing(person.key)}
            yield from _others({**person.model_dump(), **usual}, person.model_dump(), place=f"people.{id_}")
        else:
            yield from _person(id_, old, person)


def _person(id_: str, old: Person, person: Person) -> Iterator[Difference]:
    if old.name != person.name:
        yield Difference("team.change.name", {"name": old.name, "value": person.name})
    if old.key != person.key:
        yield Difference("team.change.key", {"name": person.name, "words": keys.six_words(person.key)})
    if old.roles != person.roles:
        yield Difference("team.change.roles", {"name": person.name, "roles": person.roles})
    if old.region != person.region:
        yield Difference("team.change.region", {"name": person.name, "value": person.region or "-"})
    if old.status != person.status:
        yield Difference("team.change.status", {"name": person.name, "status": person.status})
    yield from _others(_expected(old, person), person.model_dump(), _TOLD, place=f"people.{id_}")


def _expected(old: Person, person: Person) -> dict[str, Any]:
    """What else a member's table holds where nothing but what is told of them changes."""
    said = old.model_dump()
    if old.key == person.key:
        return said
    status = "lost" if old.status == "active" else old.status
    before = {"key": old.key, "sealing_key": old.sealing_key, "status": status, "last": old.last}
    added = {number: before for number in person.earlier if number not in old.earlier}
    return {**said, "last": "", "sealing_key": keys.sealing(person.key), "earlier": {**said["earlier"], **added}}


def _devices(before: Team, team: Team) -> Iterator[Difference]:
    for id_, device in team.devices.items():
        old = before.devices.get(id_)
        name = team.people[device.person].name
        if old is None:
            yield Difference("team.change.device_new", {"name": name, "id": id_, "words": keys.six_words(device.key)})
            old = device.model_copy(update={"status": "active", "last": ""})
        yield from _device(id_, name, old, device)


def _device(id_: str, name: str, old: Device, device: Device) -> Iterator[Difference]:
    if old.status != device.status:
        yield Difference("team.change.device_status", {"name": name, "id": id_, "status": device.status})
    yield from _others(old.model_dump(), device.model_dump(), {"status"}, place=f"devices.{id_}")


def _policy(before: Policy, policy: Policy) -> Iterator[Difference]:
    if before.issuer_may_be_approver is not policy.issuer_may_be_approver:
        yield Difference("team.change.approver_issues" if policy.issuer_may_be_approver else "team.change.approver_issues_not")
    yield from _others(before.model_dump(), policy.model_dump(), {"issuer_may_be_approver"}, place="policy")


def _others(
    before: Mapping[str, Any], after: Mapping[str, Any], told: frozenset[str] | set[str] = frozenset(), place: str = ""
) -> Iterator[Difference]:
    """What differs elsewhere, by place and value."""
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if name in told or old == new:
            continue
        at = f"{place}.{name}" if place else name
        if isinstance(old or {}, Mapping) and isinstance(new or {}, Mapping):
            yield from _others(old or {}, new or {}, place=at)
        else:
            yield Difference("team.change.other", {"place": at, "value": "-" if new in (None, "") else _told(new)})


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
