"""How a team is told: a line for each member, device and root key, and what is known of one of them. Pictures only."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, cast

from models.desk.roots import Proposal
from models.desk.teams import STALE, CurrentTeam, Since
from models.documents import keys
from models.documents.signers import Signer, signers
from models.documents.team import Role, Team
from models.documents.team_told import difference_told, policy_told, support_told
from models.explanation import roles_told
from models.fields import Field, Option
from models.moments import local_date, moment
from models.rules.permissions import ROLES
from models.words import Words
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph

TEAM: Final = "team"
"""Key of the line that stands for the whole."""
POLICY: Final = "policy"
"""Key of the line that says whether an approver may issue."""
APPROVER: Final = ("no", "yes")
"""Whether they may, in the words of the catalogue."""
PROPOSAL: Final = "proposal "
"""Beginning of the key of the line of a proposal, before its file."""
CHOICES: Final = ("found", "take", "request")
"""What can be done without a team: keys of the lines shown then, and the commands they stand for."""
_TONES: Final = {"active": Tone.GOOD, "left": Tone.MUTED, "lost": Tone.WARN, "compromised": Tone.BAD}

_ROLES: Final = tuple(roles for count in (1, 2, 3) for roles in combinations(ROLES, count))


def large(six: str) -> str:
    """Six words as large as a terminal has letters, for reading out."""
    spaced = [" ".join(word.upper()) for word in six.split()]
    return "\n".join(("", "     ".join(("", *spaced[:3])), "", "     ".join(("", *spaced[3:])), ""))


def choice_lines(words: Words) -> tuple[Line, ...]:
    """What can be done without a team, and the keys that do it."""
    return tuple(Line(name, left=((f"{words.press[f'team.{name}']}  ", Tone.MUTED),), text=words(f"what.team.{name}")) for name in CHOICES)


def choice_pane(words: Words, key: str) -> tuple[Paragraph, ...]:
    """What one of them means."""
    return (Paragraph(words(f"what.team.{key}"), tone=Tone.HEADING), Paragraph(words(f"team.why.{key}"))) if key in CHOICES else ()


def team_lines(words: Words, team: CurrentTeam, age: int, person: str) -> Iterator[Line]:
    """The team as a whole, then who and what holds its keys; `person` is who reads it."""
    said, held = team.team, [each for _, each in signers(team.team) if ".earlier." not in each.place]
    aged = (words.count("team.days", age), Tone.WARN if age > STALE else Tone.MUTED)
    yield Line(TEAM, left=((f"{words('team.six_words')}  ", Tone.MUTED),), text=team.six_words, right=(aged,))
    for kind in ("people", "devices", "roots"):
        found = [each for each in held if each.place.startswith(f"{kind}.")]
        yield Line(f"heading.{kind}", text=words(f"team.part.{kind}", count=len(found)), tone=Tone.HEADING, selectable=False)
        if kind == "roots":
            yield Line(POLICY, left=((f"{words('team.policy')}  ", Tone.MUTED),), text=policy_told(words, said.policy))
        for each in found:
            yield _line(words, each, is_me=each.person == person, threshold=f"{said.threshold}/{len(said.roots)}")


def policy_pane(words: Words, team: CurrentTeam) -> tuple[Paragraph, ...]:
    """What the team allows who approved a review, and how that is changed."""
    return (
        Paragraph(policy_told(words, team.team.policy), tone=Tone.HEADING),
        Paragraph(words(f"team.approver.{APPROVER[team.team.policy.issuer_may_be_approver]}_told")),
        Paragraph(words("team.waits_told"), tone=Tone.MUTED),
    )


def _line(words: Words, held: Signer, *, is_me: bool, threshold: str) -> Line:
    name = f"{held.name} ({words('team.me')})" if is_me and held.place.startswith("people.") else held.name
    if held.is_root:
        return Line(held.place, text=name, right=((threshold, Tone.MUTED),))
    right: list[Span] = []
    if not held.is_device:
        right.append((" · ".join(filter(None, (roles_told(words, held.roles), held.region))) + "  ", Tone.MUTED))
    status = (words(f"team.standing.{held.status}"), _TONES[held.status])
    id_ = held.place.partition(".")[2]
    return Line(held.place, text=f"{name} · {id_[:8]}" if held.is_device else name, right=(*right, status))


def team_pane(words: Words, team: CurrentTeam, age: int, public: str | None) -> tuple[Paragraph, ...]:
    """What is known of the team as a whole, and of one's own key in it."""
    said, standing = team.team, team.standing_of(public)
    numbered = words.count("team.aged", age, number=said.number, issued=words.date(local_date(moment(said.issued_at))))
    roots = words("team.threshold", need=said.threshold, of=len(said.roots), names=", ".join(root.name for root in said.roots.values()))
    told = [
        Paragraph(said.name, tone=Tone.HEADING),
        Paragraph(numbered, label=words("team.number")),
        Paragraph(words(f"team.mine.{standing}"), label=words("team.my_key"), tone=Tone.PLAIN if standing == "active" else Tone.WARN),
        Paragraph(team.six_words, label=words("team.six_words"), tone=Tone.ACCENT),
        Paragraph(team.fingerprint, label=words("team.fingerprint"), tone=Tone.MUTED),
        Paragraph(roots, label=words("team.roots"), tone=Tone.MUTED),
    ]
    if age > STALE:
        told.insert(1, Paragraph(words("team.stale", days=age), tone=Tone.WARN))
    return tuple(told)


def proposal_lines(words: Words, waiting: Sequence[Proposal]) -> Iterator[Line]:
    """The proposals that wait in the folder of files for people."""
    if waiting:
        yield Line("heading.proposals", text=words("team.part.proposals", count=len(waiting)), tone=Tone.HEADING, selectable=False)
    for each in waiting:
        missing = each.support.missing
        told = words.count("team.lacks", missing) if missing else words("team.lacks_nothing")
        yield Line(f"{PROPOSAL}{each.document.name}", text=each.document.name, right=((told, Tone.WARN if missing else Tone.GOOD),))


def proposal_pane(words: Words, waiting: Sequence[Proposal], key: str) -> tuple[Paragraph, ...]:
    """What a proposal would change, and whose signatures it has."""
    found = next((each for each in waiting if f"{PROPOSAL}{each.document.name}" == key), None)
    if found is None:
        return ()
    return (
        Paragraph(support_told(words, found.support), tone=Tone.WARN if found.support.missing else Tone.GOOD),
        *(Paragraph(f"- {change}") for change in changes_told(words, found)),
    )


def changes_told(words: Words, proposal: Proposal) -> tuple[str, ...]:
    """What a proposal would change, in words."""
    return tuple(difference_told(words, difference) for difference in proposal.differences)


def holder_pane(words: Words, team: CurrentTeam, place: str, since: Mapping[str, Since]) -> tuple[Paragraph, ...]:
    """What is known of the holder of a key at its place in the team."""
    found = next(((line, each) for line, each in signers(team.team) if each.place == place), None)
    if found is None:
        return ()
    told = tuple(_holder(words, *found, since.get(place)))
    if not found[1].is_root:
        return told
    needed = words("team.needed", need=team.team.threshold, of=len(team.team.roots))
    advice = (Paragraph(words("team.root_advice"), tone=Tone.WARN),) if team.team.threshold == 1 else ()
    return (*told[:2], Paragraph(needed), *told[2:-1], *advice, Paragraph(words("team.waits_told"), tone=Tone.MUTED), told[-1])


def _holder(words: Words, line: str, held: Signer, since: Since | None) -> Iterator[Paragraph]:
    kind = "root" if held.is_root else "device" if held.is_device else held.status
    yield Paragraph(held.name, tone=Tone.HEADING)
    yield Paragraph(words(f"team.told.{kind}"), tone=Tone.PLAIN if held.status == "active" else _TONES[held.status])
    if held.status != "active" and not held.is_device:
        yield Paragraph(words("team.to_endorse"), tone=Tone.MUTED)
    if held.last:
        yield Paragraph(held.last, label=words("team.last"), tone=Tone.WARN)
    yield Paragraph(keys.six_words(line), label=words("team.six_words"), tone=Tone.ACCENT)
    yield Paragraph(keys.fingerprint(line), label=words("team.fingerprint"), tone=Tone.MUTED)
    if not (held.is_root or held.is_device):
        region = held.region or words("team.no_region")
        yield Paragraph(f"{roles_told(words, held.roles)} · {region}", label=words("team.roles"))
    if since is not None:
        told = "team.since_before" if since.is_first else "team.since"
        issued = words.date(local_date(moment(since.issued_at)))
        yield Paragraph(words(told, number=since.number, issued=issued), tone=Tone.MUTED)
    yield Paragraph(held.place.partition(".")[2], label=words("team.id"), tone=Tone.MUTED)


def ended_since(before: Team, now: Team) -> Iterator[str]:
    """The places of the members whose key or a role of whom ended between two teams."""
    for id_, person in before.people.items():
        later = now.people[id_]
        if (later.status, later.key) != (person.status, person.key) or not set(person.roles) <= set(later.roles):
            yield f"people.{id_}"


def marked(team: CurrentTeam | None, place: str) -> str | None:
    """The name of the member, or of whom the device belongs to, that can be marked at a place; None where there is nothing to mark."""
    held = () if team is None else (each for _, each in signers(team.team))
    return next((each.name for each in held if each.place == place and not each.is_root), None)


def role_fields(words: Words, team: CurrentTeam | None, person: str, *, is_named: bool = False) -> tuple[Field, ...]:
    """What is asked of a member, beginning with what the team says of one who is known; their name too where it can be changed."""
    known = None if team is None else team.team.people.get(person)
    options = tuple(Option(_joined(roles), roles_told(words, roles)) for roles in _ROLES)
    roles, region = (known.roles, known.region) if known else (ROLES[:1], "")
    name = Field("name", words("first.name"), value=known.name, hint=words("team.name_hint"), required=True) if known and is_named else None
    return (
        Field("roles", words("team.roles"), kind="choice", value=_joined(roles), options=options),
        Field("region", words("first.region"), value=region, hint=words("team.region_hint")),
        *((name,) if name else ()),
    )


def roles_in(values: Mapping[str, str]) -> tuple[Role, ...]:
    """The roles chosen in those fields."""
    return cast("tuple[Role, ...]", tuple(values["roles"].split("+")))


def _joined(roles: Sequence[str]) -> str:
    return "+".join(role for role in ROLES if role in roles)
