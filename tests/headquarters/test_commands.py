"""`verifier headquarters`: what an administrator does at the command line, and what each step says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from models.desk import verifications
from models.errors import Refusal
from tests.headquarters.kit import ELSEWHERE, Headquarters
from tests.postgres import PASSWORD, Server
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow

ROLE: Final = "candra"


@pytest.fixture
def verifier(
    at: Server, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Commands]:
    file = tmp_path / "pgpass"
    file.write_text(f"127.0.0.1:{at.port}:*:postgres:{PASSWORD}\n127.0.0.1:{at.port}:*:{ROLE}:{PASSWORD}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    monkeypatch.setenv("VERIFIER_ROLE_PASSWORD", PASSWORD)
    yield Commands(folder, capsys)
    at.run(f"DROP ROLE IF EXISTS {ROLE}")


def address(at: Server, database: str, role: str = "postgres") -> str:
    return f"postgresql+psycopg://{role}@127.0.0.1:{at.port}/{database}"


def test_a_database_is_made_once_and_somebody_let_in_works_there(at: Server, verifier: Commands, tmp_path: Path) -> None:
    url = address(at, "pusat")
    made = data(verifier("headquarters", "init", url, "--json"))
    assert (made["made"], made["found"], made["format"]) == (True, 0, 5)
    code, out, said = verifier("headquarters", "init", url)
    assert (code, out.count("\n"), said) == (0, 2, "")
    admitted = ("headquarters", "admit", ROLE, "--region", "32", "--url", url)
    told = data(verifier(*admitted, "--json"))
    assert [told[name] for name in ("role", "made", "region", "worker", "password")] == [ROLE, True, ["32"], False, True]
    assert "changed" in verifier(*admitted)[1]
    settings = tmp_path / "verifier.toml"
    settings.write_text(f'[database]\nurl = "{address(at, "pusat", ROLE)}"\n')
    assert verifier("--config", settings, "init", "--name", "Candra", "--role", "verifier")[0] == 0
    assert verifier("--config", settings, "list")[0] == 0
    assert "laptop" not in verifier("--config", settings, "sync", "--status")[1]
    assert "does not let your role" in verifier("--config", settings, "headquarters", "check")[2]


def test_the_doctor_called_the_agencies_of_a_new_database_wrong(at: Server, verifier: Commands, tmp_path: Path) -> None:
    url = address(at, "baru")
    verifier("headquarters", "init", url)
    verifier("headquarters", "admit", ROLE, "--url", url)
    settings = tmp_path / "verifier.toml"
    settings.write_text(f'[database]\nurl = "{address(at, "baru", ROLE)}"\n')
    # It ends with 1: a power cut would harm the server of the tests.
    found = json.loads(verifier("--config", settings, "doctor", "--json")[1])
    checks = {each["check"]: each["state"] for each in found["checks"]}
    assert checks["rows"] == "good"


def test_who_is_of_a_region_was_told_only_that_they_may_not(hq: Headquarters) -> None:
    with hq.laptop("vera") as vera, pytest.raises(Refusal) as caught:
        vera.desk.do(verifications.begin, ELSEWHERE)
    assert caught.value.code == "server.region"


def test_a_password_stood_in_no_address_and_no_log(at: Server, verifier: Commands) -> None:
    assert "Take it out" in verifier.refused("headquarters", "init", f"postgresql+psycopg://postgres:{PASSWORD}@127.0.0.1/x")
    url = address(at, "rahasia")
    verifier("headquarters", "init", url)
    at.run("ALTER DATABASE rahasia SET log_statement = 'all'")
    assert verifier("headquarters", "admit", ROLE, "--url", url)[0] == 0
    logged = (at.folder / "log").read_text()
    assert "ALTER ROLE" in logged
    assert PASSWORD not in logged


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("admit", "Budi"), "cannot be the name"),
        (("admit", "verifier_owner"), "cannot be the name"),
        (("admit", ROLE, "--region", "99"), "no province"),
        (("admit", ROLE, "--region", "32", "--worker"), "Choose one of the two"),
        (("check",), "Run verifier headquarters init first"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(at: Server, verifier: Commands, arguments: tuple[str, ...], said: str) -> None:
    assert said in verifier.refused("headquarters", *arguments, "--url", address(at, "postgres"))


def test_whom_no_rule_binds_does_not_work_there(hq: Headquarters, verifier: Commands) -> None:
    assert "superuser" in verifier.refused("headquarters", "admit", "postgres", "--url", address(hq.at, hq.database))


def test_without_an_address_it_is_asked_for(verifier: Commands) -> None:
    assert "--url" in verifier.refused("headquarters", "check")
    assert "no address" in verifier.refused("headquarters", "check", "--url", "sqlite:///x.db")


def test_a_loosened_grant_is_listed_and_ends_with_1(hq: Headquarters, verifier: Commands) -> None:
    url = address(hq.at, hq.database)
    verifier("headquarters", "init", url)
    hq.at.run("GRANT UPDATE ON document TO verifier_member", hq.database)
    code, out, _ = verifier("headquarters", "check", "--url", url)
    assert code == 1
    assert "document verifier_member" in out
    assert "document verifier_member" in verifier("headquarters", "init", url)[1]
