"""Signatures of documents in OpenSSH's own format (SSHSIG), which `ssh-keygen -Y verify` checks and `ssh-keygen -Y sign` makes.

A signature is made for one kind of document: its namespace is `<kind>@verifier`, so that a submission's is worth nothing on a verdict.
Of what SSHSIG allows, one form is taken: Ed25519 over SHA-512, in armour without a byte more or less, so that no two files say the same.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import Final, NamedTuple

from models.documents import armour, once
from models.documents.keys import PrivateKey, checked, fingerprint
from models.errors import Refusal

DOMAIN: Final = "verifier"
"""What stands behind the @ in the namespace of every signature of ours."""

LONGEST: Final = 4_096
"""Most bytes of a signature."""
_ARMOUR: Final = "SSH SIGNATURE"
_ED25519: Final = rb"\0\0\0\x0bssh-ed25519\0\0\0"
_SSHSIG: Final = re.compile(
    rb"SSHSIG\0\0\0\x01"
    rb"\0\0\0\x33(?P<key>" + _ED25519 + rb"\x20.{32})"
    rb"\0\0\0(?P<length>.)(?P<namespace>[A-Za-z0-9@._-]{1,99})"
    rb"\0\0\0\0"
    rb"\0\0\0\x06sha512"
    rb"\0\0\0\x53" + _ED25519 + rb"\x40(?P<proof>.{64})",
    re.DOTALL,
)


def namespace(kind: str) -> str:
    """What a signature of a document of this kind is made for."""
    return f"{kind}@{DOMAIN}"


def sign(key: PrivateKey, body: bytes, kind: str) -> bytes:
    """The signature that goes beside a document of this kind: what stands in its `.sig`."""
    return armour.put_on(key.signature(body, namespace(kind)), _ARMOUR)


def signer(signature: bytes, file: str) -> str:
    """The public line of the key that a signature says it was made with; nothing is proved by it.

    Raises:
        Refusal: `signature.damaged`, naming `file`.
    """
    return _inside(signature, file)[0]


def kind(signature: bytes, file: str) -> str:
    """The kind of document that a signature says it was made for, the whole namespace where it is none of ours.

    Raises:
        Refusal: `signature.damaged`, naming `file`.
    """
    purpose = _inside(signature, file)[1]
    return purpose.removesuffix(f"@{DOMAIN}")


def check(body: bytes, signature: bytes, public: str, kind: str, file: str) -> None:
    """Nothing, if `signature` is one of the key `public` (a line from `keys.checked`) over exactly `body` as a document of this kind.

    Raises:
        Refusal: `signature.damaged`, `signature.key` (made with another key), `signature.bytes` (made over something else) or
            `signature.purpose` (good, but for a document of another kind), each naming `file`.
    """
    line, purpose = _inside(signature, file)
    if line != public:
        raise Refusal("signature.key", file=file, found=fingerprint(line), wanted=fingerprint(public))
    if not once.found((fits, body, signature), lambda: fits(body, signature)):
        raise Refusal("signature.bytes", file=file)
    if purpose != namespace(kind):
        raise Refusal("signature.purpose", file=file, purpose=namespace(kind), made_for=purpose)


def fitting(body: bytes, given: Iterable[bytes], kind: str, file: str) -> dict[str, bytes]:
    """Of the signatures that were `given` those over exactly `body` as a document of this kind, by the public lines of their keys."""
    found = {}
    for signature in given:
        with suppress(Refusal):
            public = signer(signature, file)
            check(body, signature, public, kind, file)
            found[public] = signature
    return found


def _inside(signature: bytes, file: str) -> tuple[str, str]:
    """The public line and the namespace in a signature."""
    found = _read(signature) if len(signature) <= LONGEST else None
    if found is None:
        raise Refusal("signature.damaged", file=file)
    return found.line, found.namespace


class _Read(NamedTuple):
    """What stands in a signature."""

    line: str
    namespace: str
    number: bytes
    """The point that is the key."""
    proof: bytes


# Each is asked whose it is, for what it was made and whether it fits: first of all files, to see which come first, then of each part.
@lru_cache(maxsize=2_000)
def _read(signature: bytes) -> _Read | None:
    """What stands in a signature, None where it is none of the one form that is taken."""
    content = armour.taken_off(signature, _ARMOUR)
    found = _SSHSIG.fullmatch(content or b"")
    if content is None or found is None or armour.put_on(content, _ARMOUR) != signature or found["length"][0] != len(found["namespace"]):
        return None
    try:
        line = _line(found["key"])
    except Refusal:
        return None
    return _Read(line, found["namespace"].decode(), found["key"][-32:], found["proof"])


# Few people sign thousands of files.
@lru_cache(maxsize=256)
def _line(key: bytes) -> str:
    """The public line of a key as it stands in a signature; Refusal as `keys.checked` gives."""
    return checked(f"ssh-ed25519 {base64.b64encode(key).decode()}")


def fits(body: bytes, signature: bytes) -> bool:
    """Whether a signature is one over exactly `body`: what is signed is the digest of that, behind what it is signed for."""
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import BadSignatureError

    found = _read(signature)
    if found is None:
        return False
    parts = (found.namespace.encode(), b"", b"sha512", hashlib.sha512(body).digest())
    signed = b"SSHSIG" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    try:
        crypto_sign_open(found.proof + signed, found.number)
    except BadSignatureError:
        return False
    return True
