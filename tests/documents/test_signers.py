"""Who may sign what: by role, by status, by key, and what counts of those who are gone."""

from itertools import product
from typing import Final

import pytest

from models.codes import digest
from models.documents import signatures
from models.documents import team_changes as change
from models.documents.signers import Endorsing, admits, endorses, signer
from models.documents.team import Policy, Team, held
from models.errors import Refusal
from models.rules.signing import BY_ROLE, KINDS
from models.words import LANGUAGES, Words
from tests.documents.team_kit import key, request, second, team

LAST: Final = "a" * 64
OTHER: Final = "b" * 64
MAY: Final = {
    "citra": "verdict withdrawal endorsement receipt round checklist assignment action note",
    "budi": "review settlement assignment action note",
    "ani": "submission request handover opinion minutes action note",
    "laptop-ani": "segment",
    "pusat": "team",
}


def why_not(found: Team, name: str, kind: str, document: str = OTHER, earlier: tuple[str, ...] = ()) -> str:
    """The code by which what somebody signs is refused, with a sentence in both languages; "" when it counts."""
    try:
        admits(found, signer(found, key(name).public), kind, document, earlier)
    except Refusal as refusal:
        assert all(len(Words(language).refusal(refusal)) > 40 for language in LANGUAGES)
        return refusal.code
    return ""


@pytest.mark.parametrize(("name", "kind"), list(product(MAY, [*KINDS, "enrolment", "decree"])))
def test_each_kind_is_signed_by_its_roles_and_by_nobody_else(name: str, kind: str) -> None:
    assert why_not(team(), name, kind) == ("" if kind in MAY[name].split() else "signer.role")


def test_every_kind_has_somebody() -> None:
    assert set(" ".join(MAY.values()).split()) == set(KINDS)


def test_who_holds_a_key_is_told_with_what_the_team_says() -> None:
    ani, budi = signer(team(), key("ani").public), signer(second(), key("budi").public)
    assert (ani.place, ani.person, ani.name, ani.roles, ani.region) == ("people.ani", "ani", "Ani Lestari", ("verifier",), "Jawa Timur")
    assert (ani.status, ani.last, ani.is_device, ani.is_root) == ("active", "", False, False)
    assert (budi.status, budi.last) == ("left", OTHER)
    device, root = signer(team(), key("laptop-ani").public), signer(team(), key("pusat").public)
    assert (device.person, device.name, device.is_device, device.is_root) == ("ani", "Ani Lestari", True, False)
    assert (root.person, root.name, root.is_device, root.is_root) == ("", "Akar pusat", False, True)


def test_every_key_of_a_team_has_its_holder_at_its_place() -> None:
    assert {place: signer(second(), line).place for place, line in held(second())} == {place: place for place, _ in held(second())}


def test_a_key_of_nobody_is_refused_by_its_fingerprint() -> None:
    with pytest.raises(Refusal, match=r"signer\.unknown") as refused:
        signer(team(), key("pencuri").public)
    assert str(refused.value.fields["fingerprint"]) in Words("id").refusal(refused.value)


def test_a_role_refused_is_told_with_those_who_may() -> None:
    with pytest.raises(Refusal) as refused:
        admits(team(), signer(team(), key("ani").public), "assignment", OTHER)
    assert "penugasan" in Words("id").refusal(refused.value)
    assert "ketua tim, penanggung jawab" in Words("id").refusal(refused.value)
    assert "team lead, supervisor" in Words("en").refusal(refused.value)


@pytest.mark.parametrize("kind", BY_ROLE)
def test_a_policy_can_name_other_roles_for_a_kind(kind: str) -> None:
    policy = Policy(issuer_may_be_approver=False, signers={kind: ("lead",)})
    changed = change.with_policy(team(), policy)
    assert (why_not(changed, "budi", kind), why_not(changed, "citra", kind)) == ("", "signer.role")
    assert all(why_not(changed, "ani", other) == why_not(team(), "ani", other) for other in BY_ROLE if other != kind)


@pytest.mark.parametrize(
    ("status", "code"), [("active", ""), ("left", "signer.left"), ("lost", "signer.left"), ("compromised", "signer.compromised")]
)
def test_of_somebody_gone_counts_the_last_document_and_what_was_known_before(status: str, code: str) -> None:
    gone = change.marked(team(), "people.ani", status, LAST if status != "active" else "")  # type: ignore[arg-type]
    assert why_not(gone, "ani", "submission") == code
    assert why_not(gone, "ani", "submission", LAST) == ""
    assert why_not(gone, "ani", "submission", OTHER, (LAST, OTHER)) == ""
    assert why_not(gone, "ani", "submission", OTHER, (LAST,)) == code
    assert why_not(gone, "ani", "verdict", LAST) == "signer.role"


def test_without_a_last_document_nothing_of_somebody_gone_counts_but_what_was_known() -> None:
    gone = change.marked(team(), "people.ani", "compromised")
    assert why_not(gone, "ani", "submission", "") == "signer.compromised"
    assert why_not(gone, "ani", "submission", OTHER, (OTHER,)) == ""


def test_an_earlier_key_counts_up_to_its_last_document_and_the_new_one_from_then_on() -> None:
    renewed = change.renewed(team(), request("ani", renewal=" 2"), LAST)
    assert why_not(renewed, "ani", "submission", LAST) == ""
    assert why_not(renewed, "ani", "submission", OTHER) == "signer.left"
    assert why_not(renewed, "ani 2", "submission", OTHER) == ""
    assert signer(renewed, key("ani").public).person == signer(renewed, key("ani 2").public).person == "ani"


def test_what_somebody_signed_in_an_earlier_role_still_counts_when_it_was_known() -> None:
    promoted = change.assigned(team(), "ani", ["lead"])
    assert why_not(promoted, "ani", "submission") == "signer.role"
    assert why_not(promoted, "ani", "submission", OTHER, (OTHER,)) == ""


@pytest.mark.parametrize(("status", "code"), [("left", "signer.left"), ("lost", "signer.left"), ("compromised", "signer.compromised")])
def test_a_device_counts_no_more_when_it_or_its_person_is_gone(status: str, code: str) -> None:
    for place in ("people.ani", "devices.laptop-ani"):
        gone = change.marked(team(), place, status)  # type: ignore[arg-type]
        assert why_not(gone, "laptop-ani", "segment") == code
    lost = change.marked(change.marked(team(), "devices.laptop-ani", "lost", LAST), "people.ani", "compromised")
    assert (why_not(lost, "laptop-ani", "segment", LAST), why_not(lost, "laptop-ani", "segment")) == ("", "signer.left")


def test_a_device_that_is_gone_takes_its_person_nothing_away() -> None:
    assert why_not(change.marked(team(), "devices.laptop-ani", "compromised"), "ani", "submission") == ""


def taken(found: Team, body: bytes, signature: bytes, kind: str) -> str:
    """The code by which a document with its signature is refused, from the signature to the role."""
    try:
        public = signatures.signer(signature, "x.toml")
        holder = signer(found, public)
        signatures.check(body, signature, public, kind, "x.toml")
        admits(found, holder, kind, digest(body))
    except Refusal as refusal:
        return refusal.code
    return ""


def test_a_signature_counts_for_one_kind_of_document_and_for_those_who_may_sign_it() -> None:
    body = b'kind = "verdict"\n'
    assert taken(team(), body, signatures.sign(key("citra"), body, "verdict"), "verdict") == ""
    assert taken(team(), body, signatures.sign(key("citra"), body, "submission"), "verdict") == "signature.purpose"
    assert taken(team(), body, signatures.sign(key("ani"), body, "submission"), "verdict") == "signature.purpose"
    assert taken(team(), body, signatures.sign(key("ani"), body, "verdict"), "verdict") == "signer.role"
    assert taken(team(), body, signatures.sign(key("pencuri"), body, "verdict"), "verdict") == "signer.unknown"
    assert taken(team(), body, signatures.sign(key("citra"), body + b"\n", "verdict"), "verdict") == "signature.bytes"


@pytest.mark.parametrize(("name", "kind"), [("budi", "review"), ("budi", "settlement"), ("citra", "verdict")])
def test_nobody_judges_their_own_work(name: str, kind: str) -> None:
    holder = signer(team(), key(name).public)
    admits(team(), holder, kind, OTHER, authors=["ani"])
    admits(team(), holder, "note", OTHER, authors=[name])
    with pytest.raises(Refusal, match=r"signer\.own") as caught:
        admits(team(), holder, kind, OTHER, (OTHER,), authors=["ani", name])
    for language in LANGUAGES:
        said = Words(language).refusal(caught.value)
        assert holder.name in said
        assert Words(language)(f"purpose.{kind}") in said


def test_a_stolen_key_signs_nothing_more_once_the_team_says_so() -> None:
    known, forged = b"1", b"2"
    stolen = change.marked(team(), "people.citra", "compromised", digest(known))
    assert taken(stolen, known, signatures.sign(key("citra"), known, "verdict"), "verdict") == ""
    assert taken(stolen, forged, signatures.sign(key("citra"), forged, "verdict"), "verdict") == "signer.compromised"
    assert taken(team(), forged, signatures.sign(key("citra"), forged, "verdict"), "verdict") == ""


@pytest.mark.parametrize(
    ("person", "holder", "counts"),
    [("citra", "citra", True), ("citra", "budi", False), ("citra", "nobody", False), ("budi", "budi", False)],
)
def test_an_endorsement_counts_of_a_supervisor_alone_and_with_their_own_key(person: str, holder: str, counts: bool) -> None:
    by = Endorsing(person, key(holder).public, "ani", "note", OTHER)
    assert endorses(team(), by, endorsed=lambda _: ()) is counts
    assert endorses(team(), by, endorsed=lambda _: [by]) is counts
    assert not endorses(team(), by, endorsed=lambda _: (), through=[OTHER])
