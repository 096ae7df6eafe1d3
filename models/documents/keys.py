"""Ed25519 keys in the formats of OpenSSH: made, kept under a passphrase, read back, checked, and shown for people to compare.

A public key is one line, `ssh-ed25519 AAAA…`, without options and comment. The libraries are imported where they are used: they take long.
"""

import base64
import binascii
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from models.codes import digest
from models.documents import armour
from models.errors import Refusal
from models.text import Phrase
from models.words import both

if TYPE_CHECKING:
    from asyncssh import SSHKey

ROUNDS: Final = 64
"""Rounds of bcrypt between passphrase and key: half a second for its owner, and for every guess."""

_ALGORITHM: Final = "ssh-ed25519"
LONGEST: Final = 64_000
"""Most bytes of a file of a key."""
_MOST_ROUNDS: Final = 1_000
_ARMOUR: Final = "OPENSSH PRIVATE KEY"
_FOREIGN: Final = re.compile(r"(ssh|sk|ecdsa|rsa|x509v3|webauthn)-[a-z0-9@.-]+")
_PUBLIC: Final = re.compile(rb"\s*(ssh|sk|ecdsa)-")
_PEM: Final = re.compile(rb"\s*-----BEGIN (?!OPENSSH )(?:([A-Z0-9]+) )?PRIVATE KEY-----")

_SEALED_STEP: Final = 4096
_WORDS: Final = 6
_WORDS_DOMAIN: Final = b"verifier six words v1\0"
_CONSONANTS: Final = "bdfghjklmnrstwyz"
_VOWELS: Final = "aiou"


def _string(text: bytes) -> bytes:
    return len(text).to_bytes(4, "big") + text


_HEAD: Final = _string(_ALGORITHM.encode()) + b"\0\0\0 "
_CIPHERS: Final = (b"aes256-ctr", b"aes192-ctr", b"aes128-ctr", b"aes256-cbc", b"aes256-gcm@openssh.com", b"chacha20-poly1305@openssh.com")
_OPEN: Final = _string(b"none") + _string(b"none") + _string(b"")
_LOCKED: Final = b"(?:%b)%b\0\0\0\x18\0\0\0\x10.{16}(?P<rounds>.{4})" % (
    b"|".join(re.escape(_string(cipher)) for cipher in _CIPHERS),
    _string(b"bcrypt"),
)
_PRIVATE: Final = re.compile(b"openssh-key-v1\0(?:%b|%b)\0\0\0\1" % (_OPEN, _LOCKED), re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PrivateKey:
    """A key that can sign; what is shown of it is public."""

    held: "SSHKey"
    """The library's key, for this module alone."""

    @property
    def public(self) -> str:
        """The public line."""
        return _written(self.held.public_data)

    def signature(self, body: bytes, namespace: str) -> bytes:
        """The SSHSIG of `body` for `namespace`, over its SHA-512, without armour."""
        from asyncssh import create_sshsig

        return create_sshsig(self.held, body, namespace=namespace, raw=True)

    def __repr__(self) -> str:
        return f"PrivateKey({fingerprint(self.public)})"


def made() -> PrivateKey:
    """A new key from the system's random source."""
    from asyncssh import generate_private_key

    return PrivateKey(generate_private_key(_ALGORITHM))


def written(key: PrivateKey, passphrase: str = "") -> bytes:
    """The private key as OpenSSH keeps it, locked with bcrypt and AES when there is a passphrase (taken as NFC)."""
    if not passphrase:
        return key.held.export_private_key("openssh")
    return key.held.export_private_key("openssh", _typed(passphrase, "NFC"), cipher_name="aes256-ctr", rounds=ROUNDS)


def read(body: bytes, file: str, passphrase: str | None = None) -> PrivateKey:
    """The Ed25519 key of a private-key file as `written` or `ssh-keygen -t ed25519` leave it; an unlocked one asks for no passphrase.

    Raises:
        Refusal: `key.passphrase_needed`, `key.passphrase_wrong`, `key.kind`, `key.point`, `key.public`, `key.rounds` or `key.damaged`.
    """
    content, header, public = _framed(body, file)
    attempts: list[bytes | None] = [None]
    if header["rounds"] is not None:
        if not passphrase:
            raise Refusal("key.passphrase_needed", file=file)
        if not 0 < (rounds := int.from_bytes(header["rounds"], "big")) <= _MOST_ROUNDS:
            raise Refusal("key.rounds", file=file, found=rounds, limit=_MOST_ROUNDS)
        # OpenSSH takes whatever bytes the terminal sent, which need not be the composed letters that we write.
        attempts = list(dict.fromkeys((_typed(passphrase, "NFC"), _typed(passphrase, "NFD"))))
    key = _opened(armour.put_on(content, _ARMOUR), attempts, file)
    if key.public != public:
        raise Refusal("key.damaged", place=file)
    return key


def public_in(body: bytes, file: str) -> str:
    """The public line of a private-key file, locked or not; Refusal as `read` gives, but for the passphrase."""
    return _framed(body, file)[2]


def _framed(body: bytes, file: str) -> tuple[bytes, re.Match[bytes], str]:
    """What is in the armour of a private-key file, the header of that, and its public line."""
    if pem := _PEM.match(body):
        raise Refusal("key.kind", place=file, found=(pem[1] or b"PKCS8").decode())
    if _PUBLIC.match(body):
        raise Refusal("key.public", file=file)
    content = armour.taken_off(body, _ARMOUR) if len(body) <= LONGEST else None
    header = _PRIVATE.match(content or b"")
    if content is None or header is None:
        raise Refusal("key.damaged", place=file)
    length = int.from_bytes(content[header.end() : header.end() + 4], "big")
    public = _accepted(content[header.end() + 4 : header.end() + 4 + length], file)
    return content, header, public


def _opened(body: bytes, attempts: list[bytes | None], file: str) -> PrivateKey:
    from asyncssh import KeyEncryptionError, import_private_key

    for attempt in attempts:
        try:
            return PrivateKey(import_private_key(body, attempt))
        except KeyEncryptionError:
            continue
        except Exception as error:  # whatever the library stumbles over in a foreign file
            raise Refusal("key.damaged", place=file) from error
    raise Refusal("key.passphrase_wrong", file=file)


def _typed(passphrase: str, form: Literal["NFC", "NFD"]) -> bytes:
    return unicodedata.normalize(form, passphrase).encode("utf-8", "surrogatepass")


def checked(line: str, place: str | Phrase = "") -> str:
    """The public line that `line` holds, without its comment; `place` is what a refusal names, else "the public key".

    Raises:
        Refusal: `key.kind` (another algorithm, a certificate, options), `key.point` (no point of the prime-order group, or one written
            in another way than its own) or `key.damaged`.
    """
    place = place or both("signing.public_key")
    words = line.split()
    if len(line) > LONGEST or len(words) < 2 or len(line.strip().splitlines()) > 1:
        raise Refusal("key.damaged", place=place)
    if words[0] != _ALGORITHM:
        if any(word == _ALGORITHM or _FOREIGN.fullmatch(word) for word in words):
            raise Refusal("key.kind", place=place, found=words[0][:60])
        raise Refusal("key.damaged", place=place)
    try:
        content = binascii.a2b_base64(words[1].encode(), strict_mode=True)
    except ValueError as error:
        raise Refusal("key.damaged", place=place) from error
    return _accepted(content, place)


def _accepted(content: bytes, place: str | Phrase) -> str:
    if content.startswith(_HEAD) and len(content) == len(_HEAD) + 32:
        if not _is_point(content[len(_HEAD) :]):
            raise Refusal("key.point", place=place)
        return _written(content)
    length = int.from_bytes(content[:4], "big")
    algorithm = content[4 : 4 + length].decode("ascii", "replace")
    if algorithm != _ALGORITHM and _FOREIGN.fullmatch(algorithm):
        raise Refusal("key.kind", place=place, found=algorithm[:60])
    raise Refusal("key.damaged", place=place)


# A team's few keys are looked at with each of ten thousand documents.
@lru_cache(maxsize=1_024)
def _is_point(number: bytes) -> bool:
    """Whether a number is a point of the prime-order group, written in its own way."""
    from nacl.bindings import crypto_core_ed25519_is_valid_point

    return crypto_core_ed25519_is_valid_point(number)


def _written(content: bytes) -> str:
    return f"{_ALGORITHM} {base64.b64encode(content).decode()}"


def _content(line: str) -> bytes:
    return base64.b64decode(line.split()[1])


def sealing(line: str) -> str:
    """The X25519 key, 64 hexadecimal digits, to which things are sealed for whoever holds the key of a public line: one secret for both."""
    from nacl.bindings import crypto_sign_ed25519_pk_to_curve25519

    return crypto_sign_ed25519_pk_to_curve25519(_content(line)[-32:]).hex()


def sealed(body: bytes, to: str) -> bytes:
    """`body` for the eyes of whoever holds the sealing key `to` (64 hexadecimal digits), its length told in steps of 4096 bytes only."""
    from nacl.bindings import sodium_pad
    from nacl.public import PublicKey, SealedBox

    return SealedBox(PublicKey(bytes.fromhex(to))).encrypt(sodium_pad(body, _SEALED_STEP))


def unsealed(body: bytes, key: PrivateKey) -> bytes:
    """What was sealed to the holder of a private key; Refusal `sealing.other` where it was sealed to somebody else, or is damaged."""
    from nacl.bindings import crypto_sign_ed25519_sk_to_curve25519, crypto_sign_seed_keypair, sodium_unpad
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey as Sealing
    from nacl.public import SealedBox

    # RFC 8410: the seed is the end of what PKCS#8 holds.
    seed = key.held.export_private_key("pkcs8-der")[-32:]
    secret = crypto_sign_ed25519_sk_to_curve25519(crypto_sign_seed_keypair(seed)[1])
    try:
        return sodium_unpad(SealedBox(Sealing(secret)).decrypt(body), _SEALED_STEP)
    except (CryptoError, ValueError, TypeError) as error:
        raise Refusal("sealing.other", fingerprint=fingerprint(key.public)) from error


def fingerprint(line: str) -> str:
    """The fingerprint of a public line as `ssh-keygen -lf` prints it: `SHA256:…`."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(_content(line)).digest()).decode().rstrip("=")


def device_id(line: str) -> str:
    """The id of an installation by the public line of its key: in the trail, in a request and in the team."""
    return digest(line.encode())[:16]


def six_words(line: str) -> str:
    """The fingerprint of a public line for people to read to each other: the `words_of` the key as OpenSSH packs it."""
    return words_of(_content(line))


def words_of(content: bytes) -> str:
    """Six words of four letters that stand for `content` where people compare it: `bada tilu …`, lower case.

    SHA-256 of `verifier six words v1`, a NUL and the content; its first 72 bits, highest first, 12 to a word:
    consonant (4 bits, of `bdfghjklmnrstwyz`), vowel (2 bits, of `aiou`), consonant, vowel: letters that can be told apart when said
    in Indonesian, and no word anybody blushes at. Making other content with the words of a given one takes 2^72 attempts.
    """
    bits = int.from_bytes(hashlib.sha256(_WORDS_DOMAIN + content).digest()[: _WORDS * 12 // 8], "big")
    return " ".join(_word(bits >> 12 * place & 0xFFF) for place in reversed(range(_WORDS)))


def spoken(said: str) -> str:
    """Words that somebody typed as they were read out, in the form in which `words_of` gives them."""
    return " ".join(said.casefold().replace("-", " ").replace(",", " ").split())


def _word(bits: int) -> str:
    return _CONSONANTS[bits >> 8] + _VOWELS[bits >> 6 & 3] + _CONSONANTS[bits >> 2 & 15] + _VOWELS[bits & 3]
