"""A verdict file checked: what was not made by the rules is named wherever it was put, and so is who may not have signed it."""

import tomllib
from typing import Any, Final

import pytest

from models.checklists import all_shipped, load
from models.codes import digest
from models.desk import freeze
from models.desk.desk import Desk
from models.documents import signatures
from models.documents import team_changes as change
from models.documents.checking import Checked, Known, checked
from models.documents.signers import Signer
from models.documents.team import Team
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.errors import Fault, Refusal
from models.rules.checklist import Checklist
from models.text import Phrase
from tests.desk.acts import decided
from tests.documents.kit import a_full_body, with_changes
from tests.documents.team_kit import key, request, team
from tests.sheets import ABSENT

LABEL: Final = {"id": "lain", "en": "other"}
COUNT: Final = "items.REG-09.counts.posts"
NOT_APPLICABLE: Final = {"items.REG-01.level": ABSENT, "items.REG-01.not_applicable": True}
V1: Final = {"recommendation.code": "V1", "recommendation.name": {"id": "Menerapkan", "en": "Implementing"}}


def known(digest_: str) -> Checklist | None:
    body = all_shipped().get(digest_)
    return None if body is None else load(body, digest_)


def places(found: Checked) -> list[str]:
    """Where something was found, the recommendation by its Indonesian name; and the codes of refusals."""
    return [
        (each.place.id if isinstance(each.place, Phrase) else str(each.place)) if isinstance(each, Fault) else each.code
        for each in found.against
    ]


def unsigned(body: bytes, name: str = "x.toml") -> Checked:
    """What is found of a file whose signature is not asked for."""
    return checked(Signed(name, body, ()), Known(known), allow_unsigned=True)


def test_what_the_program_writes_follows_from_itself() -> None:
    found = unsigned(a_full_body())
    assert (found.against, found.holds, found.digest) == ((), True, digest(a_full_body()))
    assert isinstance(found.document, VerdictFile)
    assert found.recommended == found.document.recommendation.code


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"recommendation.code": "V1"}, "usulan kesimpulan"),
        ({"recommendation.flags.unapproved": LABEL}, "recommendation.flags"),
        ({"recommendation.missing.1.code": "approved"}, "recommendation.missing"),
        ({"recommendation.missing.1.fields.item": "REG-99"}, "recommendation.missing"),
        ({"recommendation.because.1": {"code": "approved", "text": LABEL}}, "recommendation.because"),
        ({"recommendation.name.id": "Hampir siap"}, "recommendation.name"),
        ({"verdict.name.id": "Siap"}, "verdict.name"),
        ({"items.REG-01.level": 4}, "areas.REG"),
        ({"items.REG-01.question.en": "Is there tea?"}, "items.REG-01.question.en"),
        ({"items.REG-01.title.id": "Teh"}, "items.REG-01.title.id"),
        ({"items.REG-01.accepted_evidence.id": "Teh"}, "items.REG-01.accepted_evidence.id"),
        ({"items.REG-01.basis": "Perpres 0/0"}, "items.REG-01.basis"),
        ({"items.REG-01.ladder.3.id": "Teh"}, "items.REG-01.ladder.3.id"),
        ({"items.REG-01.weight": 1}, "items.REG-01.weight"),
        ({"items.REG-01.gate": ABSENT}, "items.REG-01.gate"),
        ({"items.REG-01.digest": "0" * 64}, "items.REG-01.digest"),
        ({"items.REG-01.area": "SIS"}, "items.REG-01.area"),
        ({"items.REG-01": ABSENT}, "items.REG-01"),
        (NOT_APPLICABLE, "items.REG-01.not_applicable"),
        (NOT_APPLICABLE, "items.REG-01.reason"),
        ({"items.REG-02.citations.B77.place": "Pasal 1"}, "items.REG-02.citations.B77"),
        ({"items.REG-01.proposed": 4}, "items.REG-01.proposed"),
        ({f"{COUNT}.n": "banyak"}, f"{COUNT}.n"),
        ({f"{COUNT}.label": LABEL}, f"{COUNT}.label"),
        ({"items.REG-09.counts.tea": {"label": LABEL, "n": "1"}}, "items.REG-09.counts.tea"),
        ({"base.jpt_filled.label": LABEL}, "base.jpt_filled.label.id"),
        ({"base.tea": {"label": LABEL, "value": 1}}, "base.tea"),
        ({"facts.PEN-02.rows.1.status": "soon"}, "facts.PEN-02.rows.1.status"),
        ({"facts.PEN-02.rows.1.tea": "yes"}, "facts.PEN-02.rows.1.tea"),
        ({"facts.PEN-01.rows.1.date": "1 Maret"}, "facts.PEN-01.rows.1.date"),
        ({"facts.PEN-02.text.id": "Teh"}, "facts.PEN-02.text.id"),
        ({"facts.PEN-02": ABSENT}, "facts.PEN-02"),
        ({"areas.REG.name.id": "Teh"}, "areas.REG"),
        ({"checklist.title.id": "Teh"}, "checklist.title.id"),
        ({"checklist.version": "2024"}, "checklist.version"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_does_not_follow_is_named(changes: dict[str, Any], place: str) -> None:
    assert place in places(unsigned(with_changes(**changes)))


def test_scores_that_agree_with_each_other_but_not_with_the_answers_are_named() -> None:
    areas = ("REG", "DSN", "INS", "SIS")
    changes = {f"areas.{code}.{name}": value for code in areas for name, value in (("exact", "90"), ("score", "90.00"))}
    found = unsigned(with_changes(**changes, overall="90.00"))
    assert {*(f"areas.{code}" for code in areas), "overall"} <= set(places(found))
    said = next(each for each in found.against if isinstance(each, Fault) and each.place == "areas.REG")
    assert said.fields["told"] == "90"


def test_a_recommendation_that_does_not_follow_is_named_with_the_one_that_does() -> None:
    found = unsigned(with_changes(**V1))
    first = found.against[0]
    assert isinstance(first, Fault)
    assert first.fields == {"told": "V1", "computed": "V4"}
    assert found.recommended == "V4"


def test_an_item_that_nobody_asked_is_named() -> None:
    item = tomllib.loads(a_full_body().decode())["items"]["REG-01"]
    assert "items.REG-99" in places(unsigned(with_changes(**{"items.REG-99": item})))


def test_a_fact_that_was_changed_changes_the_explanation(desk: Desk) -> None:
    raw = desk.ask(freeze.verdict_file, decided(desk)).body
    assert unsigned(raw).holds
    changed = raw.replace(b'status = "not_proposed"', b'status = "received"')
    assert changed != raw
    assert any(each.startswith("recommendation.") for each in places(unsigned(changed)))


def draft(by: str, status: str = "draft", **changes: Any) -> bytes:
    """A file with a status that says somebody signs it."""
    return with_changes(status=status, **{"people.verifier.id": by}, **changes)


def signed(
    by: str, kind: str, status: str = "draft", of: Team | None = None, *, body: bytes | None = None, known_: Known | None = None
) -> Checked:
    """What is found of a file with a status, signed by somebody for a purpose."""
    body = body or draft(by.split()[0], status)
    offered = Signed("x.toml", body, (signatures.sign(key(by), body, kind),))
    return checked(offered, known_ or Known(known, of or team()))


GONE: Final = change.marked(team(), "people.citra", "left")
STOLEN: Final = change.marked(team(), "people.citra", "compromised")
RENEWED: Final = change.renewed(team(), request("citra", "pc-citra", " 2"))


@pytest.mark.parametrize(
    ("by", "kind", "status", "of", "code"),
    [
        ("citra", "verdict", "draft", None, ""),
        ("ani", "submission", "draft by a verifier", None, ""),
        ("budi", "review", "draft by a lead", None, ""),
        ("citra 2", "verdict", "draft", RENEWED, ""),
        ("ani", "verdict", "draft", None, "signer.role"),
        ("budi", "verdict", "draft", None, "signer.role"),
        ("laptop-citra", "verdict", "draft", None, "signer.role"),
        ("pusat", "verdict", "draft", None, "signer.role"),
        ("ani", "submission", "draft", None, "signature.purpose"),
        ("citra", "verdict", "draft by a verifier", None, "signature.purpose"),
        ("citra", "submission", "draft by a verifier", None, "signer.role"),
        ("dewa", "verdict", "draft", None, "signer.unknown"),
        ("citra", "verdict", "draft", GONE, "signer.left"),
        ("citra", "verdict", "draft", RENEWED, "signer.left"),
        ("citra", "verdict", "draft", STOLEN, "signer.compromised"),
        ("ani", "submission", "draft from outside the team", None, ""),
        ("dewa", "submission", "draft from outside the team", None, "signer.unknown"),
    ],
)
def test_who_may_sign_what(by: str, kind: str, status: str, of: Team | None, code: str) -> None:
    found = signed(by, kind, status, of)
    assert places(found) == ([code] if code else [])
    assert found.signature.fingerprint.startswith("SHA256:")
    assert (found.signature.signer is None) == (code == "signer.unknown")


def test_the_last_document_of_somebody_who_left_counts() -> None:
    last = change.marked(team(), "people.citra", "left", digest(draft("citra")))
    assert signed("citra", "verdict", of=last).holds
    assert places(signed("citra", "verdict", of=last, body=draft("citra", round="2023-2"))) == ["signer.left"]


def test_it_is_said_whose_signature_it_is() -> None:
    holder = signed("ani", "submission", "draft by a verifier").signature.signer
    assert holder is not None
    assert (holder.person, holder.name, holder.roles, holder.region, holder.status) == (
        "ani",
        "Ani Lestari",
        ("verifier",),
        "Jawa Timur",
        "active",
    )


def test_without_a_team_only_the_own_key_is_known() -> None:
    own = (key("ani").public, Signer("", "ani", "Ani", (), "", "active", ""))
    assert signed("ani", "verdict", known_=Known(known, own=own)).holds
    assert places(signed("budi", "verdict", known_=Known(known, own=own))) == ["check.stranger"]
    assert places(signed("ani", "verdict", known_=Known(known))) == ["check.stranger"]


def test_a_changed_byte_is_found_and_nobody_is_said_to_have_signed_it() -> None:
    body = with_changes(status="draft")
    signature = signatures.sign(key("citra"), body, "verdict")
    for other, codes in ((body + b"\n", ["signature.bytes"]), (b"\0" + body, ["signature.bytes", "document.not_toml"])):
        found = checked(Signed("x.toml", other, (signature,)), Known(known, team()))
        assert places(found) == codes
        assert found.signature.signer is None
    garbled = checked(Signed("x.toml", body, (signature[:-5],)), Known(known, team()))
    assert places(garbled) == ["signature.damaged"]


def test_a_good_signature_counts_beside_others() -> None:
    body = draft("citra")
    given = tuple(signatures.sign(key(name), body, "verdict") for name in ("dewa", "citra"))
    assert checked(Signed("x.toml", body, (b"garbage", *given)), Known(known, team())).holds


def test_a_file_without_signature_does_not_hold() -> None:
    signed_, draft = with_changes(status="draft"), a_full_body()
    for body, is_allowed, codes in (
        (signed_, False, ["check.no_signature"]),
        (signed_, True, ["check.no_signature"]),
        (draft, False, ["check.unsigned"]),
        (draft, True, []),
    ):
        assert places(checked(Signed("x.toml", body, ()), Known(known), allow_unsigned=is_allowed)) == codes


def test_a_name_that_tells_another_digest_is_found() -> None:
    right = digest(a_full_body())[:16]
    for name in (f"2023-1_32_{right}.toml", f"2023-1_32_{right}_unsigned-draft.toml", "hasil.toml"):
        assert unsigned(a_full_body(), name).holds
    assert places(unsigned(a_full_body(), f"2023-1_32_{'0' * 16}.toml")) == ["check.name"]


def test_a_checklist_that_is_not_here_is_said() -> None:
    assert places(unsigned(with_changes(**{"checklist.digest": "a" * 64}))) == ["check.checklist"]


def test_what_is_no_verdict_file_is_refused_by_its_cause() -> None:
    for body, code in ((b"", "document.kind"), (b"\xff", "document.not_toml"), (b"PK\3\4", "document.not_toml")):
        assert places(checked(Signed("x", body, ()), Known(known))) == [code]
    assert isinstance(checked(Signed("x", b"", ()), Known(known)).against[0], Refusal)
