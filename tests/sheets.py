"""Small checklists for tests: raw tables as `tomllib` gives them, changed at any place, or written as a Markdown table of items."""

from collections.abc import Iterator
from typing import Any, Final

import tomli_w

from models.rules.checklist import Checklist
from models.rules.definition import Faulty, checklist

Raw = dict[str, Any]
"""A parsed checklist file."""

ABSENT: Final = object()
"""As the new value of a place: take the place out."""

ITEMS: Final = """
| code   | area | scale         | weight | gate | not applicable |
|--------|------|---------------|--------|------|----------------|
| REG-01 | REG  | level         | 10     | 3    |                |
| REG-02 | REG  | yes-partly-no | 6      | 4    |                |
| REG-03 | REG  | level         | 4      |      |                |
| DSN-01 | DSN  | level         | 12     | 3    |                |
| DSN-02 | DSN  | yes-partly-no | 12     | 4    |                |
| DSN-03 | DSN  | level         | 6      |      |                |
| INS-01 | INS  | level         | 14     | 2    |                |
| INS-02 | INS  | level         | 10     | 2    |                |
| INS-03 | INS  | yes-partly-no | 6      |      | yes            |
| SIS-01 | SIS  | level         | 12     | 2    |                |
| SIS-02 | SIS  | level         | 8      |      | yes            |
"""
"""The items of the small checklist: every area has a gate; an item of INS and one of SIS may be not applicable."""

_VARIANTS: Final = {
    "V1": ("name",),
    "V2": ("name", "unapproved"),
    "V3": ("name", "approved"),
    "V4": ("name", "almost", "building", "not_started"),
}


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a Markdown table, each by the words of its head."""
    head, _, *body = [
        [cell.strip() for cell in text.strip().removeprefix("|").removesuffix("|").split("|")] for text in table.strip().splitlines()
    ]
    return [dict(zip(head, cells, strict=True)) for cells in body]


def phrase(text: str) -> Raw:
    """A sentence in both languages."""
    return {"id": text, "en": f"{text} in English"}


def with_items(table: str, **changes: object) -> Raw:
    """A complete raw checklist with the items of a Markdown table (code, area, scale, weight, gate, perhaps not applicable)."""
    entries = rows(table)
    codes = [row["code"] for row in entries]
    areas = list(dict.fromkeys(row["area"] for row in entries))
    design = [area for area in areas if area in ("REG", "DSN")] or areas[:1]
    raw: Raw = {
        "id": "small",
        "version": "1",
        "valid_from": "2023-01-01",
        "valid_to": "2023-10-31",
        "title": phrase("Daftar kecil"),
        "areas": {
            area: {"name": phrase(area), "weight": sum(int(row["weight"]) for row in entries if row["area"] == area)} for area in areas
        },
        "units": {"office": {"name": phrase("Biro")}},
        "base": {key: {"label": phrase(key)} for key in ("jpt_filled", "administrator", "pengawas", "pelaksana")},
        "scales": {"yes-partly-no": {level: phrase(f"jawaban {level}") for level in ("4", "2", "0")}},
        "items": {row["code"]: _item(row) for row in entries},
        "facts": _facts(),
        "bands": {key: {"name": phrase(key), "from": floor} for key, floor in (("adequate", 75), ("partial", 50), ("inadequate", 0))},
        "verdict": {
            "ready_score": 75,
            "implementing_score": 50,
            "design_areas": design,
            "design_gates_when_approved": {"REG-01": 2} if "REG-01" in codes else {},
            "not_started_items": [row["code"] for row in entries if row["area"] in design],
            "approval_received": ["received"],
            "ready_requires_approval": False,
            "placement_boxes": [7, 8, 9],
            "merit_cap": ["kurang", "buruk"],
            "names": {code: {variant: phrase(f"{code} {variant}") for variant in variants} for code, variants in _VARIANTS.items()},
            "flags": {flag: {"name": phrase(flag)} for flag in ("unapproved", "findings")},
        },
    }
    return changed(raw, **changes)


def small_checklist(**changes: object) -> Raw:
    """A small complete checklist of four areas; `changes` name places with dots: `**{"items.REG-01.gate": 5}`."""
    raw = with_items(ITEMS)
    items = raw["items"]
    items["INS-01"]["counts"] = {
        "staff": {"label": phrase("Pegawai dinilai"), "of": ["jpt_filled", "administrator", "pengawas", "pelaksana"]}
    }
    items["INS-01"]["proposal"] = {"1": ["staff >= 70"], "2": ["staff > 90"]}
    items["INS-02"]["counts"] = {
        "jpt": {"label": phrase("JPT diukur"), "of": ["jpt_filled"]},
        "administrator": {"label": phrase("Administrator diukur"), "of": ["administrator"]},
        "pengawas": {"label": phrase("Pengawas diukur")},
    }
    items["INS-02"]["proposal"] = {"1": ["jpt > 0"], "2": ["jpt >= 90"], "3": ["jpt >= 90", "administrator >= 75", "pengawas >= 75"]}
    items["INS-03"]["not_applicable_reasons"] = [phrase("Disediakan oleh BKN")]
    items["SIS-02"]["counts"] = {"index": {"label": phrase("Indeks"), "of": 100}}
    items["SIS-02"]["proposal"] = {"1": ["index > 0"], "2": ["index >= 80"], "3": ["index >= 90"], "4": ["index >= 98"]}
    items["REG-01"] |= {"help": phrase("Petunjuk"), "basis": "PermenPANRB 3/2020", "crosswalk": ["SE1"]}
    return changed(raw, **changes)


def changed(raw: Raw, **changes: object) -> Raw:
    """`raw` with other values at the named places (dots between the keys); `ABSENT` takes a place out."""
    for place, value in changes.items():
        *path, last = place.split(".")
        table = raw
        for key in path:
            table = table.setdefault(key, {})
        if value is ABSENT:
            del table[last]
        else:
            table[last] = value
    return raw


def loaded(raw: Raw) -> Checklist:
    """The checklist that `raw` defines; it has no fault."""
    result = checklist(raw, "0" * 64)
    assert isinstance(result, Checklist), faults(raw)
    return result


def faults(raw: Raw) -> list[tuple[str, str]]:
    """Place and code of every fault of `raw`."""
    result = checklist(raw, "0" * 64)
    return [(str(fault.place), fault.code) for fault in result.faults] if isinstance(result, Faulty) else []


def places(raw: object, before: str = "") -> Iterator[str]:
    """Every place of `raw`, the outer ones first."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            place = f"{before}.{key}" if before else key
            yield place
            yield from places(value, place)


def _item(row: dict[str, str]) -> Raw:
    code = row["code"]
    item: Raw = {
        "area": row["area"],
        "title": phrase(f"Judul {code}"),
        "question": phrase(f"Pertanyaan {code}"),
        "evidence": phrase(f"Bukti {code}"),
        "scale": row["scale"],
        "weight": int(row["weight"]),
        "unit": "office",
        "origin": "source",
        "sources": ["S18"],
    }
    if row["scale"] == "level":
        item |= {"ladder_origin": "inference", "ladder": {str(level): phrase(f"{code} tingkat {level}") for level in range(5)}}
    if row["gate"]:
        item["gate"] = int(row["gate"])
    if row.get("not applicable"):
        item["not_applicable"] = True
    return item


def _facts() -> Raw:
    def field(kind: str, *choices: str, **more: object) -> Raw:
        found: Raw = {"label": phrase(kind), "kind": kind, **more}
        return found | {"choices": {choice: phrase(choice) for choice in choices}} if choices else found

    received: Raw = {"required_when": {"status": ["received"]}}
    return {
        "PEN-01": {
            "role": "placements",
            "text": phrase("JPT terisi"),
            "repeats": True,
            "fields": {
                "post": field("text", required=True),
                "stratum": field("choice", "madya", "pratama"),
                "date": field("date", required=True),
                "box": field("number", required=True),
            },
        },
        "PEN-02": {
            "role": "approval",
            "text": phrase("Persetujuan"),
            "fields": {
                "status": field("choice", "not_proposed", "proposed", "to_improve", "received", "refused", "revoked", required=True),
                "number": field("text", **received),
                "date": field("date", **received),
            },
        },
        "PEN-05": {
            "role": "not-started",
            "text": phrase("Alasan"),
            "fields": {
                "reason": field("choice", "no_vacancy", "budget", "other", required=True),
                "other": field("text", required_when={"reason": ["other"]}),
            },
        },
        "PEN-06": {
            "role": "merit",
            "text": phrase("Sistem merit"),
            "fields": {"category": field("choice", "sangat_baik", "baik", "kurang", "buruk", required=True), "year": field("number")},
        },
    }


def written(raw: Raw) -> bytes:
    """The bytes of a checklist file that says `raw`."""
    return tomli_w.dumps(raw).encode()
