"""Changes of a team: what each leaves, and that nothing somebody signed becomes the work of a stranger."""

from collections.abc import Callable
from typing import Final

import pytest

from models.codes import digest
from models.documents import team_changes as change
from models.documents.team import Policy, Team, held
from models.errors import Refusal
from tests.documents.team_kit import NOW, key, request, roots, sealing, team

DIGEST: Final = "a" * 64


def refusal(act: Callable[[], object]) -> tuple[str, object]:
    """The code and the entry by which a change is refused."""
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code, refused.value.fields["entry"]


def test_the_founder_is_the_supervisor_and_the_first_number_has_none_before() -> None:
    first = change.founded(request("citra"), roots(["pusat"]), name="Tim", issued_at=NOW)
    assert (first.number, first.previous, first.people["citra"].roles, list(first.devices)) == (1, "", ("supervisor",), ["laptop-citra"])
    assert change.written(first)


def test_the_next_team_names_the_bytes_before() -> None:
    body = change.written(team())
    later = "2026-12-01T00:00:00Z"
    after = change.next_team(change.assigned(team(), "ani", ["lead"]), body, later)
    assert (after.number, after.previous, after.issued_at) == (2, digest(body), later)
    assert after.people["ani"].roles == ("lead",)


def test_a_change_leaves_the_team_it_began_with_as_it_was() -> None:
    body = change.written(team())
    for changed in (
        change.enrolled(team(), request("dewa"), ["lead"]),
        change.renewed(team(), request("ani", renewal=" 2")),
        change.assigned(team(), "ani", ["lead"]),
        change.marked(team(), "people.ani", "left"),
        change.marked(team(), "devices.laptop-ani", "lost"),
        change.with_roots(team(), roots(["cadangan"]), 1),
        change.with_policy(team(), Policy(issuer_may_be_approver=True)),
    ):
        assert changed != team()
        assert change.written(changed) != body
    assert change.written(team()) == body


def test_a_member_who_asks_with_the_same_keys_gets_one_more_device_and_keeps_their_roles() -> None:
    more = change.enrolled(team(), request("ani", "pc-ani"), ["supervisor"], "Papua")
    assert more.people == team().people
    assert more.devices["pc-ani"].person == "ani"
    assert change.enrolled(more, request("ani", "pc-ani"), ["supervisor"]) == more


def test_somebody_else_cannot_come_in_as_a_member_or_with_a_members_device() -> None:
    assert refusal(lambda: change.enrolled(team(), request("ani", "pc", renewal=" 2"), ["lead"])) == ("team.taken", "ani")
    sealed_to_another = request("ani", "pc").model_copy(update={"sealing_key": sealing("pencuri")})
    assert refusal(lambda: change.enrolled(team(), sealed_to_another, ["lead"])) == ("team.taken", "ani")
    assert refusal(lambda: change.enrolled(team(), request("dewa", "laptop-ani"), ["lead"])) == ("team.taken", "laptop-ani")
    other_device = request("ani").model_copy(update={"device_key": key("pencuri").public})
    assert refusal(lambda: change.enrolled(team(), other_device, ["lead"])) == ("team.taken", "laptop-ani")
    assert refusal(lambda: change.renewed(team(), request("ani", "laptop-budi", renewal=" 2"))) == ("team.taken", "laptop-budi")


def test_a_new_key_keeps_the_earlier_one_with_the_last_document_that_counts() -> None:
    once = change.renewed(team(), request("ani", renewal=" 2"), DIGEST)
    twice = change.renewed(once, request("ani", renewal=" 3"))
    ani = twice.people["ani"]
    assert (ani.key, ani.status, ani.last, ani.roles, ani.region) == (key("ani 3").public, "active", "", ("verifier",), "Jawa Timur")
    assert [(number, earlier.key, earlier.status, earlier.last) for number, earlier in ani.earlier.items()] == [
        ("1", key("ani").public, "lost", DIGEST),
        ("2", key("ani 2").public, "lost", ""),
    ]
    assert change.written(twice)


def test_a_new_key_after_a_theft_says_no_more_of_the_stolen_one_than_was_said_before() -> None:
    stolen = change.marked(team(), "people.ani", "compromised", DIGEST)
    ani = change.renewed(stolen, request("ani", renewal=" 2"), "b" * 64).people["ani"]
    assert (ani.status, ani.earlier["1"].status, ani.earlier["1"].last) == ("active", "compromised", DIGEST)


def test_the_device_of_a_thief_counted_again_once_its_owner_had_a_new_key() -> None:
    stolen = change.marked(team(), "people.ani", "compromised")
    again = change.renewed(stolen, request("ani", "laptop-baru", renewal=" 2"))
    assert (again.devices["laptop-ani"].status, again.devices["laptop-baru"].status) == ("compromised", "active")
    assert {each.status for each in again.devices.values() if each.person != "ani"} == {"active"}
    # On the same device it was the key alone, and one that was lost is in nobody's hands.
    assert change.renewed(stolen, request("ani", renewal=" 2")).devices["laptop-ani"].status == "active"
    lost = change.marked(team(), "people.ani", "lost")
    assert change.renewed(lost, request("ani", "laptop-baru", renewal=" 2")).devices["laptop-ani"].status == "active"


def test_a_new_key_that_is_the_earlier_one_is_told_as_a_fault() -> None:
    with pytest.raises(Refusal, match=r"team\.faults"):
        change.written(change.renewed(team(), request("ani")))


@pytest.mark.parametrize("place", ["people.ani", "people.ani.earlier.1", "devices.laptop-ani"])
def test_whatever_holds_a_key_can_be_marked_and_nothing_else_changes(place: str) -> None:
    before = change.renewed(team(), request("ani", renewal=" 2"))
    after = change.marked(before, place, "compromised", DIGEST)
    assert change.marked(after, place, "lost") == change.marked(before, place, "lost")
    assert after != before
    assert list(held(after)) == list(held(before))
    assert change.written(after)


@pytest.mark.parametrize("place", ["people.eka", "people.ani.earlier.9", "devices.eka", "roots.pusat", "people", "", "people.ani.key"])
def test_what_is_not_there_cannot_be_marked(place: str) -> None:
    assert refusal(lambda: change.marked(team(), place, "left"))[0] == "team.unknown"


@pytest.mark.parametrize(
    "act",
    [lambda: change.assigned(team(), "eka", ["lead"]), lambda: change.renewed(team(), request("eka"))],
    ids=["roles", "key"],
)
def test_who_is_not_there_gets_neither_roles_nor_keys(act: Callable[[], Team]) -> None:
    assert refusal(act) == ("team.unknown", "eka")


def test_the_only_supervisor_whose_key_was_stolen_can_be_marked_before_there_is_another() -> None:
    alone = change.marked(team(), "people.citra", "compromised")
    assert change.written(change.next_team(alone, change.written(team()), NOW))
