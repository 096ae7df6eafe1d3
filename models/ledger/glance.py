"""One small read through the driver alone, for the first frame: whose laptop this is and what is in work. The only raw read."""

from dataclasses import dataclass
from pathlib import Path

from models.errors import Refusal
from models.ledger import driver
from models.views import AreaProgress, Profile, VerificationLine

_OWNER = "SELECT id, name, role, region, language FROM person WHERE is_owner"
_LINES = """
SELECT v.id, v.agency_code, a.name, v.round_id, c.id || ' ' || c.version, v.state, p.name, v.touched_at, d.verdict, v.is_second,
       (SELECT sum(answered) FROM progress WHERE verification_id = v.id), (SELECT sum(total) FROM progress WHERE verification_id = v.id),
       (SELECT min(l.id || ' ' || l.version) FROM verification f JOIN checklist l ON l.digest = f.checklist_digest
        WHERE f.follows = v.id AND f.round_id = v.round_id)
FROM verification v
JOIN agency a ON a.code = v.agency_code
JOIN checklist c ON c.digest = v.checklist_digest
JOIN person p ON p.id = v.person_id
LEFT JOIN verdict d ON d.verification_id = v.id
WHERE v.person_id = ?
ORDER BY v.touched_at DESC, v.id LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Glance:
    """What the start screen shows before the desk is open."""

    profile: Profile
    mine: tuple[VerificationLine, ...]
    """The owner's verifications, the one touched last first; their progress in one sum."""


def look(folder: Path) -> Glance | None:
    """What stands in the profile at `folder`; None where there is none of this format: then the desk says what is the matter."""
    path = folder / driver.DATABASE
    try:
        if driver.gate(path) != driver.FORMAT:
            return None
        connection = driver.connect(path, writing=False)
    except (Refusal, *driver.UNREADABLE):
        return None
    try:
        owner = connection.execute(_OWNER).fetchone()
        if owner is None:
            return None
        rows = connection.execute(_LINES, (owner[0],)).fetchall()
    except driver.UNREADABLE:
        return None
    finally:
        connection.close()
    return Glance(Profile(*owner), tuple(_line(row) for row in rows))


def _line(row: tuple[str, ...]) -> VerificationLine:
    id_, agency, name, round_, checklist, state, verifier, touched_at, verdict, *more = row
    is_second, answered, total, followed_as = more
    progress = (AreaProgress("", int(answered), int(total)),)
    told = (id_, agency, name, round_, checklist, state, verifier, touched_at, progress, verdict or "")
    return VerificationLine(*told, bool(is_second), followed_as or "")
