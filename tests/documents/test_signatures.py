"""Signatures: good for one key, one body and one kind of document, in one form; everything else is refused by its reason."""

import base64
import binascii
from collections.abc import Iterator
from random import Random
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.documents import armour, keys, signatures
from models.errors import Refusal
from models.words import Words
from tests.documents.signing import BODY, ani, bad_points, budi, code_of, of_ani

ARMOUR: Final = "SSH SIGNATURE"
ORDER: Final = 2**252 + 27742317777372353535851937790883648493
"""The order of the group of Ed25519."""


def content() -> bytes:
    """What is in the armour of Ani's signature."""
    found = armour.taken_off(of_ani(), ARMOUR)
    assert found is not None
    return found


def checked(body: bytes = BODY, signature: bytes | None = None, kind: str = "verdict") -> str:
    """By which code the signature, else Ani's own, is refused for `body`; nothing when it is good."""
    try:
        signatures.check(body, of_ani() if signature is None else signature, ani().public, kind, "a.toml")
    except Refusal as refusal:
        return refusal.code
    return ""


def instead(old: bytes, new: bytes) -> bytes:
    """Ani's signature with other content."""
    assert content().count(old) >= 1
    return armour.put_on(content().replace(old, new, 1), ARMOUR)


def test_a_signature_is_good_for_its_key_body_and_kind() -> None:
    assert checked() == ""
    assert signatures.signer(of_ani(), "a.toml") == ani().public


def test_a_signature_has_the_armour_of_openssh() -> None:
    first, *inner, last, rest = of_ani().split(b"\n")
    assert (first, last, rest) == (b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----", b"")
    assert {len(line) for line in inner[:-1]} == {70}
    assert base64.b64decode(b"".join(inner)).startswith(b"SSHSIG\0\0\0\1\0\0\0\x33\0\0\0\x0bssh-ed25519")


def test_the_key_of_another_person_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        signatures.check(BODY, of_ani(), budi().public, "verdict", "a.toml")
    assert refused.value.code == "signature.key"
    assert refused.value.fields["found"] == keys.fingerprint(ani().public)
    assert refused.value.fields["wanted"] == keys.fingerprint(budi().public)


def test_a_submission_s_signature_offered_as_a_verdict_s_is_refused_by_both_names() -> None:
    signature = signatures.sign(ani(), BODY, "submission")
    with pytest.raises(Refusal) as refused:
        signatures.check(BODY, signature, ani().public, "verdict", "a.toml")
    assert refused.value.code == "signature.purpose"
    assert "dibuat untuk penyerahan verifikasi, bukan untuk kesimpulan verifikasi" in Words("id").refusal(refused.value)
    assert "it was made for a submission, not for a verdict" in Words("en").refusal(refused.value)


@pytest.mark.parametrize("purpose", ["file", "git", "verdict", "verdict@elsewhere", "unheard@verifier"])
def test_a_purpose_that_is_none_of_ours_is_named_as_it_is(purpose: str) -> None:
    signature = armour.put_on(ani().signature(BODY, purpose), ARMOUR)
    with pytest.raises(Refusal) as refused:
        signatures.check(BODY, signature, ani().public, "verdict", "a.toml")
    assert refused.value.code == "signature.purpose"
    assert f"made for {purpose}, not for a verdict" in Words("en").refusal(refused.value)


def test_another_body_is_refused_even_when_the_purpose_is_another_too() -> None:
    assert checked(BODY + b"\n") == "signature.bytes"
    assert checked(b"") == "signature.bytes"
    assert checked(BODY + b"\n", kind="review") == "signature.bytes"
    assert checked(signature=instead(b"verdict@", b"werdict@")) == "signature.bytes"


def test_every_other_armour_is_refused() -> None:
    signature = of_ani()
    letters = b"".join(signature.split(b"\n")[1:-2])
    others = {
        "CRLF": signature.replace(b"\n", b"\r\n"),
        "no line end": signature[:-1],
        "one line end more": signature + b"\n",
        "a blank before": b" " + signature,
        "a line before": b"x\n" + signature,
        "a line after": signature + b"x\n",
        "a byte order mark": b"\xef\xbb\xbf" + signature,
        "76 columns": b"-----BEGIN SSH SIGNATURE-----\n" + binascii.b2a_base64(content()) + b"-----END SSH SIGNATURE-----\n",
        "another name": signature.replace(b"SSH", b"PGP"),
        "twice": signature * 2,
        "no armour": content(),
        "letters alone": letters,
        "nothing": b"",
        "a line end": b"\n",
        "5 MB": signature + b"\n" * 5_000_000,
    }
    assert {name for name, other in others.items() if checked(signature=other) != "signature.damaged"} == set()


def test_every_other_content_is_refused() -> None:
    number = content()[-32:]
    beyond = (int.from_bytes(number, "little") + ORDER).to_bytes(32, "little")
    others = {
        "version 2": instead(b"SSHSIG\0\0\0\1", b"SSHSIG\0\0\0\2"),
        "another algorithm": instead(b"ssh-ed25519", b"ssh-ed25518"),
        "SHA-256": instead(b"\0\0\0\6sha512", b"\0\0\0\6sha256"),
        "something reserved": instead(b"verifier\0\0\0\0", b"verifier\0\0\0\1x"),
        "no namespace": instead(b"\0\0\0\x10verdict@verifier", b"\0\0\0\0"),
        "a control in the namespace": instead(b"verdict@", b"verd\x1bct@"),
        "another length of the namespace": instead(b"\0\0\0\x10verdict@", b"\0\0\0\x11verdict@"),
        "more": armour.put_on(content() + b"x", ARMOUR),
        "less": armour.put_on(content()[:-1], ARMOUR),
    }
    assert {name for name, other in others.items() if checked(signature=other) != "signature.damaged"} == set()
    assert checked(signature=instead(number, beyond)) == "signature.bytes"


def test_a_point_that_no_honest_key_has_signs_nothing() -> None:
    mine = base64.b64decode(ani().public.split()[1])[-32:]
    others = [instead(mine, point) for point in bad_points().values()]
    assert {code_of(lambda other=other: signatures.signer(other, "a.toml")) for other in others} == {"signature.damaged"}  # type: ignore[misc]


@given(st.binary(max_size=400), st.sampled_from(["verdict", "review", "team"]), st.binary(max_size=400))
def test_what_is_signed_is_good_and_nothing_else(body: bytes, kind: str, other: bytes) -> None:
    signature = signatures.sign(budi(), body, kind)
    assert len(signature) < 500
    assert signature == signatures.sign(budi(), body, kind)
    signatures.check(body, signature, budi().public, kind, "a.toml")
    if other != body:
        assert code_of(lambda: signatures.check(other, signature, budi().public, kind, "a.toml")) == "signature.bytes"


def mutations(body: bytes, random: Random) -> Iterator[bytes]:
    """A file with a byte changed, left out, doubled or put elsewhere, cut short, or a stretch of it turned round."""
    while True:
        place, other = random.randrange(len(body)), random.randrange(len(body))
        start, end = sorted((place, other))
        yield body[:place] + bytes([body[place] ^ 1 << random.randrange(8)]) + body[place + 1 :]
        yield body[:place] + bytes([random.randrange(256)]) + body[place + 1 :]
        yield body[:place] + body[place + 1 :]
        yield body[:place] + body[place : place + 1] + body[place:]
        yield body[:start] + body[end:]
        yield body[:start] + body[start:end][::-1] + body[end:]
        yield body[:place]


def test_none_of_ten_thousand_mutated_signatures_and_documents_is_good() -> None:
    random = Random(2023)
    within = (armour.put_on(changed, ARMOUR) for changed in mutations(content(), random))
    without = mutations(of_ani(), random)
    bodies = mutations(BODY * 10, random)
    long = signatures.sign(ani(), BODY * 10, "verdict")
    codes: dict[str, int] = {}
    tried = 0
    while tried < 10_000:
        for body, signature in ((BODY, next(within)), (BODY, next(without)), (next(bodies), long)):
            if (body, signature) not in ((BODY, of_ani()), (BODY * 10, long)):
                tried += 1
                code = checked(body, signature)
                codes[code] = codes.get(code, 0) + 1
    assert "" not in codes
    assert codes.keys() == {"signature.damaged", "signature.key", "signature.bytes"}
    assert codes["signature.bytes"] > 3_000
