"""What tests of recaps share: a recap of three agencies, with all texts that spreadsheets like to make something else of."""

import json
from datetime import date
from typing import Final

from models import reporting
from models.desk.freeze import Frozen
from models.rules.results import Filter, Place, Stand, Work
from models.tabled import Asked, Tabled
from models.text import Phrase
from models.views import Evidence
from models.words import Words
from tests.formats.kit import HOSTILE
from tests.rules.figures_kit import PLACES, result

_AREAS: Final = {"REG": {"name": {"id": "Regulasi", "en": "Regulation"}, "weight": 20, "score": "74.99", "exact": "7499/100", "band": None}}


def tabled() -> Tabled:
    """Two results by checklists that ask one code differently, an agency without any, one withdrawn, and evidence of all hostile texts."""
    one = {"REG-01": "a" * 16, "REG-02": "b" * 16}
    other = {"REG-01": "c" * 16, "REG-02": "b" * 16}
    told = {
        "areas_told": json.dumps(_AREAS),
        "overall": "74.99",
        "levels": "3-",
        "valid_until": "2025-12-31",
        "issued_at": "2023-05-01T12:00:00Z",
    }
    results = (result("A0", items=one, **told), result("A1", "V3", items=other, checklist="d", differs=True, recommended="V2", **told))
    coded = Place("11.01", "Kabupaten Aceh Selatan", "", "kabupaten", "Provinsi Aceh")
    work = Work("w", coded.code, "2023-1", "2023-05-01", "draft", "2023-05-01T00:00:00Z")
    evidence = (
        Evidence(f"B{number:02}", "decree", text, text, "2023-05-09", "", text, text, seen=True, status="accepted")
        for number, text in enumerate(HOSTILE, 1)
    )
    asked = {key: Asked("REG", Phrase(f"Butir {key[0]}", f"Item {key[0]}")) for each in results for key in each.items.items()}
    stands = (*(Stand(place, each) for place, each in zip(PLACES, results, strict=False)), Stand(coded, None, work))
    apart = (("withdrawn", result("A0", "V2", "2022-05-01", standing="withdrawn", **told)),)
    return Tabled(Filter(round="2023-1"), date(2023, 5, 9), stands, apart, asked, {results[0].verification: tuple(evidence)})


def made(form: str, language: str = "id") -> tuple[Frozen, ...]:
    """The files of the recap in a format."""
    return reporting.recap(tabled(), Words(language), form)
