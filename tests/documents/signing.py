"""What tests of keys and signatures share: two people's keys, a document one of them signed, refusals by code, and the real ssh-keygen."""

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from models.documents import keys, signatures
from models.errors import Refusal

BODY: Final = b'kind = "verdict"\nverdict = "V3"\n'
SSH_KEYGEN: Final = shutil.which("ssh-keygen")
GOLDEN: Final = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
"""The first public key of RFC 8032."""

judged: Final = pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not installed")


@cache
def ani() -> keys.PrivateKey:
    """Ani's key."""
    return keys.made()


@cache
def budi() -> keys.PrivateKey:
    """Budi's key."""
    return keys.made()


@cache
def of_ani() -> bytes:
    """Ani's signature of `BODY` as a verdict."""
    return signatures.sign(ani(), BODY, "verdict")


def code_of(act: Callable[[], object]) -> str:
    """The code by which an act is refused."""
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def ssh_keygen(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What the real ssh-keygen does."""
    return subprocess.run([str(SSH_KEYGEN), *map(str, arguments)], input=stdin, capture_output=True, timeout=60, check=False)


def generated(folder: Path, *arguments: str, passphrase: str = "") -> bytes:
    """A private key that the real ssh-keygen made in `folder` as `key`, beside `key.pub`."""
    done = ssh_keygen("-q", "-N", passphrase, "-C", "ani@laptop", "-f", folder / "key", *arguments)
    assert done.returncode == 0, done.stderr
    return (folder / "key").read_bytes()
