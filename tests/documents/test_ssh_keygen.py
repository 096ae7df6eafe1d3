"""The real ssh-keygen as a foreign judge of keys and signatures: what is ours is good there, what is its own is good here."""

from pathlib import Path
from typing import Final

import pytest

from models.documents import keys, signatures
from models.errors import Refusal
from tests.documents.signing import BODY, ani, budi, code_of, generated, judged, of_ani, ssh_keygen

pytestmark = judged

CIPHERS: Final = (
    "aes256-ctr",
    "aes192-ctr",
    "aes128-ctr",
    "aes256-cbc",
    "aes256-gcm@openssh.com",
    "chacha20-poly1305@openssh.com",
)


def public_file(folder: Path, key: keys.PrivateKey) -> Path:
    """The file of a public key."""
    path = folder / "public"
    path.write_text(key.public + "\n", "ascii")
    return path


def private_file(folder: Path, body: bytes) -> Path:
    """The file of a private key, for its owner alone as ssh-keygen insists."""
    path = folder / "private"
    path.write_bytes(body)
    path.chmod(0o600)
    return path


def verified(folder: Path, *more: str | Path, body: bytes = BODY, person: str = "ani", kind: str = "verdict") -> bool:
    """Whether ssh-keygen takes Ani's signature, knowing Ani for verdicts and submissions, and Budi."""
    signers = folder / "allowed_signers"
    signers.write_text(f'ani namespaces="verdict@verifier,submission@verifier" {ani().public}\nbudi {budi().public}\n', "ascii")
    signature = folder / "a.toml.sig"
    signature.write_bytes(of_ani())
    done = ssh_keygen("-Y", "verify", "-f", signers, "-I", person, "-n", signatures.namespace(kind), "-s", signature, *more, stdin=body)
    assert (b'Good "verdict@verifier" signature for ani' in done.stdout) == (done.returncode == 0)
    return done.returncode == 0


def signed(folder: Path, key: Path, namespace: str, *more: str) -> bytes:
    """The signature that ssh-keygen makes of `BODY`."""
    body = folder / "b.toml"
    body.write_bytes(BODY)
    done = ssh_keygen("-Y", "sign", "-q", "-f", key, "-n", namespace, *more, body)
    assert done.returncode == 0, done.stderr
    return (folder / "b.toml.sig").read_bytes()


def test_a_good_signature_is_good_there(tmp_path: Path) -> None:
    assert verified(tmp_path)


def test_a_wrong_purpose_is_bad_there(tmp_path: Path) -> None:
    assert not verified(tmp_path, kind="submission")


def test_one_byte_changed_is_bad_there(tmp_path: Path) -> None:
    assert not verified(tmp_path, body=BODY.replace(b"V3", b"V4"))


def test_an_unknown_person_is_bad_there(tmp_path: Path) -> None:
    assert not verified(tmp_path, person="citra")
    assert not verified(tmp_path, person="budi")


def test_a_revoked_key_is_bad_there(tmp_path: Path) -> None:
    listed = public_file(tmp_path, ani())
    assert not verified(tmp_path, "-r", listed)
    revocations = tmp_path / "revoked.krl"
    assert ssh_keygen("-k", "-q", "-f", revocations, listed).returncode == 0
    assert not verified(tmp_path, "-r", revocations)
    assert ssh_keygen("-k", "-q", "-f", revocations, public_file(tmp_path, budi())).returncode == 0
    assert verified(tmp_path, "-r", revocations)


def test_a_signature_made_there_is_good_here_and_the_same_bytes(tmp_path: Path) -> None:
    signature = signed(tmp_path, private_file(tmp_path, keys.written(ani())), "verdict@verifier")
    assert signature == of_ani()
    signatures.check(BODY, signature, ani().public, "verdict", "b.toml")


def test_what_was_signed_there_for_another_use_is_refused_here(tmp_path: Path) -> None:
    signature = signed(tmp_path, private_file(tmp_path, keys.written(ani())), "git")
    with pytest.raises(Refusal) as refused:
        signatures.check(BODY, signature, ani().public, "verdict", "b.toml")
    assert (refused.value.code, refused.value.fields["made_for"]) == ("signature.purpose", "git")


def test_other_forms_of_signature_made_there_are_refused_here(tmp_path: Path) -> None:
    weaker = signed(tmp_path, private_file(tmp_path, keys.written(ani())), "verdict@verifier", "-O", "hashalg=sha256")
    assert code_of(lambda: signatures.signer(weaker, "b.toml")) == "signature.damaged"
    generated(tmp_path, "-t", "ecdsa")
    (tmp_path / "b.toml.sig").unlink()
    foreign = signed(tmp_path, tmp_path / "key", "verdict@verifier")
    assert code_of(lambda: signatures.signer(foreign, "b.toml")) == "signature.damaged"


@pytest.mark.parametrize("passphrase", ["", "kûnci rahasia 鍵"], ids=["open", "locked"])
def test_a_private_key_of_ours_is_read_there(tmp_path: Path, passphrase: str) -> None:
    path = private_file(tmp_path, keys.written(ani(), passphrase))
    done = ssh_keygen("-y", "-P", passphrase, "-f", path)
    assert done.stdout.decode().split()[:2] == ani().public.split(), done.stderr
    assert ssh_keygen("-y", "-P", passphrase + "x", "-f", path).returncode == (255 if passphrase else 0)


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_private_key_made_there_is_read_here(tmp_path: Path, cipher: str) -> None:
    passphrase = "kûnci rahasia 鍵"
    body = generated(tmp_path, "-t", "ed25519", "-Z", cipher, "-a", "1", passphrase=passphrase)
    public = (tmp_path / "key.pub").read_text("utf-8")
    assert keys.read(body, "key", passphrase).public == keys.checked(public)
    assert keys.read(body.replace(b"\n", b"\r\n"), "key", passphrase).public == keys.checked(public)
    assert code_of(lambda: keys.read(body, "key")) == "key.passphrase_needed"
    assert code_of(lambda: keys.read(body, "key", "rahasia")) == "key.passphrase_wrong"
    assert code_of(lambda: keys.read(public.encode(), "key.pub")) == "key.public"


def test_an_unlocked_private_key_made_there_is_read_and_signs_here(tmp_path: Path) -> None:
    key = keys.read(generated(tmp_path, "-t", "ed25519"), "key")
    assert signatures.sign(key, BODY, "verdict") == signed(tmp_path, tmp_path / "key", "verdict@verifier")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("-t", "rsa", "-b", "2048"), "ssh-rsa"),
        (("-t", "ecdsa"), "ecdsa-sha2-nistp256"),
        (("-t", "rsa", "-b", "2048", "-m", "PEM"), "RSA"),
        (("-t", "ecdsa", "-m", "PEM"), "EC"),
        (("-t", "ecdsa", "-m", "PKCS8"), "PKCS8"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_foreign_keys_made_there_are_refused_by_their_kind(tmp_path: Path, arguments: tuple[str, ...], found: str) -> None:
    body = generated(tmp_path, *arguments)
    with pytest.raises(Refusal) as refused:
        keys.read(body, "key")
    assert (refused.value.code, refused.value.fields["found"]) == ("key.kind", found)
    assert code_of(lambda: keys.checked((tmp_path / "key.pub").read_text("utf-8"))) == "key.kind"


def test_a_locked_foreign_key_is_refused_before_its_passphrase_is_asked(tmp_path: Path) -> None:
    body = generated(tmp_path, "-t", "ecdsa", "-a", "1", passphrase="rahasia")
    assert code_of(lambda: keys.read(body, "key")) == "key.kind"


def test_a_certificate_made_there_is_refused(tmp_path: Path) -> None:
    generated(tmp_path, "-t", "ed25519")
    assert ssh_keygen("-q", "-s", tmp_path / "key", "-I", "ani", "-n", "ani", tmp_path / "key.pub").returncode == 0
    assert code_of(lambda: keys.checked((tmp_path / "key-cert.pub").read_text("utf-8"))) == "key.kind"


def test_the_fingerprint_is_what_is_printed_there(tmp_path: Path) -> None:
    for key in [keys.made() for _ in range(10)]:
        printed = ssh_keygen("-l", "-f", public_file(tmp_path, key)).stdout.decode().split()
        assert printed[1] == keys.fingerprint(key.public)
