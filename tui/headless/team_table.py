"""A team as `verifier team` prints it: what people compare, who is in it with which key, and whether one's own key is."""

from typing import TYPE_CHECKING

from models.desk import teams
from models.documents import keys
from models.documents.signers import signers
from models.documents.team_told import policy_told
from models.explanation import roles_told
from models.moments import local_date, moment
from models.words import Words
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.desk.teams import CurrentTeam
    from models.documents.team import Device, EarlierKey, Person, Root, Team


def print_head(words: Words, desk: "Desk", team: "CurrentTeam", public: str | None) -> None:
    """Print the team's name and age, what people compare of it, and what it says of the key `public`."""
    said = team.team
    issued = words.date(local_date(moment(said.issued_at)))
    roots = ", ".join(root.name for root in said.roots.values())
    rows = (
        (words("team.name"), said.name),
        (words("team.number"), words.count("team.aged", desk.ask(teams.age, said), number=said.number, issued=issued)),
        (words("team.six_words"), team.six_words),
        (words("team.fingerprint"), team.fingerprint),
        (words("team.roots"), words("team.threshold", need=said.threshold, of=len(said.roots), names=roots)),
        (words("team.policy"), policy_told(words, said.policy)),
        (words("team.my_key"), words(f"team.mine.{team.standing_of(public)}")),
    )
    width = max(len(label) for label, _ in rows)
    for label, value in rows:
        print(f"{label:<{width}}  {value}")


def print_whole(words: Words, desk: "Desk", team: "CurrentTeam", public: str | None) -> None:
    """Print the team with everybody in it."""
    print_head(words, desk, team, public)
    said, key_columns = team.team, [words("team.status"), words("team.six_words"), words("team.fingerprint")]

    def key(status: str, line: str) -> tuple[str, ...]:
        return words(f"team.standing.{status}"), keys.six_words(line), keys.fingerprint(line)

    print()
    headings = [words("team.member"), words("team.roles"), words("first.region"), *key_columns]
    people = [
        (person.name, roles_told(words, person.roles), person.region or "-", *key(person.status, person.key))
        for person in said.people.values()
    ]
    print_rows(headings, people, cut=0)
    print()
    devices = [(held.name, held.place.partition(".")[2], *key(held.status, line)) for line, held in signers(said) if held.is_device]
    print_rows([words("team.device"), words("team.id"), *key_columns], devices, cut=0)
    print()
    print_roots(words, said, None)


def print_roots(words: Words, team: "Team", mine: str | None) -> None:
    """Print the root keys of a team, of which `mine` is on this laptop, and how many are needed."""
    me = f" ({words('team.me')})"
    rows = [
        (f"{root.name}{me if root.key == mine else ''}", id_, keys.six_words(root.key), keys.fingerprint(root.key))
        for id_, root in team.roots.items()
    ]
    print_rows([words("team.root"), words("team.id"), words("team.six_words"), words("team.fingerprint")], rows, cut=0)
    print(words("team.needed", need=team.threshold, of=len(team.roots)))


def roots_data(team: "Team", mine: str | None) -> list[dict[str, object]]:
    """The same as data."""
    return [{"id": id_, **_data(root), "is_mine": root.key == mine} for id_, root in team.roots.items()]


def data(desk: "Desk", team: "CurrentTeam", public: str | None) -> dict[str, object]:
    """The same as data."""
    said = team.team
    return {
        "name": said.name,
        "number": said.number,
        "issued_at": said.issued_at,
        "age_days": desk.ask(teams.age, said),
        "digest": team.digest,
        "six_words": team.six_words,
        "fingerprint": team.fingerprint,
        "threshold": said.threshold,
        "approver_may_issue": said.policy.issuer_may_be_approver,
        "roots": [{"id": id_, **_data(root)} for id_, root in said.roots.items()],
        "members": [
            {"id": id_, **_data(person), "earlier": [_data(earlier) for earlier in person.earlier.values()]}
            for id_, person in said.people.items()
        ],
        "devices": [{"id": id_, **_data(device)} for id_, device in said.devices.items()],
        "mine": {"person": desk.actor.person, "role": desk.actor.role, "key": team.standing_of(public)},
    }


def _data(entry: "Root | Person | Device | EarlierKey") -> dict[str, object]:
    """What an entry says, with its key as people compare it."""
    told = entry.model_dump(exclude={"key", "sealing_key", "earlier"})
    return {**told, "six_words": keys.six_words(entry.key), "fingerprint": keys.fingerprint(entry.key)}
