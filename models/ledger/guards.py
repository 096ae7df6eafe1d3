"""What guards the database of headquarters against everybody but PostgreSQL itself: roles, grants by column, checks and triggers.

Whoever logs in may add documents and entries of the trail, and neither change nor remove one; the rules stand in the database, so that
they hold for every program. All statements can be run again: they bring back what an administrator loosened.
"""

import re
from typing import Final

from sqlalchemy import Connection
from sqlmodel import SQLModel

from models.ledger import checks, dialects, regions
from models.ledger.regions import HEADQUARTERS, MEMBER
from models.ledger.tables import Segment, table

OWNER: Final = "verifier_owner"
"""Owns the tables; nobody logs in as it."""
WORKER: Final = "verifier_worker"
"""The group of those that exchange segments with carriers."""
GROUPS: Final = (OWNER, MEMBER, HEADQUARTERS, WORKER)
KEPT: Final = {
    "document": "digest kind name about supersedes title status signer signer_id refers body received_at",
    "signature": "document key body",
    "trail": "seq verification_id person_id verb undoes body prev hash",
    "team": "number document",
}
"""Tables that only grow, and the columns that may be filled: what else they have the server fills itself."""
SEGMENTS: Final = tuple(column.name for column in table(Segment).c)
_STAYING: Final = ("agency", "person", "round")
"""Tables whose rows never go, nor are called otherwise: without their own somebody could not log in any more."""
_EXCHANGED: Final = ("carried", "exchange", "reached", "receipt")
"""Tables that tell how far an exchange is, which only those write who exchange; so it is with the names under which they do."""
LOOKED_AT: Final = ("access", "alembic_version", "format")
"""Tables that only `verifier headquarters` writes to."""
_READABLE: Final = ", ".join(name for name in SEGMENTS if name != "body")

ROLES: Final = (
    *(f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$" for role in GROUPS),
    *(f"ALTER ROLE {role} NOLOGIN NOCREATEDB NOCREATEROLE" for role in GROUPS),
    f"""DO $$ BEGIN
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    {" ".join(f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS NOREPLICATION;" for role in GROUPS)}
  ELSE
    GRANT {OWNER} TO CURRENT_USER;
  END IF;
END $$""",
    f"GRANT {MEMBER} TO {HEADQUARTERS}",
    f"GRANT {HEADQUARTERS} TO {WORKER}",
)
"""The roles, which all databases of a server share; an administrator who is no superuser acts as the owner."""

_TAKEN_BACK: Final = f"""DO $$ DECLARE granted record; BEGIN
  FOR granted IN
    SELECT DISTINCT c.oid::regclass AS name, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS what,
        CASE told.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(told.grantee)) END AS who
    FROM pg_class c
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL
    CROSS JOIN LATERAL (SELECT grantee FROM aclexplode(c.relacl) UNION SELECT grantee FROM aclexplode(a.attacl)) told
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND told.grantee <> c.relowner
  LOOP
    EXECUTE format('REVOKE ALL ON %s %s FROM %s CASCADE', granted.what, granted.name, granted.who);
  END LOOP;
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  GRANT USAGE ON SCHEMA public TO {MEMBER};
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO {MEMBER}', current_database());
END $$"""
"""Whatever somebody granted by hand is taken back: on tables, on columns, on the schema, on the database."""

_OWNED: Final = f"""DO $$ DECLARE found record; BEGIN
  FOR found IN
    SELECT c.oid::regclass AS name, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS what FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S') AND c.relowner <> '{OWNER}'::regrole
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND c.relkind = 'S' AND d.deptype IN ('a', 'i'))
  LOOP
    EXECUTE format('ALTER %s %s OWNER TO {OWNER}', found.what, found.name);
  END LOOP;
END $$"""
"""Sequences of a column go with its table."""

_NOTHING_ELSE: Final = """DO $$ BEGIN
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
  END IF;
END $$"""
"""Large objects are in no table: whoever logged in could fill the disk with them, and no guard would tell."""

_ONCE: Final = """DO $$ BEGIN
  CREATE UNIQUE INDEX IF NOT EXISTS ix_access_person ON access (person_id) WHERE person_id <> '';
EXCEPTION WHEN unique_violation THEN NULL;
END $$"""
"""Nobody logs in as somebody else; where somebody does already, it is told."""

_IS_ACT: Final = r"""CREATE OR REPLACE FUNCTION verifier_is_act(body text, person text, verb text, verification text, undoes text)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp SET standard_conforming_strings = on
AS $$ BEGIN
  -- Planned once for each session, which takes longer than all it looks at.
  RETURN (WITH told AS MATERIALIZED (SELECT key, value, json_typeof(value) AS type FROM json_each(body::json)),
    wrote AS MATERIALIZED (SELECT each.value FROM told, json_array_elements(told.value) each WHERE key = 'writes')
  SELECT (SELECT string_agg(concat_ws(' ', key, type), ', ' ORDER BY key) FROM told)
      ~ '^device string, moment string, person string, undoes (null|number), verb string, verification string, writes array$'
    AND NOT EXISTS (SELECT FROM told JOIN (
      VALUES ('person', person), ('verb', verb), ('verification', verification), ('undoes', undoes)) beside (name, said) ON name = key
      WHERE value #>> '{}' IS DISTINCT FROM said)
    AND verb ~ '^[a-z_]+[.][a-z_]+$'
    AND (SELECT value #>> '{}' FROM told WHERE key = 'moment') ~ '^[12]\d{3}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$'
    AND (SELECT value #>> '{}' FROM told WHERE key = 'moment')::timestamptz IS NOT NULL
    AND NOT EXISTS (SELECT FROM wrote WHERE (
      SELECT string_agg(json_typeof(part), ' ' ORDER BY number) FROM json_array_elements(wrote.value) WITH ORDINALITY each (part, number)
    ) !~ '^string object (object|null) (object|null)$')
    AND NOT EXISTS (
      SELECT FROM wrote, json_array_elements(wrote.value) part, json_each(CASE json_typeof(part) WHEN 'object' THEN part END) cell
      WHERE cell.key !~ '^[a-z_]+$' OR json_typeof(cell.value) IN ('object', 'array')
        OR json_typeof(cell.value) = 'number' AND length(cell.value::text) > 20)
    AND body !~ '(^|[^\\])(\\\\)*\\u(0000|[dD][89a-fA-F])');
END $$"""
"""Whether an entry of the trail tells an act as programs tell one: it stays for ever, and whoever reads it would stumble over all else."""

_CHAINED: Final = f"""CREATE OR REPLACE FUNCTION verifier_chained() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ DECLARE last record; BEGIN
  IF current_setting('verifier.format', true) <> (SELECT number::text FROM public.format) THEN
    RAISE EXCEPTION 'the database is of another format than the program' USING ERRCODE = 'VF005';
  END IF;
  IF NOT coalesce(public.verifier_is_act(NEW.body, NEW.person_id, NEW.verb, NEW.verification_id, NEW.undoes::text), false)
    OR NEW.undoes IS NOT NULL AND NOT EXISTS (SELECT FROM public.trail undone
      WHERE undone.seq = NEW.undoes AND undone.person_id = NEW.person_id AND undone.verification_id = NEW.verification_id) THEN
    RAISE EXCEPTION 'entry % of the trail tells no act', NEW.seq USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  SELECT * INTO last FROM public.verifier_newest_entry();
  IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev <> coalesce(last.hash, '{"0" * 64}') THEN
    -- Somebody's own program may have added one meanwhile, past the lock that ours take: the act is done again.
    RAISE EXCEPTION 'entry % of the trail does not follow entry %', NEW.seq, coalesce(last.seq, 0)
      USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NEW;
END $$"""
_NEXT_TEAM: Final = """CREATE OR REPLACE FUNCTION verifier_next_team() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$ DECLARE first integer; last integer; BEGIN
  SELECT min(number), max(number) INTO first, last FROM public.team;
  -- The first stands alone. Which of the others are teams their signatures tell, whoever puts something beside them.
  IF NEW.number <= first OR NEW.number > last + 1 THEN
    RAISE EXCEPTION 'team % does not follow team %', NEW.number, last USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$"""
_ONLY_GROWS: Final = """CREATE OR REPLACE FUNCTION verifier_only_grows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$ BEGIN
  RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$"""
_DOCUMENTED: Final = """CREATE OR REPLACE FUNCTION verifier_documented() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ DECLARE known boolean; BEGIN
  IF TG_TABLE_NAME = 'result' THEN
    known := EXISTS (SELECT FROM public.document WHERE digest = NEW.digest AND kind = 'verdict' AND about = NEW.verification
      AND refers::json ->> 'decision' = NEW.verdict);
  ELSE
    known := CASE NEW.state
      WHEN 'draft' THEN true
      WHEN 'submitted' THEN EXISTS (SELECT FROM public.document WHERE about = NEW.id AND kind IN ('submission', 'opinion'))
      WHEN 'issued' THEN EXISTS (SELECT FROM public.document WHERE about = NEW.id AND kind = 'verdict')
      WHEN 'withdrawn' THEN EXISTS (SELECT FROM public.document WHERE about = NEW.id AND kind = 'withdrawal')
      ELSE EXISTS (SELECT FROM public.document WHERE about = NEW.id AND kind = 'review' AND refers::json ->> 'decision' = NEW.state)
    END AND (NEW.submission = '' OR EXISTS (
      SELECT FROM public.document WHERE digest = NEW.submission AND kind = 'submission' AND about = NEW.id
    ));
  END IF;
  IF NOT known THEN
    RAISE EXCEPTION '% says what no document says', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$"""
"""No row says how a verification stands, or what was issued for it, without a document: those are only ever added, and tell who did."""
_NAMED: Final = f"""CREATE OR REPLACE FUNCTION verifier_named() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ BEGIN
  IF OLD.id <> public.verifier_person() AND NOT pg_has_role(session_user, '{OWNER}', 'member')
    AND NOT (pg_has_role(session_user, '{WORKER}', 'member') AND NOT EXISTS (SELECT FROM public.access WHERE person_id = OLD.id)) THEN
    RAISE EXCEPTION '% is called as they say themselves', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$"""
"""Nobody gives somebody else another name: under it they would sign, and what was signed stays.

Who exchanges calls those who log in nowhere here as the team does: anybody may have put them there before they first came.
"""
_TRIGGERS: Final = (
    dialects.NEWEST,
    _IS_ACT,
    _CHAINED,
    _NEXT_TEAM,
    _DOCUMENTED,
    _ONLY_GROWS,
    _NAMED,
    """CREATE OR REPLACE TRIGGER person_named BEFORE UPDATE ON person FOR EACH ROW
WHEN ((OLD.name, OLD.language) IS DISTINCT FROM (NEW.name, NEW.language)) EXECUTE FUNCTION verifier_named()""",
    "CREATE OR REPLACE TRIGGER trail_chained BEFORE INSERT ON trail FOR EACH ROW EXECUTE FUNCTION verifier_chained()",
    "CREATE OR REPLACE TRIGGER team_next BEFORE INSERT ON team FOR EACH ROW EXECUTE FUNCTION verifier_next_team()",
    "CREATE OR REPLACE TRIGGER result_documented BEFORE INSERT OR UPDATE ON result FOR EACH ROW EXECUTE FUNCTION verifier_documented()",
    # Not at each answer, which tells alone when it was.
    """CREATE OR REPLACE TRIGGER verification_documented BEFORE INSERT OR UPDATE OF id, state, submission ON verification FOR EACH ROW
EXECUTE FUNCTION verifier_documented()""",
    *(
        f"CREATE OR REPLACE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} FOR EACH {each} EXECUTE FUNCTION verifier_only_grows()"
        for name in KEPT
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ),
    "CREATE OR REPLACE TRIGGER segment_no_update BEFORE UPDATE ON segment FOR EACH ROW EXECUTE FUNCTION verifier_only_grows()",
    "CREATE OR REPLACE TRIGGER segment_no_truncate BEFORE TRUNCATE ON segment FOR EACH STATEMENT EXECUTE FUNCTION verifier_only_grows()",
    *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in (*KEPT, "segment", "result", "verification", "person")),
)
"""They stop whoever owns the tables too, unless they are taken away first, which `verifier headquarters check` tells."""

_FUNCTIONS: Final = "newest_entry chained next_team documented only_grows named provinces shared_plenaries person"


def _grants(names: tuple[str, ...]) -> tuple[str, ...]:
    """Who may do what: the tables of work are written to as the desk needs, the kept ones only filled."""
    work = ", ".join(f'"{name}"' for name in names if name not in (*KEPT, *LOOKED_AT, *_STAYING, *_EXCHANGED, "writer", "segment"))
    looked = ", ".join(f'"{name}"' for name in names if name in LOOKED_AT)
    functions = [*(f"verifier_{each}()" for each in _FUNCTIONS.split()), "verifier_is_act(text, text, text, text, text)"]
    return (
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {work} TO {MEMBER}",
        f"GRANT SELECT ON {looked}, {', '.join((*KEPT, *_EXCHANGED))}, writer TO {MEMBER}",
        f"GRANT INSERT, UPDATE, DELETE ON {', '.join(_EXCHANGED)} TO {WORKER}",
        f"GRANT INSERT ON writer TO {WORKER}",
        *(
            f"GRANT SELECT, INSERT, UPDATE ({', '.join(each.name for each in told.c if not each.primary_key)}) ON {told.name} TO {MEMBER}"
            for told in (SQLModel.metadata.tables[name] for name in _STAYING)
        ),
        *(f"GRANT INSERT ({', '.join(columns.split())}) ON {name} TO {MEMBER}" for name, columns in KEPT.items()),
        # A segment holds documents of all regions: who reads it whole, and cuts one, exchanges them.
        f"GRANT SELECT ({_READABLE}) ON segment TO {MEMBER}",
        f"GRANT SELECT, DELETE ON segment TO {WORKER}",
        f"GRANT INSERT ({', '.join(SEGMENTS)}) ON segment TO {WORKER}",
        f"GRANT UPDATE (person_id) ON access TO {MEMBER}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {MEMBER}",
        *(f"ALTER FUNCTION {each} OWNER TO {OWNER}" for each in functions),
        *(f"REVOKE ALL ON FUNCTION {each} FROM PUBLIC" for each in functions),
        *(f"GRANT EXECUTE ON FUNCTION {each} TO {MEMBER}" for each in functions if each.startswith(_ASKED)),
    )


_ASKED: Final = ("verifier_newest_entry", "verifier_provinces", "verifier_shared_plenaries", "verifier_person")


def names() -> frozenset[str]:
    """What the tables and functions are called that headquarters has, and its triggers with their tables."""
    made = " ".join((*_TRIGGERS, *regions.FUNCTIONS, dialects.FOLDING))
    triggers = (f"{on}.{name}" for name, on in re.findall(r"TRIGGER (\w+) BEFORE [\w, ]+ ON (\w+)", made))
    return frozenset((*SQLModel.metadata.tables, *LOOKED_AT, *triggers, *re.findall(r"FUNCTION (?:public[.])?(verifier_\w+)\(", made)))


def statements() -> tuple[str, ...]:
    """What guards the database, in the order to run it, as whoever may set all roles."""
    tables = SQLModel.metadata.tables
    names = (*sorted(tables.keys() | set(LOOKED_AT)),)
    return (
        "ALTER TABLE document ALTER COLUMN xid SET DEFAULT pg_current_xact_id(), ALTER COLUMN brought_by SET DEFAULT session_user",
        _ONCE,
        f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}",
        _OWNED,
        _TAKEN_BACK,
        _NOTHING_ELSE,
        *checks.statements(),
        *_TRIGGERS,
        *regions.statements({name: each.c.keys() for name, each in tables.items()}),
        *_grants(names),
    )


_EXCHANGES: Final = "SELECT has_column_privilege('segment', 'body', 'SELECT') AND has_column_privilege('segment', 'body', 'INSERT')"


def may_exchange(connection: Connection) -> bool:
    """Whether whoever logged in may read whole segments and add some; at a file of one's own one may."""
    return not dialects.is_server(connection) or bool(connection.exec_driver_sql(_EXCHANGES).scalar_one())


def put(connection: Connection) -> None:
    """Guard a database whose tables are there, within one transaction of an administrator."""
    for statement in (*ROLES, *statements()):
        # The driver takes what stands behind one for the place of a parameter.
        connection.exec_driver_sql(statement.replace("%", "%%"))
