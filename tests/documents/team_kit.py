"""What tests of the team share: keys that are the same in every run, requests, a small team, and signatures of its documents."""

import hashlib
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Final

import tomli_w
from asyncssh import import_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from nacl.bindings import crypto_scalarmult_base

from models.documents import signatures, toml
from models.documents import team_changes as change
from models.documents.enrolment import Enrolment, requested
from models.documents.keys import PrivateKey
from models.documents.team import Policy, Root, Team
from tests.sheets import changed

NOW: Final = "2026-11-25T04:33:59Z"
SMALL_ORDER: Final = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""The neutral point: with it, a signature fits any message."""
NAMES: Final = {"ani": "Ani Lestari", "budi": "Budi Santoso", "citra": "Citra Dewi", "dewa": "I Dewa Made Rai"}


@cache
def key(name: str) -> PrivateKey:
    """The key of this name, which is no secret."""
    seed = hashlib.sha256(name.encode()).digest()
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return PrivateKey(import_private_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())))


def sealing(name: str) -> str:
    """The sealing key of this name."""
    return crypto_scalarmult_base(hashlib.sha256(name.encode()).digest()).hex()


def request(person: str, device: str = "", renewal: str = "") -> Enrolment:
    """A person's request with their device's key; with other keys of their own after a `renewal`."""
    device = device or f"laptop-{person}"
    return requested(
        person=person,
        name=NAMES.get(person, person),
        key=key(person + renewal).public,
        sealing_key=sealing(person + renewal),
        device=device,
        device_key=key(device).public,
        made_at=NOW,
    )


def root(name: str) -> Root:
    """The root key of this name."""
    return Root(name=f"Akar {name}", key=key(name).public)


def roots(names: Iterable[str]) -> dict[str, Root]:
    """The root keys of these names."""
    return {name: root(name) for name in names}


@cache
def team() -> Team:
    """The first team: Citra founded it and let Budi and Ani in."""
    first = change.founded(request("citra"), roots(["pusat"]), name="Tim Verifikasi Manajemen Talenta", issued_at=NOW)
    return change.enrolled(change.enrolled(first, request("budi"), ["lead"], "Jawa"), request("ani"), ["verifier"], "Jawa Timur")


@cache
def second() -> Team:
    """A second team with something of everything."""
    policy = Policy(issuer_may_be_approver=True, signers={"receipt": ("lead", "supervisor")})
    renewed = change.renewed(team(), request("ani", "pc-ani", " 2"), "a" * 64)
    other = change.assigned(renewed, "ani", ["lead", "verifier"], "Jawa Tengah")
    other = change.marked(change.marked(other, "people.budi", "left", "b" * 64), "devices.laptop-ani", "compromised")
    other = change.with_policy(change.with_roots(other, roots(["pusat", "cadangan"]), 2), policy)
    return change.next_team(other, change.written(team()), NOW)


def signed(body: bytes, *names: str, kind: str = "team") -> list[bytes]:
    """The signatures of `body` with the keys of these names."""
    return [signatures.sign(key(name), body, kind) for name in names]


def with_changes(**changes: object) -> bytes:
    """The first team with other values at the named places (dots between the keys), checked by nobody."""
    return tomli_w.dumps(changed(tomllib.loads(toml.write(team()).decode()), **changes)).encode()
