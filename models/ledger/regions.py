"""Row-level security by region: somebody of some provinces sees and writes what is about their agencies, headquarters sees all.

A region is the code of a province, or several with blanks between. What hangs on a verification is seen with it, so that the one rule
about agencies is asked everywhere. Whom a rule lets see all is told by their group, which costs nothing: the planner drops what is true.
"""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Connection

from models.ledger import dialects

MEMBER: Final = "verifier_member"
"""The group of all who work with the database."""
HEADQUARTERS: Final = "verifier_headquarters"
"""The group of those of no region."""

_SETTINGS: Final = "STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
# Who logged in: within these functions the current user is the owner, and whoever logged in cannot change who that was.
FUNCTIONS: Final = (
    f"""CREATE OR REPLACE FUNCTION verifier_provinces() RETURNS text[] LANGUAGE sql {_SETTINGS}
AS $$ SELECT coalesce((SELECT string_to_array(region, ' ') FROM public.access WHERE role = session_user), ARRAY[]::text[]) $$""",
    # What they do not see they would close unread, and take away in part.
    f"""CREATE OR REPLACE FUNCTION verifier_shared_plenaries() RETURNS text[] LANGUAGE sql {_SETTINGS}
AS $$ SELECT coalesce(array_agg(DISTINCT plenary_id), ARRAY[]::text[]) FROM public.plenary_entry
LEFT JOIN public.verification ON verification.id = verification_id LEFT JOIN public.agency ON agency.code = agency_code
WHERE NOT coalesce(province_code = ANY (public.verifier_provinces()), false) $$""",
    f"""CREATE OR REPLACE FUNCTION verifier_person() RETURNS text LANGUAGE sql {_SETTINGS}
AS $$ SELECT coalesce((SELECT person_id FROM public.access WHERE role = session_user), '-') $$""",
)
"""Of whoever logged in; one that `verifier headquarters admit` did not let in is nobody, of no province."""


def seen(connection: Connection) -> tuple[str, ...] | None:
    """The provinces whose agencies whoever logged in sees what is done about; None where they see all."""
    if dialects.sees_all(connection):
        return None
    return tuple(connection.exec_driver_sql("SELECT unnest(verifier_provinces())").scalars())


def shared_plenaries(connection: Connection) -> frozenset[str]:
    """The plenaries with results that whoever logged in does not see."""
    if dialects.sees_all(connection):
        return frozenset()
    return frozenset(connection.exec_driver_sql("SELECT unnest(verifier_shared_plenaries())").scalars())


_PLACED: Final = "province_code = ANY ((SELECT verifier_provinces())::text[])"
# Not by "IN", for which all of the region would be read to look at one.
_AGENCIES: Final = f"EXISTS (SELECT FROM agency WHERE code = agency_code AND {_PLACED})"
_VERIFICATIONS: Final = "EXISTS (SELECT FROM verification WHERE id = verification_id)"
_OWN: Final = "(SELECT verifier_person())"
_DOCUMENTS: Final = "EXISTS (SELECT FROM document known WHERE known.digest = {})"
_SEEN_DOCUMENTS: Final = (
    f"signer_id = {_OWN} OR about = '' AND kind <> 'assignment' OR EXISTS (SELECT FROM verification WHERE id = about)"
    " OR kind = 'note' AND about IN (SELECT note FROM note) OR kind = 'assignment' AND digest IN (SELECT document FROM assignment)"
)

_WHOLE: Final = "{} <> ALL ((SELECT verifier_shared_plenaries())::text[])"
_MET: Final = {
    "plenary": ("true", _WHOLE.format("id")),
    "attendee": ("true", _WHOLE.format("plenary_id")),
    "plenary_entry": (_VERIFICATIONS, f"{_VERIFICATIONS} AND {_WHOLE.format('plenary_id')}"),
}
"""Which rows of plenaries a region sees, and which it writes: of one with results of others nothing."""
_KEPT: Final = ("document", "signature", "trail")
_SEEN: Final = {
    "agenda": _AGENCIES,
    "action": "EXISTS (SELECT FROM agenda WHERE agenda.verification_id = action.verification_id)",
    "search_entry": (
        f"{_VERIFICATIONS} OR verification_id = ''"
        " AND (kind::text = ANY (ARRAY['item'::text, 'plenary'::text]) OR split_part(key, '/', 2) IN (SELECT digest FROM note))"
    ),
    "opened": _DOCUMENTS.format("opinion"),
    "handling": _DOCUMENTS.format("document"),
    "outbox": _DOCUMENTS.format("document"),
    # They tell of agencies of all regions at once.
    "recap": "false",
    "quarantine": "false",
    "draft": "holder = session_user",
}
"""Which rows a region sees and writes, by table, where it goes neither by a verification nor by an agency."""


def _policies(table: str, seen: str) -> tuple[str, ...]:
    return (
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'CREATE POLICY by_region ON "{table}" TO {MEMBER} USING ({seen}) WITH CHECK ({seen})',
        f'CREATE POLICY everywhere ON "{table}" TO {HEADQUARTERS} USING (true) WITH CHECK (true)',
    )


def _met_policies(table: str, seen: str, written: str) -> tuple[str, ...]:
    return (
        *_policies(table, written),
        f"CREATE POLICY read_by_region ON {table} FOR SELECT TO {MEMBER} USING ({seen})",
    )


def _kept_policies(table: str, seen: str, added: str) -> tuple[str, ...]:
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY read_by_region ON {table} FOR SELECT TO {MEMBER} USING ({seen})",
        f"CREATE POLICY read_everywhere ON {table} FOR SELECT TO {HEADQUARTERS} USING (true)",
        f"CREATE POLICY added_by_region ON {table} FOR INSERT TO {MEMBER} WITH CHECK ({added})",
    )


_NONE_LEFT: Final = """DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON %I', found.policyname, found.tablename);
  END LOOP;
END $$"""
"""Policies add up: one more, whoever made it, would show more."""
_AGENCY: Final = (
    "ALTER TABLE agency ENABLE ROW LEVEL SECURITY",
    # The register is public; whoever moved an agency into another province would see what is about it.
    f"CREATE POLICY read_by_all ON agency FOR SELECT TO {MEMBER} USING (true)",
    f"CREATE POLICY changed_by_region ON agency TO {MEMBER} USING ({_PLACED}) WITH CHECK ({_PLACED})",
    f"CREATE POLICY everywhere ON agency TO {HEADQUARTERS} USING (true) WITH CHECK (true)",
)
_SEGMENT: Final = (
    "ALTER TABLE segment ENABLE ROW LEVEL SECURITY",
    f"CREATE POLICY read_by_all ON segment FOR SELECT TO {MEMBER} USING (true)",
    f"CREATE POLICY added_everywhere ON segment FOR INSERT TO {HEADQUARTERS} WITH CHECK (true)",
    # Cut here, and not known to be on any carrier: its documents go out anew in another.
    f"""CREATE POLICY dropped_unsent ON segment FOR DELETE TO {HEADQUARTERS} USING (writer IN (SELECT id FROM writer)
AND NOT EXISTS (SELECT FROM reached WHERE reached.writer = segment.writer AND reached.number >= segment.number))""",
)
_ACCESS: Final = (
    "ALTER TABLE access ENABLE ROW LEVEL SECURITY",
    f"CREATE POLICY read_own ON access FOR SELECT TO {MEMBER} USING (role = session_user)",
    f"CREATE POLICY read_everywhere ON access FOR SELECT TO {HEADQUARTERS} USING (true)",
    # Whoever logs in for the first time says once who that is.
    f"""CREATE POLICY founded_once ON access FOR UPDATE TO {MEMBER}
USING (role = session_user AND person_id = '') WITH CHECK (role = session_user)""",
)


def statements(columns: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The policies of tables by the names of their columns: what names a verification is seen with it, what names an agency with that."""
    seen = {name: _AGENCIES for name, known in columns.items() if "agency_code" in known}
    seen |= {name: _VERIFICATIONS for name, known in columns.items() if "verification_id" in known and name not in (*_KEPT, *_MET)} | _SEEN
    signed, everywhere = _DOCUMENTS.format("document"), f"pg_has_role('{HEADQUARTERS}', 'member')"
    return (
        *FUNCTIONS,
        _NONE_LEFT,
        *(statement for name in sorted(columns) if name in seen for statement in _policies(name, seen[name])),
        *(statement for name, (read, written) in _MET.items() for statement in _met_policies(name, read, written)),
        *_AGENCY,
        *_SEGMENT,
        *_ACCESS,
        *_kept_policies(
            "document", _SEEN_DOCUMENTS, f"{everywhere} OR signer_id = {_OWN} OR EXISTS (SELECT FROM verification WHERE id = about)"
        ),
        *_kept_policies("signature", signed, signed),
        # An act on several at once tells of all regions; and nobody acts in the name of somebody else.
        *_kept_policies("trail", f"person_id = {_OWN} OR {_VERIFICATIONS}", f"person_id = {_OWN}"),
    )
