"""What tests of the national report share: agencies of two years with everything that the report tells of."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from models.paper import Office, Paper
from models.papers.national import national
from models.reported import National
from models.rules.counting import figures
from models.rules.figures import Figures
from models.rules.movement import Recap, movement
from models.rules.results import EVERYTHING, Filter, Result, Work, stands
from models.rules.stated import Stated
from models.text import Phrase
from models.words import Words
from tests.rules.figures_kit import NOTICE, PLACES, TYPES, result

OFFICE: Final = Office(("BADAN KEPEGAWAIAN NEGARA", "Jalan Sutoyo 12, Jakarta"))
_TODAY: Final = date(2025, 6, 10)
_STATED: Final = (
    *NOTICE,
    Stated("2023-05-09", "Siap, belum menerapkan", "8", "instansi", "KASN", measure="ready"),
    Stated("2025-10-31", "Sudah berjalan", "82", "dari 643 instansi", "Moodindo", "Satuannya lain.", "implementing"),
)
_BANDS: Final = {"high": {"id": "memadai", "en": "adequate"}, "low": {"id": "belum memadai", "en": "not yet adequate"}}


def told(chosen: Filter = EVERYTHING) -> National:
    """An agency that implements, one that is ready and does not dare, one not ready, one without a result, and a stray withdrawn one."""
    results = (
        _result("A0", "V1", "2023-05-01", "88.00", "high", approval="received", approval_label=Phrase("Diterima", "Received")),
        _result("A1", "V2", "2025-05-01", "75.00", "high", reason="leadership", reason_label=Phrase("Kemauan pimpinan", "Will of leaders")),
        _result("A2", "V4", "2025-05-02", "20.00", "low", flags={"unapproved": Phrase("Tanpa persetujuan", "Without approval")}),
        result("A3", "V2", "2023-05-03", standing="withdrawn"),
    )
    works = (Work("w3", "A3", "2025-1", "2025-05-01", "submitted", "2025-06-01T03:00:00Z"),)
    here = stands(PLACES, results, works, chosen)
    before = Recap("2025-01-20T00:00:00Z", EVERYTHING, {"A0": ("V1", "issued"), "A1": ("V4", "issued"), "A3": ("V2", "issued")})
    return National(
        day=_TODAY,
        figures=figures(chosen, here, results, works, _STATED, TYPES),
        checklists={},
        years=_years(results),
        moved=movement(here, before, _TODAY),
        names={place.code: place.name for place in PLACES},
    )


def _result(agency: str, verdict: str, day: str, score: str, band: str, **more: Any) -> Result:
    area = {"name": {"id": "Regulasi", "en": "Regulation"}, "weight": 20, "score": score, "exact": score, "band": _BANDS[band]}
    merit = {"merit": "baik", "merit_label": Phrase("Baik", "Good"), "merit_scheme": Phrase("Skema 2019", "Scheme of 2019")}
    items = {"items": {"REG-01": "a" * 16}, "levels": "3"}
    return result(agency, verdict, day, areas_told=json.dumps({"REG": area}), **items, **merit, **more)


def _years(results: tuple[Result, ...]) -> Mapping[str, Figures]:
    found = {}
    for year in ("2023", "2025"):
        those = tuple(each for each in results if each.year == year)
        found[year] = figures(EVERYTHING, stands(PLACES, those, ()), those, (), types=TYPES)
    return found


def paper(language: str) -> Paper:
    """The report on them."""
    return national(Words(language), told(), OFFICE)
