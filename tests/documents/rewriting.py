"""Documents as somebody may write them by hand: the tables and lines of one moved, doubled, put in other words, hidden in texts."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from hypothesis import strategies as st

from models.documents import kinds, signatures, toml
from models.documents.submission import Submission
from models.documents.travelling import Signed
from models.documents.verdict_file import ISSUED, VerdictFile
from models.documents.verified import Verified
from tests.documents.kit import a_full_body
from tests.documents.team_kit import key

BREAK: Final = "\n\n["
"""What stands before the heading of a table."""
_TABLES: Final = (
    '[people.verifier-2]\nid = "citra"\nname = "Citra Dewi"\nrole = "verifier"',
    '["people".\'verifier-2\']\nid = "citra"\nname = "Citra Dewi"\nrole = "verifier"',
    '[people]\nverifier-2 = { id = "citra", name = "Citra Dewi", role = "verifier" }',
    '[people.signer]\nid = "ani"\nname = "Ani"\nrole = "lead"',
    '[agency]\ncode = "11"',
    '[plenary]\nnumber = "1"\ndate = "2023-05-10"',
    '[items.REG-01.citations.X9]\nplace = "x"',
    '[facts.PEN-03.rows.1]\nid = "a"\nen = "b"',
    '[base.x]\nvalue = 1\n\n[base.x.label]\nid = "a"\nen = "b"',
    '[evidence.B99]\nkind = "decree"\ntitle = "x"\nseen = true\nstatus = "valid"',
    '[remarks.1]\nitem = "REG-01"\nkind = "praise"\n\n[remarks.1.messages.1]\nperson = "x"\nact = "asked"\nat = "2023-05-09T07:05:00Z"',
    '[recommendation.missing.9]\ncode = "gate"\n\n[recommendation.missing.9.text]\nid = "a"\nen = "b"',
    "[items]",
    "[people]",
    "[recommendation]",
    "[second]",
    "[[items]]",
)
_LINES: Final = (
    *('note = "Catatan."', "level = 4", "level = 0x4", "level = +2", "level = 4.0", "level = true", "level = 00", "not_applicable = true"),
    *("hidden = true", "hidden = false", "differs = false", "proposed = 3", 'overall = "50.00"', 'overall = "62.50"', 'code = "V1"'),
    *('code = "11"', 'id = "citra"', 'name = "x"', 'valid_until = "2023-06-01"', "supersedes = []", f'supersedes = ["{"a" * 64}"]'),
    *("weight = 1_0", "minor = 1", "major = 1", 'role = "verifier"', 'people.verifier-2.name = "x"', 'agency.code = "11"', "", "#", "\t"),
    *('note = """', '"""', "'''", "note = '''\\", "# [items.REG-01]", "[items.REG-01]", "]", "x = 1979-05-27", 'reason = "\\u0041"'),
    *('exact = "50/1"', 'exact = "50"', 'score = "50.00"', 'number = "\\U0001F600"', 'id = "e\u0301"', 'id = "\u00e9"', f"x = {2**63}"),
)
_HEADINGS: Final[tuple[Callable[[str], str], ...]] = (
    lambda name: f"[ {name} ]",
    lambda name: f"[{name}] # x",
    lambda name: f"[[{name}]]",
    lambda name: "[" + ".".join(f'"{each}"' for each in name.split(".")) + "]",
    lambda name: "[" + " . ".join(name.split(".")) + "]",
    lambda name: f"[{name}]\n[{name}.x]",
    lambda name: f"[{name.partition('.')[0]}]\n[{name}]",
    lambda name: f" [{name}]",
    lambda name: f"[{name}]\r",
)
_VALUES: Final[tuple[Callable[[str], str], ...]] = (
    lambda value: f"{value} # [x]",
    lambda value: f"  {value}",
    lambda value: f'"""\n{value[1:]}""',
    lambda value: f"'{value[1:-1]}'",
    lambda value: f'"\\u{ord(value[1]):04x}{value[2:]}' if value[1:-1] else value,
    lambda value: f'"""{value[1:-1]}{BREAK}items.REG-01]\nlevel = 4{BREAK}x]"""',
    lambda value: f'"{value[1:-1]}{"x" * 20_001}"',
    lambda value: f"0x{int(value):x}" if value.isdigit() else f"[{value}]",
    lambda value: f"+{value}",
    lambda value: f"{value}.0",
    lambda value: {"true": "false", "false": "true"}.get(value, value),
    lambda value: str(int(value) + 1) if value.isdigit() else value,
    lambda value: f"{value}\r",
    lambda value: f'"{value[1:-1]}\u200b"',
)


@cache
def issued() -> bytes:
    """The bytes of an issued verdict file with something of everything, by Ani and Citra of the team of tests."""
    document = kinds.parsed(a_full_body(), "")
    assert isinstance(document, VerdictFile)
    verifier = document.people["verifier"].model_copy(update={"id": "ani"})
    people = {"verifier": verifier, "supervisor": verifier.model_copy(update={"id": "citra", "name": "Citra Dewi", "role": "supervisor"})}
    told = {"status": ISSUED, "submission": "a" * 64, "review": "b" * 64, "issued_at": "2023-05-10T07:05:00Z", "people": people}
    return toml.write(document.model_copy(update=told))


@cache
def submitted() -> bytes:
    """The bytes of the submission that Ani made of the same."""
    document = kinds.parsed(issued(), "")
    assert isinstance(document, VerdictFile)
    told = {name: getattr(document, name) for name in Verified.model_fields}
    own = {"kind": "submission", "status": "submitted", "number": 1, "submitted_at": "2023-05-09T08:05:00Z"}
    return toml.write(Submission.model_construct(**told | own | {"people": {"verifier": document.people["verifier"]}}))


def signed(body: bytes, kind: str = "verdict") -> Signed:
    """A verdict file that Citra signed, or a submission that Ani did."""
    return Signed("a.toml", body, (signatures.sign(key("citra" if kind == "verdict" else "ani"), body, kind),))


@st.composite
def rewritten(draw: st.DrawFn, body: bytes) -> bytes:
    """A document with a few of its tables and lines written otherwise."""
    tables = body.decode().removesuffix("\n").split(BREAK)
    for _ in range(draw(st.integers(1, 3))):
        draw(st.sampled_from(_ACTS))(draw, tables)
    text = BREAK.join(tables) + draw(st.sampled_from(("\n", "\n", "\n", "", "\n\n", "\n#", "\n\n[", "\r\n", "\n\x00", '\n"""')))
    text = draw(st.sampled_from((text, text, text, text, text, text.replace("\n", "\r\n"), f"\ufeff{text}", text.replace("\n\n", "\n"))))
    return text.encode()


def _at(draw: st.DrawFn, tables: list[str], *, first: int = 0) -> int:
    # Of the items there are so many that the others would hardly have a turn.
    usual = [place for place in range(first, len(tables)) if not tables[place].startswith(("items.", "facts."))]
    return draw(st.sampled_from(usual) | st.integers(first, len(tables) - 1)) if usual else len(tables) - 1


def _move(draw: st.DrawFn, tables: list[str]) -> None:
    table = tables.pop(_at(draw, tables, first=1))
    tables.insert(draw(st.sampled_from((1, len(tables)))) if draw(st.booleans()) else _at(draw, tables, first=1), table)


def _double(draw: st.DrawFn, tables: list[str]) -> None:
    tables.insert(draw(st.sampled_from((1, len(tables)))), tables[_at(draw, tables, first=1)])


def _drop(draw: st.DrawFn, tables: list[str]) -> None:
    tables.pop(_at(draw, tables, first=1))


def _add(draw: st.DrawFn, tables: list[str]) -> None:
    table, at = (
        draw(st.sampled_from(_TABLES)),
        draw(st.sampled_from((1, len(tables)))) if draw(st.booleans()) else _at(draw, tables, first=1),
    )
    if draw(st.booleans()):
        tables.insert(at, table[1:])
    else:
        tables[at - 1] += f"\n{table}"


def _line(draw: st.DrawFn, tables: list[str]) -> None:
    at = _at(draw, tables)
    lines = tables[at].split("\n")
    place = draw(st.integers(1, len(lines)))
    lines[place : place + draw(st.integers(0, 1))] = [draw(st.sampled_from(_LINES) | st.sampled_from(lines))]
    tables[at] = "\n".join(lines)


def _value(draw: st.DrawFn, tables: list[str]) -> None:
    at = _at(draw, tables)
    lines = tables[at].split("\n")
    places = [place for place, each in enumerate(lines) if " = " in each]
    if places:
        place = draw(st.sampled_from(places))
        name, _, value = lines[place].partition(" = ")
        lines[place] = f"{name} = {draw(st.sampled_from(_VALUES))(value)}"
        tables[at] = "\n".join(lines)


def _key(draw: st.DrawFn, tables: list[str]) -> None:
    at = _at(draw, tables)
    form = draw(st.sampled_from(('"\\1" = ', "'\\1' = ", "\\1.x = ", "x.\\1 = ", "\\1=", " \\1 = ", "\\1x = ")))
    tables[at] = re.sub(r"(?m)^([a-z_]+) = ", form, tables[at], count=1)


def _heading(draw: st.DrawFn, tables: list[str]) -> None:
    at = _at(draw, tables, first=1)
    name, _, rest = tables[at].partition("]\n")
    made = draw(st.sampled_from(_HEADINGS))(name)
    tables[at - 1 : at + 1] = (
        [f"{tables[at - 1]}\n\n{made}\n{rest}"] if not made.startswith("[") else [tables[at - 1], f"{made[1:]}\n{rest}"]
    )


def _inline(draw: st.DrawFn, tables: list[str]) -> None:
    at = _at(draw, tables, first=1)
    name, _, rest = tables.pop(at).partition("]\n")
    above, _, last = name.rpartition(".")
    line = f"{last} = {{ {', '.join(rest.split(chr(10)))} }}"
    place = next((place for place, each in enumerate(tables) if each.startswith(f"{above}]\n")), None) if above else 0
    if place is None:
        tables.insert(at, f"{above}]\n{line}")
    else:
        tables[place] += f"\n{line}"


def _swap(draw: st.DrawFn, tables: list[str]) -> None:
    """Two tables say what the other one said."""
    one, other = _at(draw, tables, first=1), _at(draw, tables, first=1)
    (first, _, said), (second, _, told) = tables[one].partition("]\n"), tables[other].partition("]\n")
    tables[one], tables[other] = f"{first}]\n{told}", f"{second}]\n{said}"


_ACTS: Final = (_move, _double, _drop, _add, _line, _line, _value, _value, _key, _heading, _inline, _swap)
