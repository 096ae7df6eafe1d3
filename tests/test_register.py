"""The shipped register of agencies is complete, consistent and safe to build file names from."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

REGISTER = Path(__file__).parents[1] / "models/register/agencies.csv"
HEADER = "code,name,short_name,type,province_code,valid_from,valid_to,predecessor"
TYPES = ("kementerian", "lpnk", "lns", "lembaga_negara", "provinsi", "kabupaten", "kota")
REGIONAL = {"provinsi": 38, "kabupaten": 415, "kota": 93}
JAKARTA_UNITS = {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}
DISSOLVED = {"BRGM"}
"""Bodies that ended and whose work no single new body took over."""
DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)", re.ASCII)

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Every row of the register, in the order of the file."""
    with REGISTER.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, strict=True))


@pytest.fixture(scope="module")
def by_code(rows: list[Row]) -> dict[str, Row]:
    """The rows by their code."""
    return {row["code"]: row for row in rows}


def valid(row: Row, day: str) -> bool:
    """Whether the body existed on an ISO date; an empty limit is no limit."""
    return row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"])


def predecessors(row: Row) -> list[str]:
    """The codes of the bodies this one came from."""
    return row["predecessor"].split()


@pytest.mark.parametrize(
    ("day", "central"),
    [
        ("2026-11-25", {"kementerian": 48, "lpnk": 31, "lns": 38, "lembaga_negara": 15}),
        ("2023-05-09", {"kementerian": 34, "lpnk": 28, "lns": 36, "lembaga_negara": 15}),
    ],
)
def test_counts_per_type(rows: list[Row], day: str, central: dict[str, int]) -> None:
    """Today and in the world of the 2023 checklist the number of each kind is right."""
    counts = Counter(row["type"] for row in rows if valid(row, day))
    assert dict(counts) == central | REGIONAL
    assert sum(counts[kind] for kind in REGIONAL) == 546


def test_file_form(rows: list[Row]) -> None:
    """UTF-8 without BOM, LF, the agreed header, sorted byte by byte, no stray blanks."""
    raw = REGISTER.read_bytes()
    assert raw.startswith(HEADER.encode() + b"\n")
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    codes = [row["code"].encode() for row in rows]
    assert codes == sorted(codes)
    for row in rows:
        assert set(row) == set(HEADER.split(","))
        assert all(value == " ".join(value.split()) for value in row.values()), row
        assert row["type"] in TYPES


def test_codes_are_unique_and_safe_as_file_names(rows: list[Row]) -> None:
    """No code stands twice, and none can escape a folder or name a device."""
    codes = [row["code"] for row in rows]
    assert len(set(codes)) == len(codes)
    for row in rows:
        shape = r"\d\d(\.\d\d)?" if row["type"] in REGIONAL else r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*"
        assert re.fullmatch(shape, row["code"], re.ASCII), row["code"]
        assert not DEVICE.fullmatch(row["code"])


def test_names(rows: list[Row]) -> None:
    """Names are unique, short names too and at most 30 characters, regions say their kind."""
    names = [row["name"].casefold() for row in rows]
    shorts = [row["short_name"].casefold() for row in rows]
    assert len(set(names)) == len(names)
    assert len(set(shorts)) == len(shorts)
    assert all(names)
    assert all(0 < len(short) <= 30 for short in shorts)
    for row in rows:
        if row["type"] in REGIONAL:
            assert row["name"].startswith(row["type"].capitalize() + " "), row["name"]
            assert "." not in row["name"], "names are written out"


def test_provinces(rows: list[Row], by_code: dict[str, Row]) -> None:
    """A region names the province its code says; a central body names none."""
    for row in rows:
        if row["type"] in REGIONAL:
            assert row["province_code"] == row["code"][:2]
            assert by_code[row["province_code"]]["type"] == "provinsi"
            assert (len(row["code"]) == 2) == (row["type"] == "provinsi")
        else:
            assert row["province_code"] == ""


def test_administrative_units_of_jakarta_are_no_agencies(by_code: dict[str, Row]) -> None:
    """Jakarta is there, its administrative cities and regency are not."""
    assert JAKARTA_UNITS.isdisjoint(by_code)
    assert [code for code in by_code if code.startswith("31")] == ["31"]


def test_validity_dates(rows: list[Row]) -> None:
    """Dates are ISO dates, and nothing ends before it begins."""
    for row in rows:
        limits = [row[key] for key in ("valid_from", "valid_to") if row[key]]
        assert limits == sorted(date.fromisoformat(limit).isoformat() for limit in limits), row


def test_predecessors(rows: list[Row], by_code: dict[str, Row]) -> None:
    """A predecessor is a body of the register that ended before its successor began."""
    for row in rows:
        assert len(set(predecessors(row))) == len(predecessors(row))
        for code in predecessors(row):
            ended = by_code[code]["valid_to"]
            assert ended, f"{code} still exists"
            assert not row["valid_from"] or ended < row["valid_from"], row["code"]


def test_every_ended_body_has_a_successor(rows: list[Row]) -> None:
    """Whoever verified an old ministry finds what became of it."""
    ended = {row["code"] for row in rows if row["valid_to"]}
    followed = {code for row in rows for code in predecessors(row)}
    assert ended - followed == DISSOLVED


def test_bodies_users_look_for(rows: list[Row], by_code: dict[str, Row]) -> None:
    """The Constitutional Court's secretariat and a regency of a young province are there."""
    found = [row["code"] for row in rows if "mahkamah konstitusi" in row["name"].casefold()]
    assert found == ["MK"]
    assert by_code["MK"]["type"] == "lembaga_negara"
    intan_jaya = next(row for row in rows if row["name"] == "Kabupaten Intan Jaya")
    assert intan_jaya["code"] == "94.07"
    assert by_code[intan_jaya["province_code"]]["name"] == "Provinsi Papua Tengah"
