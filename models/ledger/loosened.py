"""What an administrator loosened of what guards a database: it is guarded anew, looked at, and all of that taken back."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from models.ledger import guards, regions

_STATE: Final = f"""
SELECT 'owner', c.relname::text, pg_get_userbyid(c.relowner)::text FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S')
UNION ALL
SELECT 'grant', concat_ws(' ', c.relname || coalesce('.' || a.attname, ''), told.who),
    string_agg(told.privilege_type, ', ' ORDER BY told.privilege_type)
  FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL
  CROSS JOIN LATERAL (
    SELECT privilege_type, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END AS who
    FROM aclexplode(CASE WHEN a.attacl IS NULL THEN c.relacl ELSE a.attacl END) WHERE grantee <> c.relowner
  ) told
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S', 'v', 'm') GROUP BY 2
UNION ALL
SELECT 'grant', concat_ws(' ', c.relname, told.who), string_agg(told.privilege_type, ', ' ORDER BY told.privilege_type)
  FROM pg_class c CROSS JOIN LATERAL (
    SELECT privilege_type, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END AS who
    FROM aclexplode(c.relacl) WHERE grantee <> c.relowner
  ) told
  WHERE c.relnamespace = 'public'::regnamespace AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
  GROUP BY 2
UNION ALL
SELECT 'security', relname, relrowsecurity::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
UNION ALL
SELECT 'policy', tablename || '.' || policyname, concat_ws(' ', permissive, roles, cmd, qual, with_check) FROM pg_policies
  WHERE schemaname = 'public'
UNION ALL
SELECT 'check', conrelid::regclass || '.' || conname, concat_ws(' ', pg_get_constraintdef(oid), convalidated) FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype = 'c'
UNION ALL
SELECT 'trigger', tgrelid::regclass || '.' || tgname, concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled)
  FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal
UNION ALL
SELECT 'function', proname, concat_ws(' ', pg_get_functiondef(oid), pg_get_userbyid(proowner), proacl) FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
UNION ALL
SELECT 'column', adrelid::regclass || '.' || attname, pg_get_expr(adbin, adrelid) FROM pg_attrdef
  JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE adrelid = 'document'::regclass
UNION ALL
SELECT 'grant', 'public', nspacl::text FROM pg_namespace WHERE nspname = 'public'
UNION ALL
SELECT 'grant', datname::text, datacl::text FROM pg_database WHERE datname = current_database()
UNION ALL
SELECT 'grant', proname::text, coalesce(proacl::text, '=X') FROM pg_proc
  WHERE pronamespace = 'pg_catalog'::regnamespace AND proname IN ('lo_creat', 'lo_create', 'lo_from_bytea')
UNION ALL
SELECT 'role', concat_ws(' ', rolname, what), 'yes' FROM pg_roles CROSS JOIN LATERAL (VALUES
  ('login', rolcanlogin), ('superuser', rolsuper), ('createdb', rolcreatedb), ('createrole', rolcreaterole), ('bypassrls', rolbypassrls)
  ) AS told (what, is_so) WHERE is_so AND rolname IN {guards.GROUPS}
"""
_FOREIGN: Final = """
WITH ours AS (
    SELECT oid, relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
  ), reading AS (
    SELECT ev_class AS oid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    JOIN ours ON ours.oid = d.refobjid
  )
SELECT name FROM (
  SELECT oid, name, name AS known FROM ours
  UNION ALL
  SELECT t.oid, ours.name || '.' || tgname, ours.name || '.' || tgname FROM pg_trigger t JOIN ours ON ours.oid = tgrelid
    WHERE NOT tgisinternal
  UNION ALL
  SELECT r.oid, ours.name || '.' || rulename, '' FROM pg_rewrite r JOIN ours ON ours.oid = ev_class WHERE rulename <> '_RETURN'
  UNION ALL
  -- Whoever calls one that is a definer's does so with the rights of its owner, and whoever asks a view too.
  SELECT p.oid, concat_ws('.', nullif(nspname, 'public'), proname), proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
    WHERE nspname = 'public' OR prosecdef AND nspname NOT IN ('pg_catalog', 'information_schema')
  UNION ALL
  SELECT c.oid, c.relnamespace::regnamespace || '.' || c.relname, '' FROM pg_class c JOIN reading ON reading.oid = c.oid
    WHERE relnamespace <> 'public'::regnamespace
  UNION ALL
  SELECT oid, evtname::text, '' FROM pg_event_trigger
  UNION ALL
  SELECT oid, concat('large object ', oid, ' ', pg_get_userbyid(lomowner)), '' FROM pg_largeobject_metadata
) found WHERE known <> ALL (:known) AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e') GROUP BY name ORDER BY name
"""
"""What stands beside the guards and is neither verifier's nor an extension's."""
_UNLIKE: Final = """
SELECT conrelid::regclass || '.' || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND NOT convalidated
UNION ALL
SELECT 'access.' || a.role FROM access a WHERE a.person_id <> '' AND EXISTS (
  SELECT FROM access other WHERE other.person_id = a.person_id AND other.role <> a.role)
ORDER BY 1
"""
"""What holds rows that do not keep to a check, or to that everybody logs in as themselves: guards are put back, and rows are not."""
_PEOPLE: Final = f"""
WITH member AS (
  SELECT m.member, m.roleid::regrole::text AS of FROM pg_auth_members m CROSS JOIN to_jsonb(m) AS told
  -- From PostgreSQL 16 on whoever makes a role may let others into it, and is not in it for that.
  WHERE coalesce((told ->> 'inherit_option')::boolean, true) OR coalesce((told ->> 'set_option')::boolean, true)
)
SELECT 'role', concat_ws(' ', r.rolname, what) FROM pg_roles r CROSS JOIN LATERAL (VALUES
  ('superuser', rolsuper), ('createrole', rolcreaterole), ('createdb', rolcreatedb), ('bypassrls', rolbypassrls),
  ('access', NOT EXISTS (
    SELECT FROM access WHERE access.role = r.rolname AND (region = '') = pg_has_role(r.oid, '{regions.HEADQUARTERS}', 'member')
  ))
  ) AS told (what, is_so)
  WHERE is_so AND r.rolname NOT IN {guards.GROUPS} AND EXISTS (SELECT FROM member m WHERE m.member = r.oid AND m.of IN {guards.GROUPS[1:]})
UNION ALL
SELECT 'role', concat_ws(' ', r.rolname, m.of) FROM member m JOIN pg_roles r ON r.oid = m.member
  WHERE m.of = '{guards.OWNER}' AND r.rolname <> current_user
UNION ALL
SELECT 'role', concat_ws(' ', r.rolname, m.of) FROM member m JOIN pg_roles r ON r.oid = m.member
  WHERE m.of LIKE 'pg\\_%' AND r.rolname <> current_user AND pg_has_role(r.oid, '{regions.MEMBER}', 'member')
ORDER BY 1, 2
"""
_SETTINGS: Final = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on", "ssl": "on"}
"""What a server must not be without that promises to lose nothing."""
_SAFER: Final = {"synchronous_commit": ("on", "remote_apply", "remote_write")}


class Loosened(NamedTuple):
    """Something that does not stand as `verifier headquarters init` leaves it."""

    kind: str
    """owner, grant, security, policy, check, trigger, function, column, rows, foreign, role or setting."""
    name: str
    found: str
    """What stands there; empty where nothing does."""
    wanted: str


def put_back(connection: Connection) -> tuple[Loosened, ...]:
    """Guard a database, and tell what stood otherwise; all of it in one that was not guarded yet."""
    before = _state(connection)
    guards.put(connection)
    after = _state(connection)
    names = sorted(before.keys() | after.keys())
    told = (Loosened(*name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(each for each in told if each.found != each.wanted)


def loosened(connection: Connection) -> tuple[Loosened, ...]:
    """What was loosened; nothing is changed, though each table is held for a moment."""
    trying = connection.begin_nested()
    try:
        unlike = (*put_back(connection), *_left(connection))
    finally:
        trying.rollback()
    return (*unlike, *_people(connection), *_settings(connection))


def _left(connection: Connection) -> Iterator[Loosened]:
    """What guarding anew does not put back."""
    for name in connection.execute(text(_UNLIKE)).scalars():
        yield Loosened("rows", name, "NOT VALID", "VALID")
    for name in connection.execute(text(_FOREIGN), {"known": [*guards.names()]}).scalars():
        yield Loosened("foreign", name, "yes", "")


def _state(connection: Connection) -> dict[tuple[str, str], str]:
    return {(kind, name): str(said) for kind, name, said in connection.execute(text(_STATE))}


def _people(connection: Connection) -> Iterator[Loosened]:
    for kind, name in connection.execute(text(_PEOPLE)):
        yield Loosened(kind, name, "yes", "")


def _settings(connection: Connection) -> Iterator[Loosened]:
    for name, wanted in _SETTINGS.items():
        found = str(connection.execute(text("SELECT current_setting(:name)"), {"name": name}).scalar())
        if found not in _SAFER.get(name, (wanted,)):
            yield Loosened("setting", name, found, wanted)
