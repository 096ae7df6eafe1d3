"""Files that eat time or memory: each is refused or handled in what is two seconds where nothing else runs, and in under 200 MB."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from models.codes import digest
from models.desk import intake, keeping, shelved
from models.desk.desk import opened
from models.documents import travelling
from models.documents.travelling import Signed
from models.text import NOT_SHOWN
from tests.conftest import ROOT
from tests.documents.kit import a_full_body
from tests.faults.intake_kit import CLOCK, copied, honest, is_set_aside

pytestmark = pytest.mark.slow

TIMES: Final = 100
"""Most work for one act, in parsings of four thousand lines: two seconds where each takes a fiftieth."""
WAITING: Final = 60
KILOBYTES: Final = 200_000
WIDE: Final = b"0x" + b"f" * 60_000
HUGE: Final = 5_000_000_000
NAMES: Final = (
    "../x.toml", "..\\..\\x.toml", "/x.toml", "C:\\x.toml", "CON", "NUL.toml", "COM1.toml", "aux", ".", "..", "",
    "\x1b[2J.toml", "\x9b.toml",
    "\u202etoml.exe", "\udcff\udcfe.toml", "x\0.toml", "{0}{file!r:>9999}.toml", "%s.toml", "[/]$x.toml", "a" * 999, "x.toml\n\nDITERIMA",
)  # fmt: skip


def signed_by_a_member() -> Iterator[tuple[str, bytes, str]]:
    """What gets past the signature: name, bytes, and the code by which they are refused."""
    body = a_full_body().replace(b'"unsigned draft"', b'"draft by a verifier"', 1)

    def line(text: bytes) -> bytes:
        return body.replace(b"\n[agency]", b"\n" + text + b"\n\n[agency]", 1)

    yield "a number of 100,000 digits", line(b"x = " + b"9" * 10**5), "document.guard"
    yield "a number of 60,000 digits", line(b"x = " + b"9" * 60_000), "document.not_toml"
    yield "60,000 hexadecimal digits", body.replace(b"minor = 0", b"minor = " + WIDE, 1), "document.not_toml"
    yield "a kind of 60,000 hexadecimal digits", body.replace(b'kind = "verdict"', b"kind = " + WIDE, 1), "document.not_toml"
    yield "a major of 60,000 hexadecimal digits", body.replace(b"major = 1", b"major = " + WIDE, 1), "document.not_toml"
    yield "a hundred such numbers", line(b"\n".join(b"k%d = " % number + WIDE for number in range(100))), "document.not_toml"
    yield "just too wide", body.replace(b"minor = 0", b"minor = 9223372036854775808", 1), "document.not_toml"
    yield "infinite", body.replace(b"minor = 0", b"minor = inf", 1), "document.faults"
    yield "a moment for a text", body.replace(b'round = "2023-1"', b"round = 1979-05-27T07:32:00Z", 1), "document.faults"
    yield "half of a pair in bytes", body.replace(b"Ani", b"A\xed\xa0\x80i", 1), "document.not_toml"
    yield "C1 in bytes", body.replace(b"Ani", b"A\x9bi", 1), "document.not_toml"
    yield "C1", body.replace(b"Ani", "A\x9bi".encode(), 1), "document.control"
    yield "a huge list", line(b"x = [\n" + b"1,\n" * 49_000 + b"]"), "document.faults"
    yield "a huge list of lists", line(b"x = [\n" + b"[],\n" * 60_000 + b"]"), "document.too_much"
    yield (
        "a wide list on few lines",
        line(b"\n".join(b"k%d = [%s]" % (number, b"1," * 30_000) for number in range(60))),
        "document.too_much",
    )
    yield "19,000 unknown keys", line(b"\n".join(b"k%d = 1" % number for number in range(19_000))), "document.faults"
    yield "90,000 unknown keys", line(b"\n".join(b"k%d = 1" % number for number in range(90_000))), "document.faults"
    yield "eight megabytes of texts", line(b"\n".join(b'k%d = "%s"' % (number, b"a" * 60_000) for number in range(125))), "document.faults"
    yield "eight megabytes of remarks", honest().submission.body + b"\n".join(b"#" + b"a" * 60_000 for _ in range(125)) + b"\n", ""
    yield "a device for a verification", re.sub(rb'verification = "[^"]+"', b'verification = "../NUL"', body, count=1), "document.faults"


def refused_cheaply(folder: Path, cases: dict[str, tuple[Path, list[str]]]) -> None:
    """Hold that each is refused by its codes, and what that costs in a process that has taken in nothing else."""
    named = (f"{name}={path}" for name, (path, _) in cases.items())
    command = [sys.executable, "-m", "tests.faults.intake_child", str(folder), *named]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-4_000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert {name: codes for name, _, _, _, codes in told} == {name: codes for name, (_, codes) in cases.items()}
    # Other tests may have the processors; what waits without working shows in the second number.
    assert [each for each in told if each[1] > TIMES or each[2] > WAITING or each[3] > KILOBYTES] == []


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    return copied(tmp_path)


def test_what_a_member_signs_costs_little(laptop: Path, tmp_path: Path) -> None:
    cases = {}
    for number, (name, body, code) in enumerate(signed_by_a_member()):
        cases[name] = travelling.put(tmp_path / "stick", honest().by_budi(body, name=f"{number}.toml")), [code]
    refused_cheaply(laptop, cases)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_or_no_end_costs_little(laptop: Path, tmp_path: Path) -> None:
    there = honest().verdict
    cases: dict[str, tuple[Path, list[str]]] = {}

    def case(name: str, code: str, make: Callable[[Path], object], beside: str = "") -> None:
        folder = tmp_path / f"{len(cases)}"
        path = travelling.put(folder, there) if beside else folder / "x.toml"
        folder.mkdir(exist_ok=True)
        place = Path(f"{path}{beside}")
        place.unlink(missing_ok=True)
        make(place)
        cases[name] = folder, [code]

    def sparse(place: Path) -> None:
        with place.open("wb") as file:
            file.truncate(HUGE)

    for beside, said in (("", ""), (".sig", " for a signature"), (".7.sig", " for a seventh signature")):
        case(f"a link{said}", "document.unreadable", lambda place: place.symlink_to("/etc/passwd"), beside)
        case(f"a link to nothing{said}", "document.unreadable", lambda place: place.symlink_to("none"), beside)
        case(f"a link to itself{said}", "document.unreadable", lambda place: place.symlink_to(place.name), beside)
        case(f"a link to zeroes{said}", "document.unreadable", lambda place: place.symlink_to("/dev/zero"), beside)
        case(f"a pipe{said}", "document.unreadable", lambda place: os.mkfifo(place), beside)
        case(f"a folder{said}", "document.unreadable", lambda place: place.mkdir(), beside)
        case(f"five gigabytes{said}", "document.too_large", sparse, beside)
    cases["zeroes"] = Path("/dev/zero"), ["document.unreadable"]
    cases["five gigabytes by name"] = (
        next(path for name, (path, _) in cases.items() if name == "five gigabytes") / "x.toml",
        ["document.too_large"],
    )
    refused_cheaply(laptop, cases)


def test_a_folder_of_ten_thousand_files_costs_little(laptop: Path, tmp_path: Path) -> None:
    for name in ("notes", "documents", "links", "heavy"):
        (tmp_path / name).mkdir()
    for number in range(10_000):
        (tmp_path / "notes" / f"{number}.txt").touch()
        (tmp_path / "documents" / f"{number}.toml").write_text(f"a = {number}\n")
        (tmp_path / "links" / f"{number}.toml").symlink_to("/dev/zero")
    for number in range(40):
        with (tmp_path / "heavy" / f"{number}.toml").open("wb") as file:
            file.write(b"%d" % number)
            file.truncate(7_900_000)
    cases = {
        "notes": (tmp_path / "notes", []),
        "documents": (tmp_path / "documents", ["check.no_signature", "documents.many"]),
        "links": (tmp_path / "links", ["document.unreadable", "documents.many"]),
        "heavy": (tmp_path / "heavy", ["check.no_signature", "documents.many"]),
    }
    refused_cheaply(laptop, cases)


def test_no_name_of_a_file_leads_out_of_a_folder_or_steers_a_terminal(laptop: Path, tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        document = Signed(name, b"%d" % number, ())
        with opened(laptop, clock=CLOCK) as desk:
            (found,) = desk.do(intake.take, (document,), set())
            assert found.why is not None
            assert is_set_aside(desk, document)
            handed, why = desk.ask(shelved.handed_on, digest(document.body))
            assert why is not None
            assert NOT_SHOWN.search(why.id + why.en) is None
        assert re.fullmatch(r"[0-9a-f]{16}_[A-Za-z0-9.-]{1,80}", handed.name)
        assert travelling.put(tmp_path / "out", handed, why).parent == tmp_path / "out"


def test_a_path_for_an_agency_is_a_name_and_leads_nowhere(laptop: Path, tmp_path: Path) -> None:
    for code in (b"../../../x", b"NUL", b"C:/x"):
        document = honest().by_budi(re.sub(rb'(\[agency\]\ncode = )"[^"]+"', rb'\1"' + code + b'"', honest().submission.body, count=1))
        assert code in document.body
        with opened(laptop, clock=CLOCK) as desk:
            assert desk.do(intake.take, (document,), {digest(document.body)})[0].is_admitted
            kept = desk.ask(keeping.stored, digest(document.body))
        assert re.fullmatch(r"2023-1_[A-Za-z0-9-]+_[0-9a-f]{16}\.toml", kept.name)
        assert travelling.put(tmp_path / "out", kept).parent == tmp_path / "out"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are for Linux")
def test_a_name_that_is_no_text_is_read_and_set_aside_under_another(laptop: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    for name in (b"\xff\xfe.toml", b"\x1b[2J.toml"):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(honest().verdict.body)
        Path(os.fsdecode(bytes(folder) + b"/" + name + b".sig")).write_bytes(honest().verdict.signatures[0])
    offered = tuple(travelling.gathered([folder]))
    assert [(each.name, each.signatures) for each in offered if isinstance(each, Signed)] == [
        ("·[2J.toml", honest().verdict.signatures),
        ("··.toml", honest().verdict.signatures),
    ]
    with opened(laptop, clock=CLOCK) as desk:
        assert all(each.is_admitted for each in desk.do(intake.take, [each for each in offered if isinstance(each, Signed)], set()))
