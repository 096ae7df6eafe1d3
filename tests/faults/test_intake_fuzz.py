"""The intake under fire: whatever comes is kept or set aside with its reason, never another error, and the profile is whole afterwards."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from models.documents import armour, signatures, toml
from models.documents.travelling import Signed
from models.errors import Refusal
from models.words import in_both
from tests.conftest import ROOT
from tests.faults.intake_kit import LEAST, Honest, copied, honest, offered_to

pytestmark = pytest.mark.slow

KINDS: Final = ("verdict", "submission", "review", "team", "enrolment", "segment", "x", "verdict@elsewhere")
VALUES: Final = (
    "1", "-1", "0x" + "f" * 5_000, "9" * 5_000, "9223372036854775808", "inf", "nan", "1e999", "true", '""', "'x'", '"\\ud800"', '"\\u0000"',
    '"\\u202e"', "[]", "{}", "[[[]]]", "{a={b={}}}", "1979-05-27", "07:32:00", "9999-12-31T23:59:59+14:00", '"""\n', "'''", "]", "\x00",
)  # fmt: skip
KEYS: Final = ("a", '"a.b"', "a.b.c", "format", "kind", "major", "status", "verification", "number", "'\\u0000'", '""', "__proto__", "=")
ROUNDS: Final = 10_000
"""What the other fuzzer runs."""

quick = settings(
    max_examples=400, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
whole = settings(quick, max_examples=30)


def pieces() -> st.SearchStrategy[bytes]:
    return st.binary(max_size=8) | st.sampled_from(
        (*(value.encode() for value in VALUES), b"\n", b"\r\n", b"[", b"=", b"\xff", b"\xef\xbb\xbf")
    )


@st.composite
def mutated(draw: st.DrawFn, body: bytes) -> bytes:
    """Bytes with up to three pieces of them replaced."""
    found = bytearray(body)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(found)))
        found[at : at + draw(st.integers(0, 12))] = draw(pieces())
    return bytes(found)


@st.composite
def soup(draw: st.DrawFn) -> bytes:
    """Lines that look like TOML, mostly."""
    line = st.one_of(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)).map(" = ".join),
        st.sampled_from(KEYS).map("[{}]".format),
        st.sampled_from(KEYS).map("[[{}]]".format),
        st.sampled_from(VALUES),
    )
    head = draw(st.sampled_from(("", 'format = "verifier"\nkind = "verdict"\n', 'format = "verifier"\nkind = "team"\nmajor = 1\n')))
    return (head + "\n".join(draw(st.lists(line, max_size=12)))).encode("utf-8", "surrogatepass")


def bodies() -> st.SearchStrategy[bytes]:
    return st.one_of(*(mutated(each.body) for each in honest().documents), soup(), st.binary(max_size=300))


@st.composite
def documents(draw: st.DrawFn) -> Signed:
    """A document as a forger, a member or the holder of the root key may offer it."""
    there = honest()
    body = draw(bodies() | st.sampled_from([each.body for each in there.documents]))
    name = draw(st.sampled_from(("a.toml", "../../a.toml", "CON", "NUL.toml", "\udcff.toml", "\x1b[2J.toml", "{0}{x}.toml", "", "a" * 300)))
    given = st.one_of(
        st.sampled_from([signature for each in there.documents for signature in each.signatures]),
        st.sampled_from(KINDS).map(lambda kind: signatures.sign(there.budi.person(), body, kind)),
        st.just(signatures.sign(there.ani.root(), body, "team")),
        mutated(there.verdict.signatures[0]),
        st.binary(max_size=100),
    )
    return Signed(name, body, tuple(draw(st.lists(given, max_size=3))))


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Budi's laptop, which takes everything in one after another."""
    return copied(tmp_path_factory.mktemp("fuzz"))


@seed(20231126)
@whole
@given(st.data())
def test_whatever_is_offered_is_kept_or_set_aside_and_the_profile_is_whole(laptop: Path, data: st.DataObject) -> None:
    offered_to(laptop, data.draw(documents()))


@seed(20231127)
@whole
@given(st.data())
def test_whatever_a_member_signs_is_kept_or_set_aside(laptop: Path, data: st.DataObject) -> None:
    offered_to(laptop, honest().by_budi(data.draw(bodies())))


@seed(20231128)
@whole
@given(st.data())
def test_whatever_the_root_key_signs_is_kept_or_set_aside(laptop: Path, data: st.DataObject) -> None:
    offered_to(laptop, honest().by_root(data.draw(st.one_of(mutated(honest().team.body), soup()))))


@seed(20231129)
@quick
@given(st.data())
def test_the_wrapper_gives_a_signature_or_a_refusal(data: st.DataObject) -> None:
    there: Honest = honest()
    signature = data.draw(
        mutated(there.verdict.signatures[0]) | st.binary(max_size=400).map(lambda raw: armour.put_on(raw, "SSH SIGNATURE"))
    )
    try:
        public = signatures.signer(signature, "x")
        signatures.check(there.verdict.body, signature, public, signatures.kind(signature, "x"), "x")
        assert signature == there.verdict.signatures[0]
    except Refusal as refused:
        said(refused)


@seed(20231130)
@quick
@given(st.data())
def test_the_guard_gives_tables_or_a_refusal(data: st.DataObject) -> None:
    try:
        assert isinstance(toml.parsed(data.draw(bodies()), "x.toml"), dict)
    except Refusal as refused:
        said(refused)


def said(refused: Refusal) -> None:
    assert all(len(words.refusal(refused)) > LEAST for words in in_both())


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris has no wheel here")
def test_a_fuzzer_that_follows_the_branches_finds_no_other_error() -> None:
    script = Path(__file__).with_name("fuzz_intake.py")
    command = [sys.executable, str(script), f"-runs={ROUNDS}", "-seed=20231126", "-max_len=4096", "-rss_limit_mb=2048", "-timeout=10"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-4_000:]
    assert f"Done {ROUNDS} runs" in done.stderr
