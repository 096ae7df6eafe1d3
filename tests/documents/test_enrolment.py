"""The request for enrolment: both keys prove that they are there, and nothing that is not theirs comes in with it."""

import tomllib
from typing import Any, Final

import pytest
import tomli_w

from models.documents import toml
from models.documents.enrolment import opened_request
from models.errors import Refusal
from models.words import LANGUAGES, Words
from tests.documents.team_kit import SMALL_ORDER, key, request, sealing, signed
from tests.sheets import ABSENT, changed

BODY: Final = toml.write(request("ani"))
BOTH: Final = ("ani", "laptop-ani")


def refused(body: bytes, signatures: list[bytes]) -> Refusal:
    """The refusal of a request, which has a sentence in both languages."""
    with pytest.raises(Refusal) as found:
        opened_request(body, signatures, "x.toml")
    assert all("x.toml" in Words(language).refusal(found.value) for language in LANGUAGES)
    return found.value


def with_changes(**changes: object) -> bytes:
    """Ani's request with other values."""
    return tomli_w.dumps(changed(tomllib.loads(BODY.decode()), **changes)).encode()


def test_the_bytes_are_those_agreed() -> None:
    assert BODY.decode().splitlines() == [
        'format = "verifier"',
        'kind = "enrolment"',
        "major = 1",
        "minor = 0",
        'person = "ani"',
        'name = "Ani Lestari"',
        'key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOj2V170U9UFhpydD/Pud524L/kiF1qK8UFTb3K76vTe"',
        'sealing_key = "db23c00ace0b4861045cfc5c4661cfa3a5232bbe8562a8c890a24d15be6b5c36"',
        'device = "laptop-ani"',
        'device_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIECipm9hWzyy8FS8lRM0dfdaSSZDZNWxu61KkS5a3eev"',
        'made_at = "2026-11-25T04:33:59Z"',
    ]


@pytest.mark.parametrize("order", [BOTH, BOTH[::-1], (*BOTH, "dewa")])
def test_a_request_is_taken_with_both_signatures_in_any_order(order: tuple[str, ...]) -> None:
    assert opened_request(BODY, signed(BODY, *order, kind="enrolment"), "x.toml") == request("ani")


@pytest.mark.parametrize(
    ("signers", "label"), [(("laptop-ani",), "enrolment.key"), (("ani",), "enrolment.device_key"), ((), "enrolment.key")]
)
def test_a_key_that_does_not_show_itself_is_named(signers: tuple[str, ...], label: str) -> None:
    found = refused(BODY, signed(BODY, *signers, kind="enrolment"))
    assert (found.code, found.fields["label"]) == ("enrolment.signature", label)


def test_somebody_elses_keys_cannot_be_enrolled() -> None:
    stolen = with_changes(key=key("budi").public)
    assert refused(stolen, signed(stolen, *BOTH, kind="enrolment")).code == "enrolment.signature"
    assert refused(stolen, signed(BODY, "budi", "laptop-ani", kind="enrolment")).code == "signature.bytes"


def test_a_signature_for_another_purpose_proves_nothing() -> None:
    assert refused(BODY, signed(BODY, *BOTH, kind="team")).code == "signature.purpose"


def test_what_is_no_signature_is_named() -> None:
    assert refused(BODY, [*signed(BODY, *BOTH, kind="enrolment"), b"x"]).code == "signature.damaged"


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"device_key": key("ani").public}, {"device_key": "key_doubled"}),
        ({"key": SMALL_ORDER}, {"key": "key"}),
        ({"device_key": SMALL_ORDER, "sealing_key": "00" * 32}, {"device_key": "key", "sealing_key": "sealing_key"}),
        ({"key": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7"}, {"key": "key"}),
        ({"sealing_key": sealing("ani")[:-1]}, {"sealing_key": "not_allowed"}),
        ({"person": "../ani", "device": "nul"}, {"person": "not_allowed", "device": "not_allowed"}),
        ({"name": "Ani\nBudi", "made_at": "2026-02-31T00:00:00Z"}, {"name": "not_allowed", "made_at": "not_allowed"}),
        ({"roles": ["supervisor"]}, {"roles": "unknown_key"}),
        ({"sealing_key": ABSENT}, {"sealing_key": "missing"}),
    ],
)
def test_a_request_that_cannot_be_is_refused_at_its_places(changes: dict[str, object], faults: dict[str, str]) -> None:
    body = with_changes(**changes)
    found = refused(body, signed(body, *BOTH, kind="enrolment"))
    listed: Any = found.fields["faults"]
    assert (found.code, {fault.place: fault.code for fault in listed}) == ("document.faults", faults)


def test_another_kind_and_a_book_are_no_requests() -> None:
    assert refused(with_changes(kind="team"), []).code == "document.kind"
    assert refused(BODY + b"#" * 10_000, []).code == "document.too_large"
