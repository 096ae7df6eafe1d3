"""What auditors get: the list of signers as the real ssh-keygen judges it, and two lines that say how."""

import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from models.codes import digest
from models.documents import team_changes as change
from models.documents import toml
from models.documents.auditors import allowed_signers, alone, how_to, merged
from models.documents.signatures import sign
from models.documents.team import Policy, Team
from models.rules.signing import BY_ROLE
from models.words import Words
from tests.documents.signing import judged, ssh_keygen
from tests.documents.team_kit import key, request, second, team

BODY: Final = b'kind = "verdict"\nverdict = "V3"\n'


def listed(found: Team, counted: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """The lines of the list of signers that are no comments."""
    lines = allowed_signers(found, toml.write(found), counted).decode().splitlines()
    return [line for line in lines if not line.startswith("#")]


def is_good(
    folder: Path, found: Team, *, person: str, kind: str, by: str, body: bytes = BODY, counted: tuple[tuple[str, str], ...] = ()
) -> bool:
    """Whether ssh-keygen takes what the key `by` signed as a `kind` for the signature of `person` on `body` as that kind."""
    (folder / "allowed_signers").write_bytes(allowed_signers(found, toml.write(found), counted))
    (folder / "x.toml.sig").write_bytes(sign(key(by), BODY, kind.partition(" for ")[0]))
    namespace = f"{kind.rpartition(' for ')[2]}@verifier"
    done = ssh_keygen(
        *("-Y", "verify", "-f", folder / "allowed_signers", "-I", person, "-n", namespace, "-s", folder / "x.toml.sig"), stdin=body
    )
    assert done.returncode in (0, 255), done.stderr
    return done.returncode == 0


GONE: Final = change.marked(team(), "people.citra", "left", digest(BODY))
STOLEN: Final = change.marked(team(), "people.citra", "compromised", digest(BODY))
RENEWED: Final = change.renewed(team(), request("citra", renewal=" 2"), digest(BODY))
OLD_KEY: Final = ((key("citra").public, "verdict"),)


@judged
def test_ssh_keygen_takes_what_everybody_may_sign(tmp_path: Path) -> None:
    for person, kind in (
        ("citra", "verdict"),
        ("budi", "review"),
        ("ani", "submission"),
        ("pusat", "team"),
        ("citra", "note"),
        ("ani", "note"),
    ):
        assert is_good(tmp_path, team(), person=person, kind=kind, by=person), kind


@judged
@pytest.mark.parametrize(
    ("found", "person", "kind", "by", "body"),
    [
        (team(), "citra", "submission for verdict", "citra", BODY),
        (team(), "citra", "verdict for withdrawal", "citra", BODY),
        (team(), "citra", "verdict", "citra", BODY + b"\n"),
        (team(), "citra", "verdict", "ani", BODY),
        (team(), "ani", "verdict", "ani", BODY),
        (team(), "citra", "team", "citra", BODY),
        (team(), "pusat", "verdict", "pusat", BODY),
        (team(), "laptop-citra", "verdict", "laptop-citra", BODY),
        (team(), "eka", "verdict", "eka", BODY),
        (GONE, "citra", "verdict", "citra", BODY),
        (STOLEN, "citra", "verdict", "citra", BODY),
        (RENEWED, "citra", "verdict", "citra", BODY),
    ],
    ids=[
        "a submission's signature",
        "a verdict's signature on a withdrawal",
        "one byte more",
        "another's key",
        "a verifier's verdict",
        "a member's team",
        "a root's verdict",
        "a device's verdict",
        "a stranger's",
        "of somebody who left",
        "with a stolen key",
        "with an earlier key",
    ],
)
def test_ssh_keygen_refuses_what_the_program_refuses(tmp_path: Path, found: Team, person: str, kind: str, by: str, body: bytes) -> None:
    assert not is_good(tmp_path, found, person=person, kind=kind, by=by, body=body)


@judged
def test_a_verdict_that_counts_is_good_years_after_its_signer_has_left(tmp_path: Path) -> None:
    assert is_good(tmp_path, GONE, person="citra", kind="verdict", by="citra", counted=OLD_KEY)
    assert is_good(tmp_path, RENEWED, person="citra", kind="verdict", by="citra", counted=OLD_KEY)
    assert is_good(tmp_path, RENEWED, person="citra", kind="verdict", by="citra 2")
    assert not is_good(tmp_path, STOLEN, person="citra", kind="verdict", by="citra", counted=OLD_KEY)


@judged
def test_a_review_that_counts_was_bad_once_its_signer_was_promoted(tmp_path: Path) -> None:
    promoted = change.assigned(team(), "budi", ["supervisor"])
    reviewed = ((key("budi").public, "review"), (key("ani").public, "verdict"))
    assert is_good(tmp_path, promoted, person="budi", kind="review", by="budi", counted=reviewed)
    assert not is_good(tmp_path, promoted, person="budi", kind="review", by="budi")
    assert not is_good(tmp_path, promoted, person="ani", kind="verdict", by="ani", counted=reviewed)


@judged
def test_names_full_of_signs_break_no_line(tmp_path: Path) -> None:
    # No team that was read holds a line end in a name; whoever gives another team here must not let anybody in by it.
    sly = f'Eka "#,\n* namespaces="verdict@verifier" {key("pencuri").public}'
    people = change.enrolled(team(), request("eka"), ["verifier"]).people
    found = team().model_copy(update={"name": sly, "people": {**people, "eka": people["eka"].model_copy(update={"name": sly})}})
    assert is_good(tmp_path, found, person="eka", kind="submission", by="eka")
    assert is_good(tmp_path, found, person="citra", kind="verdict", by="citra")
    assert not is_good(tmp_path, found, person="eka", kind="verdict", by="eka")
    assert not is_good(tmp_path, found, person="pencuri", kind="verdict", by="pencuri")


def test_there_is_one_line_for_a_person_with_every_kind_they_may_sign() -> None:
    assert listed(team()) == [
        f'citra namespaces="{of("verdict withdrawal endorsement receipt round checklist assignment action note")}" {key("citra").public}',
        f'budi namespaces="{of("review settlement assignment action note")}" {key("budi").public}',
        f'ani namespaces="{of("submission request handover opinion minutes action note")}" {key("ani").public}',
        f'pusat namespaces="{of("team")}" {key("pusat").public}',
    ]


def of(kinds: str) -> str:
    """The namespaces of these kinds."""
    return ",".join(f"{kind}@verifier" for kind in kinds.split())


def test_somebody_who_may_sign_nothing_has_no_line() -> None:
    policy = Policy(issuer_may_be_approver=False, signers=dict.fromkeys(BY_ROLE, ("supervisor",)))
    assert [line.split()[0] for line in listed(change.with_policy(team(), policy))] == ["citra", "pusat"]


def test_the_list_says_of_which_team_it_is_and_whose_every_line() -> None:
    lines = allowed_signers(second(), toml.write(second())).decode().splitlines()
    assert lines[0] == f"# Tim Verifikasi Manajemen Talenta, 2, {digest(toml.write(second()))}"
    assert [line for line in lines[1:] if line.startswith("#")] == ["# Citra Dewi", "# Ani Lestari", "# Akar pusat", "# Akar cadangan"]


def test_a_line_of_somebody_gone_stands_under_the_last_document_it_holds_for() -> None:
    lines = allowed_signers(GONE, toml.write(GONE), OLD_KEY).decode().splitlines()
    assert lines[1] == f"# Citra Dewi: left, {digest(BODY)}"
    assert lines[2].startswith("citra ")


def test_signers_of_before_keep_their_place_beside_a_new_one() -> None:
    ani, budi, citra = (alone(name, name.title(), key(name).public) for name in ("ani", "budi", "citra"))
    both = merged(budi, ani)
    assert both == ani + budi
    assert merged(ani, both) == merged(budi, both) == both
    assert merged(citra, both) == both + citra
    assert merged(alone("ani", "Ani", key("ani 2").public), both) == alone("ani", "Ani", key("ani 2").public) + budi
    assert merged(alone("ani-2", "Ani", key("ani").public), both) == alone("ani-2", "Ani", key("ani").public) + budi
    of_team = allowed_signers(team(), toml.write(team()))
    assert merged(alone("eka", "Eka", key("eka").public), of_team) == of_team + alone("eka", "Eka", key("eka").public)


@pytest.mark.parametrize(("language", "kinds"), [("id", "Berita Acara, penyelesaian perbedaan"), ("en", "minutes, settlement")])
def test_auditors_were_sent_to_a_place_that_minutes_and_settlements_do_not_have(language: str, kinds: str) -> None:
    assert f"{kinds})" in " ".join(how_to(Words(language)).split())


@judged
@pytest.mark.parametrize("language", ["id", "en"])
def test_what_auditors_are_told_to_run_broke_on_a_name_with_spaces(tmp_path: Path, language: str) -> None:
    *told, command = how_to(Words(language)).splitlines()
    (tmp_path / "allowed_signers").write_bytes(allowed_signers(team(), toml.write(team())))
    (tmp_path / "hasil Aceh.toml.sig").write_bytes(sign(key("citra"), BODY, "verdict"))
    placeholders = re.findall(r"\b[A-Z]{4,}\b", command)
    assert set(placeholders) <= set(re.findall(r"\b[A-Z]{4,}\b", " ".join(told)))
    person, kind, file = dict.fromkeys(placeholders)
    program, *arguments = shlex.split(command.replace(person, "citra").replace(kind, "verdict").replace(file, "hasil Aceh"))
    assert (program, arguments[-2:]) == ("ssh-keygen", ["<", "hasil Aceh.toml"])
    placed = [str(tmp_path / part) if part in ("allowed_signers", "hasil Aceh.toml.sig") else part for part in arguments[:-2]]
    assert ssh_keygen(*placed, stdin=BODY).returncode == 0
