"""What tests of keys and signatures share: two people's keys, a document one of them signed, refusals by code, and the real ssh-keygen."""

import base64
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


def number_of(line: str) -> bytes:
    """The point in a public line."""
    return base64.b64decode(line.split()[1])[-32:]


def bad_points() -> dict[str, bytes]:
    """Points no honest key has: of small order, of mixed order, written otherwise than their own way, or off the curve."""
    from nacl.bindings import crypto_core_ed25519_add

    prime = 2**255 - 19
    eighth = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
    other = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    small = [number.to_bytes(32, "little") for number in (0, 1, prime - 1)] + [eighth, other]
    signed = [point[:31] + bytes([point[31] | 0x80]) for point in small]
    above = [(prime + more | sign << 255).to_bytes(32, "little") for more in range(19) for sign in (0, 1)]
    points = {f"small order {point.hex()[:6]}{point.hex()[-2:]}": point for point in small + signed}
    points |= {f"not canonical {point.hex()[:2]}{point.hex()[-2:]}": point for point in above}
    points["mixed order"] = crypto_core_ed25519_add(number_of(ani().public), eighth)
    points["off the curve"] = (2).to_bytes(32, "little")
    return points
