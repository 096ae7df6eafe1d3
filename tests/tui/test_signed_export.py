"""`verifier export` with a key: what lands, the same each time, and the real ssh-keygen as judge of it."""

import os
import tomllib
from pathlib import Path

import pytest

from models.desk import people, teams
from models.desk.desk import Desk, opened
from models.documents import keys, signatures, toml
from models.documents.team import Role
from models.documents.travelling import Signed
from models.documents.verdict_file import opened as read
from models.exporting import HOW_TO, SIGNERS
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.acts import decided, raw
from tests.documents.signing import judged, ssh_keygen
from tests.documents.team_kit import key, request, signed
from tests.tui.commands import Commands

pytestmark = pytest.mark.slow


@pytest.fixture
def ring(verification: str, folder: Path) -> Keyring:
    """The keys of the founded profile."""
    ring = Keyring(folder)
    ring.make()
    return ring


def exported(verifier: Commands, folder: Path) -> tuple[Path, str]:
    """The one verdict file that an export to `folder` wrote, and what was said."""
    code, out, said = verifier("export", "--to", folder)
    assert code == 0, said
    return Path(out.strip()), said


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def is_good(file: Path, person: str, *more: str | Path, kind: str = "verdict", body: bytes | None = None) -> bool:
    """Whether ssh-keygen takes the signature beside `file` for this person's, as an auditor would ask it."""
    arguments = ("-Y", "verify", "-f", file.with_name("allowed_signers"), "-I", person, "-n", f"{kind}@verifier", "-s", f"{file}.sig")
    done = ssh_keygen(*arguments, *more, stdin=file.read_bytes() if body is None else body)
    assert done.returncode in (0, 255), done.stderr
    assert done.stdout.startswith(f'Good "{kind}@verifier" signature for {person} '.encode()) == (done.returncode == 0)
    return done.returncode == 0


def test_a_file_lands_with_its_signature_and_what_an_auditor_needs(
    verifier: Commands, ring: Keyring, verification: str, tmp_path: Path
) -> None:
    file, said = exported(verifier, tmp_path / "out")
    assert set(contents(tmp_path / "out")) == {file.name, f"{file.name}.sig", "allowed_signers", "CARA-PERIKSA.txt"}
    assert "unsigned" not in file.name and "key make" not in said
    document = read(file.read_bytes(), file.name)
    assert (document.verification, document.status) == (verification, "draft")
    assert b"allowed_signers" in (tmp_path / "out" / "CARA-PERIKSA.txt").read_bytes()
    signatures.check(file.read_bytes(), Path(f"{file}.sig").read_bytes(), str(ring.public), "verdict", "x")


def test_exported_twice_it_is_the_same_to_the_byte(verifier: Commands, ring: Keyring, tmp_path: Path) -> None:
    exported(verifier, tmp_path / "out")
    before = contents(tmp_path / "out")
    exported(verifier, tmp_path / "out")
    assert contents(tmp_path / "out") == before
    exported(verifier, tmp_path / "elsewhere")
    assert contents(tmp_path / "elsewhere") == before


def test_without_a_key_the_file_is_an_unsigned_draft_and_a_key_is_offered(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file, said = exported(verifier, tmp_path / "out")
    assert set(contents(tmp_path / "out")) == {file.name}
    assert file.name.endswith("_unsigned-draft.toml")
    assert "verifier key make" in said


def test_a_dry_run_names_the_signed_file_and_needs_no_passphrase(
    verifier: Commands, ring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.unlock()
    ring.relock("frasa")
    code, out, _ = verifier("export", "--dry-run", "--to", tmp_path / "out")
    assert (code, (tmp_path / "out").exists()) == (0, False)
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "frasa")
    assert str(exported(verifier, tmp_path / "out")[0]) == out.strip()


def test_a_file_is_shown_as_it_would_be_written(verifier: Commands, ring: Keyring, verification: str, tmp_path: Path) -> None:
    file, _ = exported(verifier, tmp_path / "out")
    assert verifier("show", file)[:2] == verifier("show", verification)[:2]
    assert "signed draft" in verifier("show", file)[1]


@judged
def test_an_auditor_checks_the_file_of_somebody_without_a_team(verifier: Commands, ring: Keyring, tmp_path: Path) -> None:
    file, _ = exported(verifier, tmp_path / "out")
    person = read(file.read_bytes(), file.name).people["verifier"].id
    assert is_good(file, person)
    assert not is_good(file, person, kind="submission")
    assert not is_good(file, "budi")


@pytest.mark.xdist_group("demo")
@judged
def test_an_auditor_checks_what_the_demo_hands_out(demonstrated: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, said = Commands(demonstrated, capsys)("export", "--to", tmp_path / "out")
    assert code == 0, said
    issued = 0
    for file in map(Path, out.splitlines()):
        body = file.read_bytes()
        told = tomllib.loads(body.decode())
        # What was issued is signed by whoever issued it, not by its verifier.
        is_issued = told["status"] == "issued"
        person = told["people"]["supervisor" if is_issued else "signer" if "signer" in told["people"] else "verifier"]["id"]
        assert is_good(file, person)
        assert is_good(file, told["people"]["verifier"]["id"]) == (told["people"]["verifier"]["id"] == person)
        issued += is_issued
    assert issued == 3
    assert not is_good(file, person, kind="submission")
    assert not is_good(file, person, kind="review")
    assert not is_good(file, person, body=body.replace(b'code = "V', b'code = "W', 1))
    assert not is_good(file, person, body=body + b"\n")
    assert not is_good(file, "budi-santoso")
    assert not is_good(file, "nobody")
    listed = next(line for line in file.with_name("allowed_signers").read_text().splitlines() if line.startswith(person))
    revoked = tmp_path / "revoked"
    revoked.write_text(listed.partition('" ')[2] + "\n")
    assert not is_good(file, person, "-r", revoked)


def teamed(desk: Desk, ring: Keyring, *roles: Role) -> None:
    """Found a team, and give its founder these roles; another member has become its supervisor."""
    root = ring.make_root()
    desk.do(teams.found, "Tim Papua", desk.ask(teams.request, ring.person(), ring.device()), root)
    other = request("budi")
    body = toml.write(other)
    given = tuple(signed(body, "budi", "laptop-budi", kind="enrolment"))
    desk.do(teams.enrol, Signed("x", body, given), ("supervisor",), "", root)
    desk.do(teams.assign, desk.actor.person, roles, "", root)


@pytest.mark.parametrize(
    ("roles", "status", "kind", "hint"),
    [
        (("supervisor",), "draft", "verdict", ""),
        (("verifier", "supervisor"), "draft", "verdict", ""),
        (("verifier",), "draft by a verifier", "submission", "may not sign a verdict"),
        (("lead",), "draft by a lead", "review", "may not sign a verdict"),
    ],
)
@judged
def test_nobody_signs_for_more_than_the_team_lets_them(
    verifier: Commands, ring: Keyring, folder: Path, tmp_path: Path, roles: tuple[Role, ...], status: str, kind: str, hint: str
) -> None:
    first, _ = exported(verifier, tmp_path / "out")
    with opened(folder) as desk:
        teamed(desk, ring, *roles)
    file, said = exported(verifier, tmp_path / "out")
    document = read(file.read_bytes(), file.name)
    assert (document.status, hint in said) == (status, True)
    person = document.people["verifier"].id
    purposes = {each: is_good(file, person, kind=each) for each in ("verdict", "submission", "review")}
    assert purposes == {each: each == kind for each in purposes}
    # The list beside an earlier file is the one of the team now.
    assert is_good(first, person) == ("supervisor" in roles)


def test_somebody_the_team_does_not_know_is_told_so(verifier: Commands, ring: Keyring, folder: Path, tmp_path: Path) -> None:
    with opened(folder) as desk:
        teamed(desk, ring, "supervisor")
        ring.make()
    file, said = exported(verifier, tmp_path / "out")
    assert read(file.read_bytes(), file.name).status == "draft from outside the team"
    assert "verifier team request" in said
    assert str(ring.public).encode() not in (tmp_path / "out" / "allowed_signers").read_bytes()


def test_a_list_of_signers_of_others_is_left_alone(verifier: Commands, ring: Keyring, tmp_path: Path) -> None:
    others = b'budi namespaces="git" ' + key("budi").public.encode() + b"\n"
    (tmp_path / "allowed_signers").write_bytes(others)
    code, out, said = verifier("export", "--to", tmp_path)
    assert (code, out) == (1, "")
    assert str(tmp_path / "allowed_signers") in said
    assert (tmp_path / "allowed_signers").read_bytes() == others
    assert list(tmp_path.glob("*.toml*")) == []


@judged
@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links, and has no such pipes")
@pytest.mark.parametrize("name", [SIGNERS, HOW_TO])
@pytest.mark.parametrize("is_pipe", [False, True], ids=["link", "pipe"])
def test_a_link_or_a_pipe_in_the_place_of_what_auditors_need_is_left_alone(
    verifier: Commands, ring: Keyring, tmp_path: Path, name: str, is_pipe: bool
) -> None:
    assert ring.public
    precious, folder = tmp_path / "Skripsi.docx", tmp_path / "STICK"
    precious.write_bytes(b"satu-satunya")
    folder.mkdir()
    if is_pipe:
        os.mkfifo(folder / name)
    else:
        (folder / name).symlink_to(precious)
    assert name in verifier.refused("export", "--to", folder)
    assert precious.read_bytes() == b"satu-satunya"
    assert [path.name for path in folder.iterdir()] == [name]


def test_two_people_without_a_team_replaced_each_others_signers(
    verifier: Commands, ring: Keyring, clock: StillClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path / "budi", clock=clock) as desk:
        desk.do(people.found, name="Budi", role="verifier", language="id")
        decided(desk)
    Keyring(tmp_path / "budi").make()
    files = [exported(each, tmp_path / "out")[0] for each in (verifier, Commands(tmp_path / "budi", capsys))]
    before = (tmp_path / "out" / "allowed_signers").read_bytes()
    people_ = [read(file.read_bytes(), file.name).people["verifier"].id for file in files]
    assert [is_good(file, person) for file, person in zip(files, people_, strict=True)] == [True, True]
    assert not is_good(files[0], people_[1])
    exported(verifier, tmp_path / "out")
    assert (tmp_path / "out" / "allowed_signers").read_bytes() == before


def test_a_file_of_somebody_else_names_who_signed_it(folder: Path, clock: StillClock, verifier: Commands, tmp_path: Path) -> None:
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        decided(desk)
        owner = desk.actor.person
        raw(desk, "INSERT INTO person VALUES ('b0', 'Budi', 'lead', '', 'id', 0)", "UPDATE verification SET person_id = 'b0'")
    Keyring(folder).make()
    document = read((file := exported(verifier, tmp_path / "out")[0]).read_bytes(), file.name)
    assert {name: person.id for name, person in document.people.items()} == {"verifier": "b0", "signer": owner}


def test_the_key_is_asked_for_only_by_who_signs(verifier: Commands, ring: Keyring, verification: str) -> None:
    ring.unlock()
    ring.relock("frasa")
    assert verifier("show", verification)[0] == 0
    assert keys.fingerprint(str(ring.public)) in verifier("key", "show")[1]
