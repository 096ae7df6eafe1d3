"""Keys: kept and read back, refused when they are foreign or damaged, and the same in every form people compare."""

import base64
import re
import subprocess
import sys
from collections.abc import Iterator
from random import Random
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.documents import armour, keys
from models.errors import Refusal
from models.words import Words
from tests.conftest import ROOT
from tests.documents.signing import GOLDEN, ani, bad_points, budi, code_of, number_of

ARMOUR: Final = "OPENSSH PRIVATE KEY"
PASSPHRASE: Final = "rahasia"
ROUNDS: Final = keys.ROUNDS
"""Those of the program, which the tests spare themselves."""
FOREIGN: Final = {
    "a certificate": "ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2guY29t",
    "RSA": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ",
    "ECDSA": "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY",
    "a key on a token": "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t",
    "RSA under our name": "ssh-ed25519 " + base64.b64encode(b"\0\0\0\x07ssh-rsa\0\0\0\x03\1\0\1").decode(),
    "options": f'command="sh" {GOLDEN}',
    "a line of allowed_signers": f"ani {GOLDEN}",
}
DAMAGED: Final = {
    "nothing": "",
    "a word": "halo",
    "words": "kunci saya ini",
    "no key": "ssh-ed25519",
    "another alphabet": GOLDEN.replace("/", "_").replace("+", "-"),
    "a letter less": GOLDEN[:-1],
    "a letter more": GOLDEN + "A",
    "four letters more": GOLDEN + "AAAA",
    "no base64": "ssh-ed25519 é",
    "two lines": f"{GOLDEN}\n{GOLDEN}",
    "another length inside": "ssh-ed25519 " + base64.b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0\x1f" + b"\1" * 32).decode(),
    "an unknown algorithm": "ssh-ed25519 " + base64.b64encode(b"\0\0\0\4ABCD" + b"\1" * 40).decode(),
    "endless": GOLDEN + " " + "a" * 100_000,
}


def line_of(point: bytes) -> str:
    """The public line that holds a point, whatever it is worth."""
    return "ssh-ed25519 " + base64.b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0 " + point).decode()


def locked(rounds: int = 1) -> bytes:
    """Ani's key, locked so lightly that it opens at once."""
    return ani().held.export_private_key("openssh", PASSPHRASE, rounds=rounds, ignore_few_rounds=True)


@pytest.mark.parametrize("passphrase", ["", "kûnci 鍵 🔑 ra\u0308", "x" * 1_000, "satu\0dua"], ids=len)
def test_a_key_kept_under_a_passphrase_comes_back(passphrase: str) -> None:
    body = keys.written(ani(), passphrase)
    assert keys.read(body, "kunci", passphrase).public == ani().public
    if passphrase:
        assert code_of(lambda: keys.read(body, "kunci")) == "key.passphrase_needed"
        assert code_of(lambda: keys.read(body, "kunci", "")) == "key.passphrase_needed"
        assert code_of(lambda: keys.read(body, "kunci", passphrase + "x")) == "key.passphrase_wrong"


def test_a_key_without_a_passphrase_asks_for_none() -> None:
    assert keys.read(keys.written(ani()), "kunci", "apa saja").public == ani().public


def test_a_passphrase_opens_however_the_terminal_composes_its_letters() -> None:
    composed, apart = "résumé", "re\u0301sume\u0301"
    assert keys.read(keys.written(ani(), apart), "kunci", composed).public == ani().public
    by_others = ani().held.export_private_key("openssh", apart, rounds=1, ignore_few_rounds=True)
    assert keys.read(by_others, "kunci", composed).public == ani().public


def test_a_passphrase_costs_a_guess_64_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", ROUNDS)
    content = armour.taken_off(keys.written(ani(), PASSPHRASE), ARMOUR)
    assert content is not None
    assert b"aes256-ctr\0\0\0\x06bcrypt" in content
    assert b"\0\0\0\x40\0\0\0\1\0\0\0\x33\0\0\0\x0bssh-ed25519" in content


@pytest.mark.parametrize("rounds", [0, 1_001, 2**32 - 1])
def test_a_key_that_would_take_for_ever_to_open_is_refused(rounds: int) -> None:
    content = armour.taken_off(locked(), ARMOUR)
    assert content is not None
    body = armour.put_on(content.replace(b"\0\0\0\1\0\0\0\1\0\0\0\x33", rounds.to_bytes(4, "big") + b"\0\0\0\1\0\0\0\x33", 1), ARMOUR)
    assert code_of(lambda: keys.read(body, "kunci", PASSPHRASE)) == "key.rounds"


def test_nothing_secret_is_shown() -> None:
    secret = ani().held.private_data
    shown = repr(ani()) + str(ani()) + repr([ani()])
    assert keys.fingerprint(ani().public) in shown
    assert base64.b64encode(secret).decode()[-40:] not in shown
    assert repr(secret[-32:]) not in shown


def test_a_public_key_offered_as_a_private_one_is_called_so() -> None:
    assert code_of(lambda: keys.read(f"{GOLDEN} ani@laptop\n".encode(), "id.pub")) == "key.public"


@pytest.mark.parametrize(("name", "found"), [("RSA ", "RSA"), ("EC ", "EC"), ("", "PKCS8"), ("ENCRYPTED ", "ENCRYPTED")])
def test_a_private_key_of_another_format_is_refused_by_its_kind(name: str, found: str) -> None:
    body = f"-----BEGIN {name}PRIVATE KEY-----\nAAAA\n-----END {name}PRIVATE KEY-----\n".encode()
    with pytest.raises(Refusal) as refused:
        keys.read(body, "kunci")
    assert (refused.value.code, refused.value.fields) == ("key.kind", {"place": "kunci", "found": found})


@pytest.mark.parametrize(
    "body", [b"", b"\0" * 100, b"PuTTY-User-Key-File-3: ssh-ed25519\n", b"-----BEGIN OPENSSH PRIVATE KEY-----", b"a" * 9**6]
)
def test_what_is_no_private_key_is_refused(body: bytes) -> None:
    assert code_of(lambda: keys.read(body, "kunci")) == "key.damaged"


def test_a_private_key_that_claims_another_public_one_is_refused() -> None:
    content = armour.taken_off(keys.written(ani()), ARMOUR)
    assert content is not None
    for number in (1, 2, 3):
        swapped = content.replace(number_of(ani().public), number_of(budi().public), number)
        body = armour.put_on(swapped, ARMOUR)
        assert code_of(lambda body=body: keys.read(body, "kunci")) == "key.damaged"  # type: ignore[misc]


def mutated(body: bytes, random: Random) -> Iterator[bytes]:
    """A file with a letter changed, left out or doubled, cut short, or a bit of its content turned."""
    content = armour.taken_off(body, ARMOUR)
    assert content is not None
    while True:
        place = random.randrange(len(body))
        yield body[:place] + bytes([random.randrange(256)]) + body[place + 1 :]
        yield body[:place] + body[place + 1 :]
        yield body[:place] + body[place:][:20] + body[place:]
        yield body[:place]
        at = random.randrange(len(content))
        yield armour.put_on(content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :], ARMOUR)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_damaged_private_key_is_refused_or_still_the_same_key(passphrase: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MOST_ROUNDS", 8)
    body = locked() if passphrase else keys.written(ani())
    refused = set()
    for _, changed in zip(range(1_000), mutated(body, Random(5)), strict=False):
        try:
            assert keys.read(changed, "kunci", passphrase).public == ani().public
        except Refusal as refusal:
            refused.add(refusal.code)
    assert {"key.damaged", "key.point"} <= refused


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_key_is_refused_by_its_kind(name: str) -> None:
    assert code_of(lambda: keys.checked(FOREIGN[name])) == "key.kind"


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_no_public_key_is_refused(name: str) -> None:
    assert code_of(lambda: keys.checked(DAMAGED[name])) == "key.damaged"


@pytest.mark.parametrize("comment", ["", " ", " ani@laptop", " two words\n", "\tani\r\n"])
def test_a_public_key_is_one_line_without_its_comment(comment: str) -> None:
    assert keys.checked(f" {GOLDEN}{comment}") == GOLDEN
    assert keys.checked(keys.checked(GOLDEN)) == GOLDEN


def test_every_point_that_no_honest_key_has_is_refused() -> None:
    points = bad_points()
    assert len(points) == 50
    assert {name for name, point in points.items() if code_of(lambda point=point: keys.checked(line_of(point))) != "key.point"} == set()  # type: ignore[misc]


@given(st.text(max_size=200))
@example("ssh-ed25519 AAAA")
@example(FOREIGN["options"])
def test_any_line_is_a_key_or_refused(line: str) -> None:
    try:
        assert re.fullmatch(r"ssh-ed25519 [A-Za-z0-9+/]{68}", keys.checked(line))
    except Refusal as refusal:
        assert refusal.code.startswith("key.")
        assert all(Words(language).refusal(refusal) for language in ("id", "en"))


def test_the_forms_people_compare_never_change() -> None:
    assert keys.fingerprint(GOLDEN) == "SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8"
    assert keys.six_words(GOLDEN) == "dila juto wilo zomo giju giha"


@given(st.binary(min_size=32, max_size=32))
def test_six_words_are_six_that_can_be_said(point: bytes) -> None:
    words = keys.six_words(line_of(point))
    assert re.fullmatch(r"([bdfghjklmnrstwyz][aiou][bdfghjklmnrstwyz][aiou]( |$)){6}", words)
    assert words != keys.six_words(line_of(bytes([point[0] ^ 1]) + point[1:]))


def test_every_word_stands_for_its_own_twelve_bits() -> None:
    assert len({keys._word(bits) for bits in range(4_096)}) == 4_096


def test_the_start_does_not_wait_for_the_libraries() -> None:
    program = "import sys, models.documents, models.documents.keys, models.documents.signatures; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
    assert not {"asyncssh", "nacl", "cryptography", "bcrypt", "asyncio"} & set(done.stdout.split())
