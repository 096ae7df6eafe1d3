"""What SQLite and PostgreSQL are told in other words: the one home of such statements, by the connection that they are for."""

import re
import unicodedata
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    Table,
    TextClause,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy import table as table_
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

from models.ledger.tables import Access, Person, SearchEntry, table

POSTGRESQL: Final = "postgresql"
WORDS: Final = "words"
"""The column of a server's search that holds the words of a text."""
AS_BYTES: Final = "verifier_as_bytes"
"""The option of a statement whose rows come from a server as bytes: written out in digits, documents are twice as long."""
FOLDED: Final = "verifier_folded"
"""The function of a server that gives a text as it is searched for."""
_BETWEEN: Final = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\u3000-\u3004]+"
)
"""What stands between words for SQLite: all that is neither a letter nor a number, as far as it is written here."""
FOLDING: Final = rf"""
CREATE FUNCTION public.{FOLDED}(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT RETURN
lower(regexp_replace(
  regexp_replace(normalize(said, NFD), '[\u0300-\u036f]+', '', 'g'),
  '{_BETWEEN}', ' ', 'g'
))
"""
"""Made once; an index holds what it gives, so it never changes."""
NEWEST: Final = """
CREATE OR REPLACE FUNCTION public.verifier_newest_entry(OUT seq bigint, OUT hash varchar) RETURNS record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS 'SELECT t.seq, t.hash FROM public.trail t ORDER BY t.seq DESC LIMIT 1'
"""
"""What the next entry of the trail follows, also for those who may not see it."""

_ACCESS: Final = table(Access)
_ENTRY: Final = table(SearchEntry)
_PERSON: Final = table(Person)
_SNAPSHOT: Final = text("SELECT pg_current_snapshot()::text")
_OWN_SNAPSHOT: Final = text("SELECT pg_current_xact_id()::text, pg_current_snapshot()::text")
_IN_FILE: Final = "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
_AT_SERVER: Final = (
    "SELECT c.relname::text, a.attname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped"
)
"""Also the columns that one may not read, which no view of them tells."""
_SEES_ALL: Final = (
    "SELECT NOT row_security_active('public.trail')"
    " OR EXISTS (SELECT FROM pg_roles WHERE rolname = 'verifier_headquarters' AND pg_has_role(oid, 'member'))"
)
_MAY_NAME: Final = text(
    "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'verifier_worker' AND pg_has_role(oid, 'member'))"
    " AND NOT EXISTS (SELECT FROM access WHERE person_id = :person)"
)
_SHARED: Final = "SELECT to_regprocedure('public.verifier_person()') IS NOT NULL"
_MATCHING: Final = text("search_text MATCH :words")
_TEXT: Final = table_("search_text", column("rowid", Integer))
_INDEXED: Final = 4
"""The most letters by which the index of a file knows where words begin."""
_MOST: Final = 200
"""The most words that are told apart: of more, it takes longer than to gather all."""
_WORDS_KNOWN: Final = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab('main', 'search_text', 'instance')"
_LONGER: Final = """
WITH RECURSIVE known(word) AS (
  SELECT (SELECT term FROM temp.search_word WHERE term >= :word LIMIT 1)
  UNION ALL SELECT (SELECT term FROM temp.search_word WHERE term >= word || char(1) LIMIT 1) FROM known
  WHERE word < :word || char(1114111) LIMIT :most
) SELECT word FROM known WHERE word < :word || char(1114111)
"""
"""The words that begin with one, each found from the one before: their places, of which there are many more, are not read."""
_WORDS: Final[ColumnElement[Any]] = literal_column(f"search_entry.{WORDS}")
_TABLES_IN_FILE: Final = "SELECT name FROM sqlite_schema WHERE type = 'table'"
_TABLES_AT_SERVER: Final = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
_NO_WORD: Final = re.compile(_BETWEEN)


def is_server(connection: Connection) -> bool:
    """Whether the database is on a server."""
    return connection.dialect.name == POSTGRESQL


def of_json(connection: Connection, column: str, name: str) -> str:
    """What a column that holds a JSON object says by a name, as a text."""
    return f"({column}::json ->> '{name}')" if is_server(connection) else f"({column} ->> '$.{name}')"


def insert(connection: Connection, target: Table) -> Any:
    """What adds rows to `target`, and can be told what to do where one is there."""
    if not is_server(connection):
        return sqlite.insert(target)
    from sqlalchemy.dialects import postgresql  # takes longer to import than reading a list does

    return postgresql.insert(target)


def role(connection: Connection) -> ColumnElement[str]:
    """Who logged in at the server; empty for a file, which has one owner."""
    return cast(func.session_user(), String) if is_server(connection) else literal("")


def login(connection: Connection) -> str:
    """The same as a text."""
    return connection.execute(select(role(connection))).scalar_one() if is_server(connection) else ""


def is_owner(connection: Connection) -> ColumnElement[bool]:
    """Whether somebody is who works here: of a file its owner, at a server the person of the role that logged in."""
    if not is_server(connection):
        return _PERSON.c.is_owner
    return _PERSON.c.id == select(_ACCESS.c.person_id).where(_ACCESS.c.role == role(connection)).scalar_subquery()


def columns(connection: Connection) -> set[tuple[str, str]]:
    """All columns there are, each with its table."""
    asked = _AT_SERVER if is_server(connection) else _IN_FILE
    return {(row[0], row[1]) for row in connection.exec_driver_sql(asked)}


def tables(connection: Connection) -> list[str]:
    """The names of all tables there are."""
    return list(connection.exec_driver_sql(_TABLES_AT_SERVER if is_server(connection) else _TABLES_IN_FILE).scalars())


def refers_rightly(connection: Connection) -> bool:
    """Whether every row that a row refers to is there; a server lets none go meanwhile."""
    return is_server(connection) or connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None


def sees_all(connection: Connection) -> bool:
    """Whether whoever logged in sees every row: of a server, somebody of a region sees those of its agencies."""
    return not is_server(connection) or bool(connection.exec_driver_sql(_SEES_ALL).scalar_one())


def is_shared(connection: Connection) -> bool:
    """Whether others work in the same database: at headquarters, where each logs in as themselves."""
    return is_server(connection) and bool(connection.exec_driver_sql(_SHARED).scalar_one())


def may_name(connection: Connection, person: str) -> bool:
    """Whether somebody's name may be put right: anybody's in a file, at a server that of who logs in nowhere there, by who exchanges."""
    if not is_shared(connection):
        return True
    return bool(connection.execute(_MAY_NAME, {"person": person}).scalar_one())


def is_whole(connection: Connection) -> bool:
    """Whether every table is there with all its columns: a flipped bit in their names is no damage to SQLite."""
    found = columns(connection)
    return all((each.table.name, each.name) in found for known in SQLModel.metadata.tables.values() for each in known.columns)


def stands(connection: Connection) -> object:
    """How the database stands as a transaction begins: something else once anybody wrote to it."""
    return connection.execute(_SNAPSHOT).scalar_one() if is_server(connection) else _written(connection)


def will_stand(connection: Connection) -> object:
    """How it will stand once this transaction, which has written, is committed and nobody else writes."""
    if not is_server(connection):
        return _written(connection)
    number, snapshot = connection.execute(_OWN_SNAPSHOT).one()
    following = int(number) + 1
    # Whoever is about to commit meanwhile would be gone from what one sees next, as if there had been nobody.
    return f"{following}:{following}:" if snapshot == f"{number}:{number}:" else ...


def has_come_to_stand(database: Any, told: object) -> object:
    """How it stands behind a commit of which `will_stand` told: the index of a file's texts is written with that alone."""
    # Whether others wrote is as it was told: they may have, since.
    return (told[0], database.total_changes) if isinstance(told, tuple) else told


def _written(connection: Connection) -> object:
    database: Any = connection.connection.driver_connection
    # To its end: a question left open would keep the log from being folded into the database.
    ((version,),) = database.execute("PRAGMA data_version").fetchall()
    return version, database.total_changes


def newest(connection: Connection, query: str, most: int, before: int | None = None) -> Select[tuple[int]] | None:
    """The last entries of the search that hold each word of `query` or a longer one, below `before`; None where nothing is asked.

    They come as the index has them, the newest first: nothing is sorted, and no more is read than `most`.
    """
    words = [word for word in query.replace('"', " ").split() if any(map(str.isalnum, word))]
    entry: ColumnElement[int]
    which: ColumnElement[bool] | TextClause
    if is_server(connection):
        from sqlalchemy.dialects.postgresql import TSQUERY

        asked = " & ".join(" <-> ".join(f"'{part}'" for part in parts) + ":*" for parts in map(_parts, words) if parts)
        which, entry = _WORDS.op("@@", is_comparison=True)(cast(asked, TSQUERY)), _ENTRY.c.id
    else:
        asked = " AND ".join(_longer(connection, word) for word in words)
        which, entry = _MATCHING.bindparams(words=asked), _TEXT.c.rowid
    question = select(entry.label("id")).where(which).order_by(entry.desc()).limit(most)
    if not asked:
        return None
    return question if before is None else question.where(entry < before)


def _longer(connection: Connection, word: str) -> str:
    """What finds a word and longer ones in the index of a file.

    Of short ones the index knows where they begin a word. Longer ones are told apart by the words there are: to gather the texts of all of
    them before the first is told would take longer than a key may.
    """
    if len(word) <= _INDEXED or not (word.isascii() and word.isalnum()):
        return f'"{word}"*'
    database: Any = connection.connection.driver_connection
    ((reads_only,),) = database.execute("PRAGMA query_only").fetchall()
    database.execute("PRAGMA query_only=0")
    database.execute(_WORDS_KNOWN)
    database.execute(f"PRAGMA query_only={reads_only}")
    known = [found for (found,) in database.execute(_LONGER, {"word": word.lower(), "most": _MOST + 1}).fetchall()]
    return f"({' OR '.join(f'{chr(34)}{found}{chr(34)}' for found in known)})" if 0 < len(known) <= _MOST else f'"{word}"*'


def _parts(word: str) -> list[str]:
    """A word as `FOLDED` leaves it, without what stands in it between letters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return [part for part in _NO_WORD.split(plain.lower()) if part]
