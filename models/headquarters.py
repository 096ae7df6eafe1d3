"""The database of headquarters, for whoever administers its server: made, opened to people, and looked at for what was loosened."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from psycopg import sql
from sqlalchemy import URL, Connection, create_engine, exc, insert, make_url, select, text
from sqlalchemy.pool import NullPool

from models import register
from models.database_address import SCHEME, place
from models.desk import projections
from models.errors import Refusal
from models.ledger import driver, guards, on_server, regions, server, server_errors, server_format
from models.ledger.loosened import Loosened, loosened, put_back
from models.ledger.tables import Agency, table

__all__ = ["Admitted", "Loosened", "Made", "admit", "check", "init"]

_AGENCY: Final = table(Agency)
_ROLE: Final = re.compile(r"[a-z][a-z0-9_]{0,62}")
_KEPT_NAMES: Final = ("pg_", "verifier_")
_MAINTAINED: Final = "postgres"
"""The database that every server has."""
_WAYS: Final = {"connect_timeout": 5, "application_name": "verifier headquarters", "client_encoding": "utf8"}
_PATIENCE: Final = {
    "lock_timeout": "4s",
    # A great database takes its time, and what an administrator set for others would cut it off or have texts read otherwise.
    **dict.fromkeys(("statement_timeout", "idle_in_transaction_session_timeout"), "0"),
    "standard_conforming_strings": "on",
}
"""Nobody waits behind us for long: each table is held for a moment, once nobody reads it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What `init` did."""

    place: str
    is_new: bool
    """Whether the database was made."""
    found: int
    """Its format before, 0 where there were no tables."""
    format: int
    put_back: tuple[Loosened, ...]
    """What was guarded otherwise, or not yet."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A role that may log in."""

    role: str
    is_new: bool
    region: tuple[str, ...]
    is_worker: bool


def init(url: str) -> Made:
    """Make the database at `url` where there is none, its tables and all that guards it; what is there already stays.

    Raises:
        Refusal: `server.no_database` where the address names none, and as `on_server.opened` gives.
    """
    server.require_driver()
    is_new = _made(make_url(url), place(url))
    with _administering(url) as connection:
        found = _format(connection)
    with tempfile.TemporaryDirectory(prefix="verifier-") as folder:
        on_server.opened(Path(folder), url, projections.renew, writing=True).close()
    with _administering(url) as connection:
        _alone(connection)
        if connection.execute(select(_AGENCY.c.code).limit(1)).first() is None:
            # Whoever begins here may be of one region, and cannot register the agencies of the others.
            connection.execute(insert(_AGENCY), list(register.rows()))
        unlike = put_back(connection)
    return Made(place(url), is_new, found, driver.FORMAT, unlike)


def admit(url: str, role: str, region: tuple[str, ...] = (), *, is_worker: bool = False, password: str = "") -> Admitted:
    """Let a role log in, of a region where one is given, and with this password where one is given; what it was before is changed.

    Raises:
        Refusal: `headquarters.role`, `headquarters.superuser`, `headquarters.region`, `headquarters.worker_region`,
            `headquarters.not_made`, `server.older`, `profile.newer`.
    """
    server.require_driver()
    if not _ROLE.fullmatch(role) or role.startswith(_KEPT_NAMES):
        raise Refusal("headquarters.role", login=role)
    if region and is_worker:
        raise Refusal("headquarters.worker_region", login=role)
    known = {row["code"] for row in register.rows() if row["type"] == "provinsi"}
    for code in region:
        if code not in known:
            raise Refusal("headquarters.region", region=code)
    with _administering(url) as connection:
        _require_made(connection, url)
        is_super = connection.execute(text("SELECT rolsuper FROM pg_roles WHERE rolname = :role"), {"role": role}).scalar()
        if is_super:
            raise Refusal("headquarters.superuser", login=role)
        _let_in(connection, role, password, is_new=is_super is None)
        groups = {regions.HEADQUARTERS: not region, guards.WORKER: is_worker}
        _run(connection, sql.SQL("GRANT {} TO {}").format(sql.Identifier(regions.MEMBER), sql.Identifier(role)))
        for group, is_in in groups.items():
            said = "GRANT {} TO {}" if is_in else "REVOKE {} FROM {}"
            _run(connection, sql.SQL(said).format(sql.Identifier(group), sql.Identifier(role)))
        known_as = {"role": role, "region": " ".join(region)}
        connection.execute(
            text(
                "INSERT INTO access (role, person_id, region) VALUES (:role, '', :region)"
                " ON CONFLICT (role) DO UPDATE SET region = excluded.region"
            ),
            known_as,
        )
    return Admitted(role, is_super is None, region, is_worker)


def check(url: str) -> tuple[Loosened, ...]:
    """What does not stand as `init` and `admit` leave it, also of the server itself; nothing is changed.

    Raises:
        Refusal: `headquarters.not_made`, `server.older`, `profile.newer`.
    """
    server.require_driver()
    with _administering(url) as connection:
        _require_made(connection, url)
        _alone(connection)
        return loosened(connection)


@contextmanager
def _administering(url: str) -> Iterator[Connection]:
    engine = create_engine(make_url(url).set(drivername=SCHEME), connect_args=_WAYS, poolclass=NullPool)
    # An administrator may keep whoever does not say so from writing.
    with _told(place(url)), engine.connect().execution_options(postgresql_readonly=False) as connection, connection.begin():
        for name, value in {"search_path": "public, pg_temp", **_PATIENCE}.items():
            connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})
        yield connection


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except exc.DBAPIError as error:
        raise server_errors.refusal(where, error, writing=False) or error from error


def _made(url: URL, where: str) -> bool:
    """Whether the database was made just now."""
    engine = create_engine(url.set(drivername=SCHEME), connect_args=_WAYS, poolclass=NullPool)
    try:
        with _told(where), engine.connect():
            return False
    except Refusal as refused:
        if refused.code != "server.no_database" or not url.database:
            raise
    maintained = url.set(drivername=SCHEME, database=_MAINTAINED)
    engine = create_engine(maintained, connect_args=_WAYS, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with _told(where), engine.connect() as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        # By bytes, as every laptop orders them.
        said = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        _run(connection, sql.SQL(said).format(sql.Identifier(url.database)))
    return True


def _alone(connection: Connection) -> None:
    """Nobody writes meanwhile."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": on_server.WRITING})


def _format(connection: Connection) -> int:
    if connection.execute(text("SELECT to_regclass('public.format')")).scalar() is None:
        return 0
    return int(connection.execute(text("SELECT number FROM format")).scalar() or 0)


def _require_made(connection: Connection, url: str) -> None:
    where = place(url)
    looked = server_format.look(connection, where)
    if not looked.found or connection.execute(text("SELECT to_regproc('verifier_newest_entry')")).scalar() is None:
        raise Refusal("headquarters.not_made", place=where)
    if looked.found < driver.FORMAT:
        raise server_format.older(where, looked.found)
    if newer := server_format.newer(where, looked):
        # Its rules are others, which would be called loosened.
        raise newer


def _let_in(connection: Connection, role: str, password: str, *, is_new: bool) -> None:
    """Make the role, or let it log in again; its password never travels, and stands in no log of the server."""
    said = "CREATE ROLE {} LOGIN NOCREATEDB NOCREATEROLE" if is_new else "ALTER ROLE {} LOGIN NOCREATEDB NOCREATEROLE"
    _run(connection, sql.SQL(said).format(sql.Identifier(role)))
    if password:
        driven = connection.connection.driver_connection
        assert driven is not None
        hashed = driven.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
        _run(connection, sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed)))


def _run(connection: Connection, statement: sql.Composed) -> None:
    connection.exec_driver_sql(statement.as_string(None))
