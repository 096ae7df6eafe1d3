"""A database on a PostgreSQL server: made once, read as a file is, and nothing lost or done twice whatever becomes of the server."""

import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel

from models import encryption, rehousing, settings
from models.desk import answers, people, searching
from models.desk.desk import Desk, opened
from models.doctor import State, examine
from models.errors import Refusal
from models.ledger import backups, driver, rescue, server, server_session
from models.ledger.engine import Ledger
from models.moments import now
from models.restoring import Restore
from tests.desk.acts import begun, refused, sheet_of
from tests.ledger.kit import verification_of
from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("on_server")]


def differing(connection: Any) -> list[str]:
    """In what the tables there are differ from those the program knows."""
    found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), SQLModel.metadata)
    return [str(each) for each in found if not _is_of_server(each)]


def _is_of_server(each: Any) -> bool:
    """What only a server has: Alembic's own table, what tells in which order documents came, and the index of what is searched."""
    named = {"remove_table": 1, "remove_column": 3, "remove_index": 1}.get(each[0])
    made = {"alembic_version", "xid", "seq", "brought_by", "ix_document_xid_seq", "words", "ix_search_entry_text"}
    return named is not None and each[named].name in made


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_a_migrated_server_has_exactly_the_tables_that_the_program_knows(ani: Desk) -> None:
    with ani.ledger.transaction(writing=False) as connection:
        assert differing(connection) == []


def test_several_that_begin_at_once_make_the_tables_once(at: Server, tmp_path: Path) -> None:
    name, ends = at.database(), []

    def begin(number: int) -> None:
        server.choose(tmp_path / str(number), at.url(name))
        with Ledger.open(tmp_path / str(number)) as ledger:
            ledger.check()
            ends.append(number)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == [0, 1, 2, 3]


def test_what_is_set_on_a_connection_holds(ani: Desk) -> None:
    with ani.ledger.transaction(writing=False) as connection:
        for name, wanted in server_session.SETTINGS.items():
            assert connection.execute(text(f"SHOW {name}")).scalar() == wanted
        assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"
        assert connection.execute(text("SHOW transaction_isolation")).scalar() == "repeatable read"


def test_a_pooler_that_gives_each_act_another_connection_ended_the_program(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as pgbouncer, which tells a number of its own for the process of the server."""
    monkeypatch.setattr(psycopg.ConnectionInfo, "backend_pid", -1534644784)
    server.choose(folder, url)
    assert refused(lambda: opened(folder)) == "server.pooled"


def test_texts_are_ordered_by_their_bytes_or_nothing_is_opened(at: Server, folder: Path) -> None:
    at.run("CREATE DATABASE ordered TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'id' LOCALE 'C'")
    server.choose(folder, at.url("ordered"))
    assert refused(lambda: opened(folder)) == "server.order"
    at.run("CREATE DATABASE unordered TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    server.choose(folder, at.url("unordered"))
    assert refused(lambda: opened(folder)) == "server.order"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"database": "nowhere"}, "server.no_database"),
        ({"role": "nobody"}, "server.login"),
        ({"password": "wrong"}, "server.login"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_in_words(at: Server, folder: Path, change: dict[str, str], code: str) -> None:
    server.choose(folder, at.url(**change))
    assert refused(lambda: opened(folder)) == code


def test_a_server_that_is_not_there_is_told_with_its_place_and_not_with_who_logs_in(folder: Path) -> None:
    server.choose(folder, "postgresql+psycopg://ani@127.0.0.1:1/verifier")
    with pytest.raises(Refusal, match=r"server\.away") as caught:
        opened(folder)
    assert caught.value.fields["place"] == "127.0.0.1:1/verifier"


def test_without_the_library_that_speaks_to_servers_it_is_told_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "find_spec", lambda _name: None)
    server.choose(folder, "postgresql+psycopg://ani@127.0.0.1:1/verifier")
    with pytest.raises(Refusal, match=r"server\.no_driver") as caught:
        opened(folder)
    assert str(caught.value.fields["command"]).endswith('"verifier-tui[postgresql]"')


def test_who_may_make_no_tables_is_told_who_can(at: Server, folder: Path) -> None:
    name = at.database()
    at.run("CREATE ROLE clerk LOGIN PASSWORD 'Rahasia-4711'")
    server.choose(folder, at.url(name, "clerk"))
    assert refused(lambda: opened(folder)) == "server.older"


def test_a_reader_finds_nothing_where_nothing_is_and_writes_nowhere(at: Server, made: str, tmp_path: Path) -> None:
    server.choose(tmp_path / "a", at.url(at.database()))
    assert refused(lambda: opened(tmp_path / "a", writing=False)) == "profile.missing"
    server.choose(tmp_path / "b", at.url(at.database(made)))
    with opened(tmp_path / "b", writing=False) as reader:
        assert refused(lambda: reader.do(people.choose_language, "en")) == "profile.read_only"
        assert refused(lambda: reader.ask(people.choose_language, "en")) == "profile.read_only"


def test_each_role_is_somebody_else(at: Server, url: str, ani: Desk, tmp_path: Path) -> None:
    database = url.rpartition("/")[2]
    at.run("CREATE ROLE budi LOGIN SUPERUSER PASSWORD 'Rahasia-4711'")
    server.choose(tmp_path / "budi", at.url(database, "budi"))
    with opened(tmp_path / "budi") as budi:
        assert budi.ask(people.owner) is None
        budi.do(people.found, name="Budi", role="supervisor", language="id")
        assert verification_of(budi)
    with opened(tmp_path / "budi") as again:
        owner = again.ask(people.owner)
        assert owner is not None
        assert owner.name == "Budi"
    first = ani.ask(people.owner)
    assert first is not None
    assert first.name == "Ani Lestari"


def test_a_password_in_the_settings_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "verifier.toml"
    for url, code in (
        ("postgresql+psycopg://ani:rahasia@kantor/verifier", "settings.password"),
        ("postgresql://kantor/verifier?password=rahasia", "settings.password"),
        ("mysql://kantor/verifier", "settings.value"),
        ("postgresql://ani@kantor:none/verifier", "settings.value"),
    ):
        file.write_text(f'[database]\nurl = "{url}"\n')
        assert refused(lambda: settings.load(file)) == code
    file.write_text('[database]\nurl = "postgresql+psycopg://ani@kantor/verifier?sslmode=verify-full"\n')
    assert settings.load(file).database.endswith("verify-full")


TEXTS = (
    "Peraturan Gubernur Nomor 12/2023 tentang Manajemén Talenta",
    "peraturan-bupati (draf) tanggal 3 Mei 2023; lihat www.contoh.go.id/unduh?nomor=17",
    "Talenta 3.14, -5 dan 1e5; B01 diganti B02, ani@contoh.go.id",
    "ÉLITE kafé naïve Ångström d'accord “kutip” 5×3 ½",
)
QUERIES = (
    *(
        "peraturan gub",
        "12/20",
        "manajemen",
        "MANAJEMÉN tal",
        "talenta",
        "contoh.go",
        "go.id/unduh",
        "nomor=1",
        "3.1",
        "-5",
        "1e",
        "b0",
        "ani@",
    ),
    *(
        "elite",
        "kafe",
        "Ångs",
        "angstrom",
        "d'acc",
        "accord",
        '"kutip"',
        "“kut",
        "5×",
        "½",
        "(draf",
        "2023;",
        "bupati per",
        "x",
        "id unduh",
    ),
)


def test_a_server_finds_what_a_file_finds(ani: Desk, desk: Desk) -> None:
    found = []
    for each, verification in ((ani, verification_of(ani)), (desk, begun(desk))):
        for code, said in zip(sheet_of(each, verification).checklist.codes, TEXTS, strict=False):
            each.do(answers.annotate, verification, code, said)
        hits = {query: each.ask(searching.find, query) for query in QUERIES}
        found.append({query: [hit.key for hit in hits[query] if hit.kind == "note"] for query in QUERIES})
    assert found[0] == found[1]


def test_what_is_done_to_a_file_is_refused_with_where_it_is_done_instead(ani: Desk, tmp_path: Path) -> None:
    folder = ani.ledger.folder
    for act in (
        lambda: backups.make(folder / driver.DATABASE, now()),
        lambda: backups.of(folder),
        lambda: list(Restore(folder, tmp_path / "copy.db").prepare()),
        lambda: list(rehousing.rehouse(folder, tmp_path / "elsewhere")),
        lambda: encryption.turn_on(folder, "lima kata yang panjang", lambda *_: True),
        lambda: encryption.turn_off(folder, "lima kata yang panjang", lambda *_: True),
    ):
        assert refused(act) == "server.not_here"
    kept = rescue.rescued(folder, tmp_path, {"somewhere": {"note": "x"}}, now())
    assert kept.file.suffix == ".toml"


def test_the_doctor_looks_at_a_server_too(ani: Desk) -> None:
    states = {result.check: result for result in examine(ani.ledger.folder, lambda: None)}
    wrong = {name: result.found.faults for name, result in states.items() if result.state is State.WRONG}
    # The server of the tests is one that a power cut would harm.
    assert wrong == {"opening": ("fsync = off", "full_page_writes = off")}
    assert states["backups"].state is State.SKIPPED
