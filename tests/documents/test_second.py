"""A second verification in documents: sealed to one person, promised by a digest, told word by word once it is settled."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import sodium_unpad
from nacl.public import PrivateKey as Sealing
from nacl.public import SealedBox
from nacl.signing import SigningKey
from pydantic import ValidationError

from models.codes import digest
from models.documents import keys, second, toml
from models.documents.second import Answers, GivenResult, SecondAnswer, SettledResult
from models.documents.settlement import Settlement
from models.documents.verified import Agency, Person
from models.errors import Refusal

ANSWERS = Answers.model_validate(
    {
        **second.heading(),
        "verification": "v2",
        "checklist": "c" * 64,
        "salt": "0" * 32,
        "items": {"REG-01": SecondAnswer(level=2, note="Baris satu\nbaris dua"), "REG-02": SecondAnswer(not_applicable=True, reason="BKN")},
    }
)
CONTENT = second.written(ANSWERS)


def settlement(**changed: object) -> Settlement:
    person = Person(id="p1", name="Lina", role="lead")
    told: dict[str, object] = {
        "format": "verifier",
        "kind": "settlement",
        "major": 1,
        "minor": 0,
        "verification": "v1",
        "round": "2026-1",
        "agency": Agency(code="11", name="Aceh", type="provinsi"),
        "person": person,
        "decided_at": "2026-01-02T03:04:05Z",
        "submission": "a" * 64,
        "opinion": "b" * 64,
        "by": Person(id="p2", name="Dua", role="verifier"),
        "compared": ("REG-01", "REG-02"),
        "items": {
            "REG-01": SettledResult(
                first=GivenResult(level=3), second=GivenResult(level=2, note="Baris satu\nbaris dua"), counts="first", reason="Ada."
            )
        },
        "content": digest(CONTENT),
        "opened": second.pieces(CONTENT),
    }
    return Settlement.model_validate(told | changed)


def test_what_is_sealed_is_opened_by_its_recipient_alone() -> None:
    one, other = keys.made(), keys.made()
    sealed = keys.sealed(CONTENT, keys.sealing(one.public))
    assert keys.unsealed(sealed, one) == CONTENT
    for body, key in ((sealed, other), (sealed[:-1] + bytes([sealed[-1] ^ 1]), one), (b"", one)):
        with pytest.raises(Refusal, match=r"sealing\.other"):
            keys.unsealed(body, key)


def test_another_library_opens_it_with_the_same_key() -> None:
    # The seed of an Ed25519 key by itself, as an auditor would have it from `ssh-keygen`.
    key = keys.made()
    seed = key.held.export_private_key("pkcs8-der")[-32:]
    secret: Sealing = SigningKey(seed).to_curve25519_private_key()
    assert sodium_unpad(SealedBox(secret).decrypt(keys.sealed(CONTENT, keys.sealing(key.public))), 4096) == CONTENT


def test_sealed_bytes_travel_as_lines_the_guard_lets_through() -> None:
    body = bytes(range(256)) * 300
    lines = second.lines(body)
    assert max(map(len, lines)) <= 1_000
    assert second.joined(lines, "x") == body
    with pytest.raises(Refusal, match=r"sealing\.damaged"):
        second.joined((*lines[:-1], lines[-1][:-1]), "x")
    assert base64.b64decode("".join(lines)) == body


@given(st.text(max_size=300), st.integers(1, 20_000))
def test_pieces_put_together_are_the_same_bytes(text: str, times: int) -> None:
    body = (text * times)[:40_000].encode()
    assert second.whole(second.pieces(body)) == body
    assert all(0 < len(piece) <= 8_000 for piece in second.pieces(body))


def test_a_settlement_tells_the_opinion_word_by_word() -> None:
    found = toml.read(Settlement, toml.parsed(toml.write(settlement()), "x"), "x")
    assert found == settlement()
    assert found.answers == ANSWERS


@pytest.mark.parametrize(
    "changed",
    [
        {"content": "d" * 64},
        {"opened": second.pieces(CONTENT.replace(b"level = 2", b"level = 3"))},
        {"opened": ("x",), "content": digest(b"x")},
        {"compared": ("REG-01", "REG-09")},
        {"items": {"REG-01": SettledResult(first=GivenResult(level=3), second=GivenResult(level=1), counts="first", reason="Ada.")}},
        {"items": {"REG-09": SettledResult(first=GivenResult(level=3), second=GivenResult(level=1), counts="first", reason="Ada.")}},
    ],
)
def test_a_settlement_that_tells_something_else_is_none(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="opened"):
        settlement(**changed)


def test_what_does_not_differ_or_has_no_reason_is_not_settled() -> None:
    with pytest.raises(ValidationError):
        SettledResult(first=GivenResult(level=3), second=GivenResult(level=3), counts="first", reason="Ada.")
    with pytest.raises(ValidationError):
        SettledResult(first=GivenResult(level=3), second=GivenResult(level=2), counts="first", reason=" ")
    with pytest.raises(ValidationError):
        GivenResult(level=3, not_applicable=True)


def test_answers_other_than_promised_are_refused() -> None:
    assert second.demand(CONTENT, digest(CONTENT), "x") == ANSWERS
    with pytest.raises(Refusal, match=r"sealing\.untrue"):
        second.demand(CONTENT + b"#", digest(CONTENT), "x")
