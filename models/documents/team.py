"""The team: one numbered document of a chain that says who may sign what, as strict models in the order they are written.

People, devices and their keys are never taken out: what they signed stays readable, and `status` and `last` say how much of it counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from models.documents import keys, toml
from models.documents.parts import STRICT, Code, Digest, Moment, Text, tables
from models.errors import Fault, Refusal
from models.rules.signing import BY_ROLE

LONGEST: Final = 1_000_000
"""Most bytes of a team document: a thousand people with two devices each, whose keys are checked within a second."""
_DEVICE_NAMES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))})
"""Names that Windows keeps for itself: an id becomes part of a path."""

_FIELD: Final = 2**255 - 19
_SCALAR: Final = bytes(31) + b"\x40"
"""Any scalar at all: a multiple of eight of a point of small order is nothing."""


def _usable(name: str) -> str:
    if name in _DEVICE_NAMES:
        raise ValueError("device name")
    return name


def _once(roles: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(roles)) < len(roles):
        raise ValueError("doubled")
    return roles


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$"), AfterValidator(_usable)]
"""Of a person, a device or a root: safe as a principal of OpenSSH and in a path, on systems that do not tell capitals apart too."""
Line = Annotated[str, StringConstraints(pattern=r"^\S([^\n\t]*\S)?$", max_length=500)]
Key = Annotated[str, StringConstraints(max_length=200)]
"""A public line as `keys.checked` gives it."""
SealingKey = Digest
"""An X25519 public key, 64 hexadecimal digits."""
Role = Literal["verifier", "lead", "supervisor"]
Roles = Annotated[tuple[Role, ...], Field(strict=False, min_length=1, max_length=3), AfterValidator(_once)]
Status = Literal["active", "left", "lost", "compromised"]
STATUSES: Final = get_args(Status)
Ended = Literal["left", "lost", "compromised"]
Last = Digest | Literal[""]


class _Part(BaseModel):
    model_config = STRICT


class Root(_Part):
    """A key that signs team documents."""

    name: Line
    key: Key


class Policy(_Part):
    """What the team allows; `signers` names roles only for kinds where they are others than usual."""

    issuer_may_be_approver: bool
    signers: dict[Code, Roles] = {}


class EarlierKey(_Part):
    """A key somebody had before: `last` is the digest of the last document signed with it that counts."""

    key: Key
    sealing_key: SealingKey
    status: Ended
    last: Last = ""


class Person(_Part):
    """A member; `last` is the digest of the last document of theirs that counts, for one who is no longer active."""

    name: Line
    key: Key
    sealing_key: SealingKey
    roles: Roles
    region: Text = ""
    status: Status
    last: Last = ""
    earlier: dict[Id, EarlierKey] = {}


class Device(_Part):
    """An installation of the program, which signs what it sends; `last` is the digest of its last segment that counts."""

    person: Id
    key: Key
    status: Status
    last: Last = ""


class Team(_Part):
    """A team document; `previous` is the digest of the bytes of the one before."""

    format: Literal["verifier"]
    kind: Literal["team"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    number: Annotated[int, Field(ge=1, le=999_999)]
    previous: Last = ""
    name: Line
    issued_at: Moment
    threshold: Annotated[int, Field(ge=1)]
    policy: Policy
    roots: Annotated[dict[Id, Root], Field(min_length=1, max_length=20)]
    people: Annotated[dict[Id, Person], Field(min_length=1)]
    devices: dict[Id, Device] = {}


# Every act asks the newest one who is who, and a long one takes a second to read.
@lru_cache(maxsize=2)
def opened(body: bytes, file: str) -> Team:
    """The team document that `body` holds, its signatures not looked at; `file` is its name in sentences.

    Raises:
        Refusal: what `parts.tables` refuses, `document.faults` with every fault and its place.
    """
    team = toml.read(Team, tables(body, "team", file, LONGEST), file)
    signing = (*((f"roots.{id_}", root.key) for id_, root in team.roots.items()), *held(team))
    faults = (
        *_faults(team),
        *faults_of_keys(((f"{place}.key", key) for place, key in signing), signs, "key"),
        *faults_of_keys(_sealing(team), seals, "sealing_key"),
    )
    if faults:
        raise Refusal("document.faults", file=file, count=len(faults), faults=faults)
    return team


def held(team: Team) -> Iterator[tuple[str, str]]:
    """Every key of a person or a device and the place of its table, such as `people.ani`, `people.ani.earlier.1`, `devices.d1`."""
    for id_, person in team.people.items():
        yield f"people.{id_}", person.key
        for number, earlier in person.earlier.items():
            yield f"people.{id_}.earlier.{number}", earlier.key
    for id_, device in team.devices.items():
        yield f"devices.{id_}", device.key


def _sealing(team: Team) -> Iterator[tuple[str, str]]:
    for id_, person in team.people.items():
        yield f"people.{id_}.sealing_key", person.sealing_key
        for number, earlier in person.earlier.items():
            yield f"people.{id_}.earlier.{number}.sealing_key", earlier.sealing_key


def _faults(team: Team) -> Iterator[Fault]:
    if (team.number == 1) is not (team.previous == ""):
        yield Fault("previous", "not_allowed")
    if team.threshold > len(team.roots):
        yield Fault("threshold", "range", {"value": team.threshold, "least": 1, "most": len(team.roots)})
    yield from (Fault(f"policy.signers.{kind}", "unknown_key") for kind in team.policy.signers if kind not in BY_ROLE)
    # Only at first: when the one supervisor's key is stolen, the roots must be able to say so before another is found.
    if team.number == 1 and not any(person.status == "active" and "supervisor" in person.roles for person in team.people.values()):
        yield Fault("people", "no_supervisor")
    for place, status, last in (
        *((f"people.{id_}", person.status, person.last) for id_, person in team.people.items()),
        *((f"devices.{id_}", device.status, device.last) for id_, device in team.devices.items()),
    ):
        if status == "active" and last:
            yield Fault(f"{place}.last", "not_allowed")
    for id_, device in team.devices.items():
        if device.person not in team.people:
            yield Fault(f"devices.{id_}.person", "unknown", {"value": device.person})


def faults_of_keys(placed: Iterable[tuple[str, str]], usable: Callable[[str], bool], code: str) -> Iterator[Fault]:
    """What is wrong with keys that stand at places: those not `usable` with the fault `code`, and those that stand at an earlier place."""
    found: dict[str, list[str]] = defaultdict(list)
    for place, key in placed:
        found[key].append(place)
    for key, places in found.items():
        if not usable(key):
            yield from (Fault(place, code) for place in places)
        yield from (Fault(place, "key_doubled", {"first": places[0]}) for place in places[1:])


def signs(key: str) -> bool:
    """Whether this is a public line as `keys.checked` gives it."""
    try:
        return keys.checked(key) == key
    except Refusal:
        return False


def seals(key: str) -> bool:
    """Whether this is the one way to write an X25519 key, and what is sealed to it is secret: with small order everybody has the secret."""
    from nacl.bindings import crypto_scalarmult
    from nacl.exceptions import RuntimeError as NoSecret

    content = bytes.fromhex(key)
    if int.from_bytes(content, "little") >= _FIELD:
        return False
    try:
        crypto_scalarmult(_SCALAR, content)
    except NoSecret:
        return False
    return True
