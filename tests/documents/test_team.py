"""The team document: the same bytes each time, read back as it was written, and every fault told at its place."""

import time
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from models.documents import team_changes as change
from models.documents import toml
from models.documents.team import LONGEST, opened, seals
from models.errors import Refusal
from models.rules.signing import BY_ROLE
from models.words import LANGUAGES, Words
from tests.documents.kit import values
from tests.documents.team_kit import NOW, SMALL_ORDER, key, request, roots, sealing, second, team, with_changes
from tests.sheets import ABSENT

GOLDEN: Final = Path(__file__).with_name("golden_team.toml")


def faults(**changes: object) -> dict[str, str]:
    """Place and code of every fault of the first team with changes."""
    with pytest.raises(Refusal, match=r"document\.faults") as refused:
        opened(with_changes(**changes), "x.toml")
    found: Any = refused.value.fields["faults"]
    assert all(Words(language).refusal(refused.value).count("\n") == len(found) for language in LANGUAGES)
    return {str(fault.place): fault.code for fault in found}


def test_the_bytes_are_those_agreed() -> None:
    assert change.written(second()) == GOLDEN.read_bytes()


def test_the_bytes_hold_neither_lists_of_tables_nor_fractions_nor_dates() -> None:
    raw = tomllib.loads(GOLDEN.read_text("utf-8"))
    assert b"[[" not in GOLDEN.read_bytes()
    assert {type(value) for value in values(raw)} == {str, int, bool}


def test_reading_back_gives_the_same_team_and_the_same_bytes() -> None:
    body = change.written(second())
    assert opened(body, "x.toml") == second()
    assert change.written(opened(body, "x.toml")) == body


FAULTY: Final[dict[str, tuple[dict[str, object], dict[str, str]]]] = {
    "number 0": ({"number": 0}, {"number": "not_allowed"}),
    "a second team without the first": ({"number": 2}, {"previous": "not_allowed"}),
    "a first team with one before": ({"previous": "0" * 64}, {"previous": "not_allowed"}),
    "threshold 0": ({"threshold": 0}, {"threshold": "not_allowed"}),
    "a threshold nobody can reach": ({"threshold": 2}, {"threshold": "range"}),
    "no root": ({"roots": {}}, {"roots": "not_allowed"}),
    "nobody": ({"people": {}, "devices": {}}, {"people": "not_allowed"}),
    "a first team without supervisor": ({"people.citra.roles": ["lead"]}, {"people": "no_supervisor"}),
    "a first team whose supervisor is gone": ({"people.citra.status": "left"}, {"people": "no_supervisor"}),
    "no role": ({"people.ani.roles": []}, {"people.ani.roles": "not_allowed"}),
    "a role twice": ({"people.ani.roles": ["lead", "lead"]}, {"people.ani.roles": "not_allowed"}),
    "a role there is not": ({"people.ani.roles": ["lead", "root"]}, {"people.ani.roles.1": "not_allowed"}),
    "a status there is not": ({"people.ani.status": "asleep"}, {"people.ani.status": "not_allowed"}),
    "a last document of somebody active": ({"people.ani.last": "0" * 64}, {"people.ani.last": "not_allowed"}),
    "a last segment of an active device": ({"devices.laptop-ani.last": "0" * 64}, {"devices.laptop-ani.last": "not_allowed"}),
    "a device of nobody": ({"devices.laptop-ani.person": "eka"}, {"devices.laptop-ani.person": "unknown"}),
    "a name of two lines": ({"people.ani.name": "Ani\nBudi"}, {"people.ani.name": "not_allowed"}),
    "a blank name": ({"people.ani.name": " "}, {"people.ani.name": "not_allowed"}),
    "an unknown key": ({"people.ani.admin": True}, {"people.ani.admin": "unknown_key"}),
    "policy for a kind there is not": ({"policy.signers": {"decree": ["lead"]}}, {"policy.signers.decree": "unknown_key"}),
    "a policy that lets members sign teams": ({"policy.signers": {"team": ["lead"]}}, {"policy.signers.team": "unknown_key"}),
    "a policy that lets nobody sign": ({"policy.signers": {"verdict": []}}, {"policy.signers.verdict": "not_allowed"}),
    "no key at all": ({"people.ani.key": "ssh-ed25519 AAAA"}, {"people.ani.key": "key"}),
    "a key with a comment": ({"people.ani.key": key("ani").public + " ani"}, {"people.ani.key": "key"}),
    "a root key of small order": ({"roots.pusat.key": SMALL_ORDER}, {"roots.pusat.key": "key"}),
    "a device key of small order": ({"devices.laptop-ani.key": SMALL_ORDER}, {"devices.laptop-ani.key": "key"}),
    "a sealing key of small order": ({"people.ani.sealing_key": "00" * 32}, {"people.ani.sealing_key": "sealing_key"}),
    "two people with one key": ({"people.ani.key": key("budi").public}, {"people.ani.key": "key_doubled"}),
    "a person with a root key": ({"people.ani.key": key("pusat").public}, {"people.ani.key": "key_doubled"}),
    "a device with its person's key": ({"devices.laptop-ani.key": key("ani").public}, {"devices.laptop-ani.key": "key_doubled"}),
    "two people who unseal the same": ({"people.ani.sealing_key": sealing("budi")}, {"people.ani.sealing_key": "key_doubled"}),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_team_that_cannot_be_is_refused_at_its_place(name: str) -> None:
    changes, expected = FAULTY[name]
    assert faults(**changes) == expected


def test_an_earlier_key_counts_as_a_key() -> None:
    earlier = {"key": key("budi").public, "sealing_key": "00" * 32, "status": "lost"}
    assert faults(**{"people.ani.earlier": {"1": earlier}}) == {
        "people.ani.earlier.1.key": "key_doubled",
        "people.ani.earlier.1.sealing_key": "sealing_key",
    }
    assert faults(**{"people.ani.earlier": {"1": {**earlier, "status": "active"}}}) == {"people.ani.earlier.1.status": "not_allowed"}


def test_all_faults_are_told_at_once() -> None:
    shape = {"number": 0, "people.ani.name": "", "devices.laptop-ani.key": ABSENT, "policy.admin": "ani"}
    assert set(faults(**shape)) == {"number", "people.ani.name", "devices.laptop-ani.key", "policy.admin"}
    sense = {"previous": "0" * 64, "threshold": 9, "people.ani.key": SMALL_ORDER, "people.budi.sealing_key": sealing("ani")}
    assert set(faults(**sense)) == {"previous", "threshold", "people.ani.key", "people.ani.sealing_key"}


@pytest.mark.parametrize("id_", ["Ani", "ani lestari", "ani,budi", "*", "../ani", "con", "lpt1", "-ani", "a" * 41, "ani!", '"ani"', "é"])
def test_an_id_that_no_path_and_no_list_of_signers_can_hold_is_refused(id_: str) -> None:
    ani = (
        with_changes().decode().replace("[people.ani]", f"[people.{toml_key(id_)}]").replace('person = "ani"', f"person = {toml_key(id_)}")
    )
    with pytest.raises(Refusal, match=r"document\.faults"):
        opened(ani.encode(), "x.toml")


def toml_key(text: str) -> str:
    """`text` as a quoted key."""
    return '"' + text.replace('"', '\\"') + '"'


@pytest.mark.parametrize(
    "point",
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ],
)
def test_a_sealing_key_that_keeps_no_secret_is_none(point: str) -> None:
    assert not seals(point)


def test_a_sealing_key_written_in_another_way_is_none() -> None:
    good = bytes.fromhex(sealing("ani"))
    assert seals(good.hex())
    assert not seals((good[:31] + bytes([good[31] | 0x80])).hex())


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'kind = "team"', b'kind = "verdict"', "document.kind"),
        (b"major = 1", b"major = 2", "document.newer"),
        (b'name = "Ani', b'name = "A\\u202eni', "document.control"),
        (b"[people.ani]", b"[people.budi]", "document.not_toml"),
        (b"[people.ani]", b"[people.a.b.c.d.e.f.g.h.i]", "document.guard"),
    ],
)
def test_a_hostile_team_is_refused_by_name(old: bytes, new: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        opened(toml.write(team()).replace(old, new, 1), "x.toml")
    assert refused.value.code == code


def test_a_team_as_large_as_may_be_is_read_in_two_seconds_of_work_and_a_larger_one_not_at_all() -> None:
    people, devices = dict(team().people), dict(team().devices)
    for number in range(1_000):
        name = f"p{number}"
        asked = {"key": key(name).public, "sealing_key": sealing(name)}
        people[name] = people["ani"].model_copy(update=asked)
        for device in (f"{name}-1", f"{name}-2"):
            devices[device] = devices["laptop-ani"].model_copy(update={"person": name, "key": key(device).public})
    body = toml.write(team().model_copy(update={"people": people, "devices": devices}))
    began = time.process_time()
    assert len(opened(body, "x.toml").devices) == 2_003
    assert time.process_time() - began < 2
    with pytest.raises(Refusal, match=r"document\.too_large"):
        opened(body + b"#" * LONGEST, "x.toml")


def test_the_roles_of_every_kind_can_be_others_by_policy() -> None:
    policy = {kind: ["supervisor"] for kind in BY_ROLE}
    assert set(opened(with_changes(**{"policy.signers": policy}), "x.toml").policy.signers) == set(BY_ROLE)


def test_a_founding_with_the_same_key_twice_is_told_as_a_change_that_cannot_be_made() -> None:
    with pytest.raises(Refusal, match=r"team\.faults") as refused:
        change.written(change.founded(request("citra"), roots(["citra"]), name="Tim", issued_at=NOW))
    assert refused.value.fields["count"] == 1
