"""What is read table by table, and by what is familiar of it, is what tomllib and the model read; all else is declined."""

import re
from fractions import Fraction
from typing import Final

import pytest
import tomli_w
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.documents import familiar, toml
from models.documents import verdict_file as doc
from models.documents.parts import tables
from models.documents.pieces import Declined, Pieces
from models.documents.verified import AreaResult, cut
from tests.documents.kit import a_full_body

pytestmark = pytest.mark.slow

LINES: Final = (
    *("[a]", "[a.b]", "[a.b.c]", "[b]", "[[a]]", "[a.b", "[ a ]", '["a"]', "[a]]", "[a.b.c.d.e.f.g]", "]", "[1, 2]", "["),
    *('x = "y"', "x = 1", "y = true", "y = 00", "z = []", "z = [", '    "one",', "    [", "]", "z = [[1], [2]]", "d = 1979-05-27"),
    *('x.y = "z"', 'b.x = "z"', "i = {a = 1}", '"x" = 1', "f = 1.5", f"n = {2**63}", f"n = {-(2**63)}", "n = -1", "# [a]", "#"),
    *(
        'm = """',
        '"""',
        'm = """one"""',
        "m = '''",
        "'''",
        'x = "\\u0041"',
        'x = "a\\',
        "x = 'y'",
        'x = "\t"',
        'x = "\u200b"',
        'x = "\x7f"',
    ),
    *('x = "y" # z', ' x = "y"', 'x="y"', "", "", "", "\r", "x = 1\r", 'note = "n"', "\x0b", "x = \x85"),
)


def read(text: str) -> object:
    """What is read table by table; None where it is declined."""
    try:
        return Pieces().read(text)
    except Declined:
        return None


@settings(max_examples=1_500, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join))
@example('[a]\nx = """\n\n[b]\n"""')
@example("[a]\nz = [\n\n[1]]")
@example('[a.b]\nx = "y"\n\n[a]\nx = 1')
@example('[a]\nb = 1\n\n[a.b]\nx = "y"')
@example('[a]\nm = """\r\n\r\n[b]"""')
def test_what_is_read_table_by_table_is_what_tomllib_reads(text: str) -> None:
    found = read(text)
    if found is not None:
        assert found == toml.parsed(f"{text}\n".encode(), "file")


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), st.text() | st.integers() | st.booleans())))
def test_every_text_is_read_as_tomllib_reads_it_or_declined(tables: dict[str, dict[str, object]]) -> None:
    written = tomli_w.dumps(tables)
    found = read(written.removesuffix("\n"))
    assert found is None or found == toml.parsed(written.encode(), "file") == tables


def test_nothing_is_parsed_before_the_guard_looked_at_it() -> None:
    assert read("[a]\n" + "x." * 20_000 + "y = 1") is None
    assert read("\n\n".join(f"[t{number}]\nx = {'[' * 20}{']' * 20}" for number in range(3))) is None
    for more in (b"#" * toml.SIZE_LIMIT, b"\n" * (toml.LINES_LIMIT + 1), b"\n".join(b'k = "' + b"a" * 60_000 + b'"' for _ in range(125))):
        assert familiar.read(a_full_body() + more, "verdict", doc.VerdictFile) is None


def slowly(body: bytes) -> doc.VerdictFile:
    """A verdict file as tomllib and its model alone read it."""
    return toml.read(doc.VerdictFile, tables(body, "verdict", "file"), "file")


def short(body: bytes) -> bytes:
    """A verdict file of a few items and facts, so that reading it takes no time."""
    first, *pieces = body.decode().split("\n\n[")
    kept = [each for each in pieces if not each.startswith(("items.", "facts.")) or each.startswith(("items.REG-0", "facts.PEN-03"))]
    return "\n\n[".join([first, *kept]).encode()


def test_a_verdict_file_is_read_as_its_model_reads_it() -> None:
    full = a_full_body()
    without = re.compile(rb"\nlevel = ([0-9])\n(?!note)")
    noted = without.sub(b'\nlevel = \\1\nnote = "Lain \xe2\x80\x93 \xf0\x9f\x98\x80"\n', short(full), count=2)
    for body in (full, short(full), noted, full):
        found = familiar.read(body, "verdict", doc.VerdictFile)
        assert found == slowly(body) and found is not None
        assert toml.write(found) == body


def test_an_item_that_begins_as_another_one_did_is_read_to_its_own_end() -> None:
    full = short(a_full_body())
    cited = re.compile(rb"\n\n\[items\.[^\n]+\.citations\.[^\n]+\](\n[^\n]+)*")
    plain = cited.sub(b"", full)
    quoted = re.compile(rb"\nlevel = ([0-9])\n(?!note)").sub(b'\nlevel = \\1\nnote = "Kata \\\\"siap\\\\"."\n', plain)
    assert plain != full and b'\\"siap' in quoted
    for body in (plain, full, quoted, plain, quoted, full):
        found = familiar.read(body, "verdict", doc.VerdictFile)
        assert found == slowly(body) and found is not None
        assert toml.write(found) == body


def test_an_item_that_stands_twice_or_apart_from_the_others_is_not_read() -> None:
    body = short(a_full_body()).decode()
    heading = re.search(r"\n\n\[items\.([A-Z0-9-]+)\]\n", body)
    assert heading is not None and familiar.read(body.encode(), "verdict", doc.VerdictFile) is not None
    for more in (
        body[heading.start() : heading.end()] + 'area = "REG"',
        f'\n\n[items.{heading[1]}.counts.x]\nn = "1"',
        "\n\n[items]\nx = 1",
    ):
        assert familiar.read((body.rstrip("\n") + more + "\n").encode(), "verdict", doc.VerdictFile) is None


def test_no_more_is_remembered_than_is_told() -> None:
    run = familiar._Run("areas", AreaResult)
    for number in range(3 * familiar._MOST):
        exact = f"{number % 100}/{1 + number // 100}"
        score = cut(Fraction(exact))
        text = (
            f'\n\n[areas.A{number % 7}]\nweight = 1\nscore = "{score}"\nexact = "{exact}"\n\n[areas.A{number % 7}.name]\nid = "a"\nen = "b"'
        )
        text += f'\n\n[areas.A{number % 7}.band]\nid = "c"\nen = "d"'
        found, end = run.read(text, 0)
        assert found[f"A{number % 7}"].exact == exact and end == len(text)
        assert sum(map(len, run._known.values())) == run._count <= familiar._MOST
        assert all(len(each) <= familiar._OF_ONE for each in run._known.values())


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_a_verdict_file_that_somebody_changed_is_read_as_its_model_reads_it_or_not_at_all(data: st.DataObject) -> None:
    lines = short(a_full_body()).decode().split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(
            st.sampled_from((*LINES, 'note = "Catatan."', 'note = """', "when = [", "level = 1", "level = 9", *lines[:400:7]))
        )
        lines[at : at + data.draw(st.integers(0, 2))] = [other]
    body = "\n".join(lines).encode()
    found = familiar.read(body, "verdict", doc.VerdictFile)
    if found is not None:
        assert found == slowly(body)
        assert toml.write(found) == toml.write(slowly(body))
