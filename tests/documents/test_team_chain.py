"""The chain of teams: the next one by enough roots of both, never an older, never a leap, never a fork, and the first by comparing."""

from typing import Final

import pytest

from models.codes import digest
from models.documents import team_changes as change
from models.documents import toml
from models.documents.signatures import sign
from models.documents.team import Device, Team
from models.documents.team_chain import accepted, fingerprint, six_words
from models.errors import Refusal
from models.words import LANGUAGES, Words
from tests.documents.team_kit import NOW, SMALL_ORDER, key, request, root, roots, signed, team

Named = tuple[Team, bytes]


def named(found: Team) -> Named:
    """A team and its bytes."""
    return found, toml.write(found)


def after(before: Named, changed: Team) -> Named:
    """The team that follows, and its bytes."""
    return named(change.next_team(changed, before[1], NOW))


THREE: Final = ("pusat", "kedua", "ketiga")
FIRST: Final = named(change.with_roots(team(), roots(THREE), 2))
SECOND: Final = after(FIRST, change.assigned(FIRST[0], "ani", ["lead"]))
THIRD: Final = after(SECOND, change.enrolled(SECOND[0], request("dewa"), ["verifier"]))
FORK: Final = after(FIRST, change.assigned(FIRST[0], "ani", ["supervisor"]))
SAME_NUMBER: Final = named(THIRD[0].model_copy(update={"number": 2}))
"""It follows the second one and has its number."""
AFTER_FORK: Final = after(FORK, change.enrolled(FORK[0], request("dewa"), ["verifier"]))
OTHERS: Final = after(FIRST, change.with_roots(FIRST[0], roots(["ketiga", "keempat", "kelima"]), 2))
FEWER: Final = after(FIRST, change.with_roots(FIRST[0], roots(["pusat"]), 1))
MORE: Final = after(FIRST, change.with_roots(FIRST[0], roots(THREE), 3))


def refused(current: Named | None, body: bytes, signatures: list[bytes], trusted: str = "") -> Refusal:
    """The refusal of a candidate, which has a sentence in both languages."""
    with pytest.raises(Refusal) as found:
        accepted(current, body, signatures, "x.toml", trusted)
    assert all("x.toml" in Words(language).refusal(found.value) for language in LANGUAGES)
    return found.value


@pytest.mark.parametrize(
    ("current", "candidate", "signers"),
    [
        (FIRST, SECOND, ("pusat", "kedua")),
        (FIRST, SECOND, ("ketiga", "kedua", "pusat")),
        (SECOND, THIRD, ("kedua", "ketiga")),
        (FIRST, OTHERS, ("pusat", "ketiga", "keempat")),
        (FIRST, OTHERS, ("pusat", "kedua", "kelima", "keempat")),
        (FIRST, FEWER, ("pusat", "kedua")),
        (FIRST, MORE, THREE),
    ],
)
def test_the_next_team_is_taken_when_enough_roots_of_both_have_signed(current: Named, candidate: Named, signers: tuple[str, ...]) -> None:
    assert accepted(current, candidate[1], signed(candidate[1], *signers), "x.toml") == candidate[0]


@pytest.mark.parametrize(
    ("candidate", "signers", "of", "have", "need"),
    [
        (SECOND, (), 1, 0, 2),
        (SECOND, ("pusat",), 1, 1, 2),
        (SECOND, ("pusat", "pusat"), 1, 1, 2),
        (SECOND, ("pusat", "keempat", "citra", "laptop-citra"), 1, 1, 2),
        (OTHERS, ("ketiga", "keempat", "kelima"), 1, 1, 2),
        (OTHERS, ("pusat", "kedua"), 2, 0, 2),
        (OTHERS, ("pusat", "ketiga"), 2, 1, 2),
        (FEWER, ("pusat",), 1, 1, 2),
        (FEWER, ("kedua", "ketiga"), 2, 0, 1),
        (MORE, ("pusat", "kedua"), 2, 2, 3),
    ],
)
def test_too_few_signatures_are_told_by_number(candidate: Named, signers: tuple[str, ...], of: int, have: int, need: int) -> None:
    found = refused(FIRST, candidate[1], signed(candidate[1], *signers))
    assert (found.code, found.fields) == ("team.signatures", {"file": "x.toml", "number": of, "have": have, "need": need})


@pytest.mark.parametrize(
    ("current", "candidate", "code"),
    [
        (SECOND, FIRST, "team.older"),
        (THIRD, FIRST, "team.older"),
        (SECOND, SECOND, "team.older"),
        (FIRST, FIRST, "team.older"),
        (FIRST, THIRD, "team.gap"),
        (SECOND, FORK, "team.fork"),
        (SECOND, SAME_NUMBER, "team.fork"),
        (SECOND, AFTER_FORK, "team.fork"),
        (FORK, THIRD, "team.fork"),
    ],
)
def test_what_is_not_the_next_one_is_refused_though_well_signed(current: Named, candidate: Named, code: str) -> None:
    assert refused(current, candidate[1], signed(candidate[1], *THREE)).code == code


def test_an_old_team_on_a_stick_changes_nothing_whoever_signed_it() -> None:
    found = refused(THIRD, SECOND[1], [])
    assert (found.code, found.fields["number"], found.fields["current"]) == ("team.older", 2, 3)


def test_nobody_without_root_keys_can_raise_the_alarm_of_a_fork() -> None:
    own = change.with_roots(FORK[0], roots(["pencuri"]), 1)
    assert refused(SECOND, toml.write(own), signed(toml.write(own), "pencuri")).code == "team.signatures"


def test_signatures_for_another_purpose_or_of_other_bytes_count_for_nothing() -> None:
    other = [*signed(SECOND[1], "pusat", "kedua", kind="verdict"), *signed(SECOND[1] + b"\n", "pusat", "kedua")]
    assert refused(FIRST, SECOND[1], other).fields["have"] == 0


def test_files_that_are_no_signatures_take_nothing_away_from_good_ones() -> None:
    good = signed(SECOND[1], "pusat", "kedua")
    given = [b"", b"\xff" * 9_999, good[0][:-9], *signed(FIRST[1], *THREE), *good, *signed(SECOND[1], "pencuri")]
    assert accepted(FIRST, SECOND[1], given, "x.toml") == SECOND[0]


def test_one_byte_changed_takes_every_signature_away() -> None:
    body = SECOND[1].replace(b"Ani", b"Adi")
    assert refused(FIRST, body, signed(SECOND[1], *THREE)).code == "team.signatures"


def test_a_team_without_the_key_of_somebody_who_signed_is_refused() -> None:
    people = {id_: person for id_, person in FIRST[0].people.items() if id_ != "ani"}
    devices = {id_: device for id_, device in FIRST[0].devices.items() if device.person != "ani"}
    lost = after(FIRST, FIRST[0].model_copy(update={"people": people, "devices": devices}))
    found = refused(FIRST, lost[1], signed(lost[1], *THREE))
    assert found.code == "document.faults"
    assert [fault.place for fault in found.fields["faults"]] == ["people.ani.key", "devices.laptop-ani.key"]  # type: ignore[attr-defined]


def test_a_key_cannot_become_another_persons() -> None:
    people = dict(FIRST[0].people)
    people["ani"], people["budi"] = (
        people[one].model_copy(update={"key": people[other].key}) for one, other in (("ani", "budi"), ("budi", "ani"))
    )
    swapped = after(FIRST, FIRST[0].model_copy(update={"people": people}))
    assert refused(FIRST, swapped[1], signed(swapped[1], *THREE)).code == "document.faults"


def test_a_new_key_that_keeps_the_earlier_one_is_no_loss() -> None:
    renewed = after(FIRST, change.renewed(FIRST[0], request("ani", renewal=" 2")))
    assert accepted(FIRST, renewed[1], signed(renewed[1], *THREE), "x.toml") == renewed[0]


@pytest.mark.parametrize("candidate", [FIRST, THIRD], ids=["the first", "a later one"])
def test_a_laptop_without_team_takes_the_one_whose_name_people_compared(candidate: Named) -> None:
    found, body = candidate
    words = six_words(body)
    for trusted in (words, words.upper(), words.replace(" ", "-"), f"  {words.replace(' ', '  ')} ", fingerprint(body), digest(body)):
        assert accepted(None, body, signed(body, "pusat", "kedua"), "x.toml", trusted) == found


@pytest.mark.parametrize(
    "trusted",
    ["", " ", six_words(SECOND[1]), six_words(FIRST[1])[:-5], fingerprint(SECOND[1]), fingerprint(FIRST[1])[:-1], "SHA256:", FIRST[0].name],
)
def test_a_laptop_without_team_takes_nothing_that_merely_lies_on_the_stick(trusted: str) -> None:
    assert refused(None, FIRST[1], signed(FIRST[1], *THREE), trusted).code == "team.untrusted"


def test_a_compared_name_does_not_stand_for_the_signatures() -> None:
    assert refused(None, FIRST[1], signed(FIRST[1], "pusat"), six_words(FIRST[1])).code == "team.signatures"


def test_a_root_key_of_small_order_signs_nothing() -> None:
    weak = root("pusat").model_copy(update={"key": SMALL_ORDER})
    body = toml.write(change.with_roots(team(), {"pusat": weak}, 1))
    assert refused(None, body, [sign(key("pusat"), body, "team")], six_words(body)).code == "document.faults"


def test_a_device_can_go_to_another_person_of_the_team() -> None:
    devices = {**FIRST[0].devices, "laptop-ani": Device(person="budi", key=key("laptop-ani").public, status="active")}
    moved = after(FIRST, FIRST[0].model_copy(update={"devices": devices}))
    assert accepted(FIRST, moved[1], signed(moved[1], *THREE), "x.toml") == moved[0]


def test_the_fingerprint_is_the_digest_in_the_form_of_keys() -> None:
    assert fingerprint(b"") == "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
    assert six_words(b"") != six_words(b"a")
