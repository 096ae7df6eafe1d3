"""What tests of figures share: four agencies, results of them, and what the notice of 9 May 2023 stated."""

from typing import Any

from models.rules.results import Place, Result
from models.rules.stated import Stated
from models.text import Phrase

PLACES = tuple(Place(f"A{n}", f"Instansi {n}", f"I{n}", type_, "") for n, type_ in enumerate(("kementerian", "provinsi", "kota", "kota")))
TYPES = ("kementerian", "lpnk", "lns", "lembaga_negara", "provinsi", "kabupaten", "kota")
NOTICE = (
    Stated("2023-05-09", "Target RPJMN 2023", "87", "instansi", "KASN", measure="target", year="2023"),
    Stated("2023-05-09", "Sudah menerapkan", "13", "instansi", "KASN", measure="implementing"),
    *(
        Stated("2023-05-09", f"Sudah menerapkan: {type_}", value, "instansi", "KASN", measure="implementing", type=type_)
        for type_, value in zip(("kementerian", "lpnk", "provinsi", "kota", "kabupaten", "lns"), "532211", strict=True)
    ),
)


def result(agency: str, verdict: str = "V1", day: str = "2023-05-01", **more: Any) -> Result:
    place = next((each for each in PLACES if each.code == agency), PLACES[0])
    told: dict[str, Any] = {
        "digest": f"{agency}/{day}/{verdict}",
        "standing": "",
        "verification": f"{agency}/{day}",
        "round": f"{day[:4]}-1",
        "day": day,
        "agency_name": place.name,
        "type": place.type,
        "region": "",
        "checklist": "c",
        "verdict_name": Phrase(verdict, verdict),
        "issued_at": f"{day}T00:00:00Z",
    }
    return Result(agency=agency, verdict=verdict, **(told | more))
