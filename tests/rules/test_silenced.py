"""What would silence a rule of the verdict without a word is a fault of a checklist that somebody makes, and of none that is in use."""

from typing import Any

import pytest

from models import checklists
from models.errors import Fault, Refusal
from models.formats import checklist_file, checklist_pages
from models.rules.fitting import silenced
from models.words import Words
from tests.sheets import ABSENT, loaded, phrase, small_checklist, written

PLACEMENTS = "facts.PEN-01.fields"


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"valid_to": "2022-12-31"}, "valid_to", "period"),
        (
            {"facts.PEN-05.role": "merit", "facts.PEN-05.fields.category": {"label": phrase("x"), "kind": "text"}},
            "facts.PEN-06.role",
            "role_taken",
        ),
        ({f"{PLACEMENTS}.date.kind": "text"}, f"{PLACEMENTS}.date.kind", "choice"),
        ({f"{PLACEMENTS}.box.kind": "text"}, f"{PLACEMENTS}.box.kind", "choice"),
        ({"facts.PEN-02.fields.date.kind": "number"}, "facts.PEN-02.fields.date.kind", "choice"),
        ({"verdict.design_gates_when_approved": {"REG-03": 2}}, "verdict.design_gates_when_approved.REG-03", "no_design_gate"),
        ({"verdict.design_gates_when_approved": {"INS-01": 1}}, "verdict.design_gates_when_approved.INS-01", "no_design_gate"),
        ({"verdict.design_gates_when_approved": {"REG-01": 4}}, "verdict.design_gates_when_approved.REG-01", "range"),
        ({"items.INS-02.counts.jpt.of": ["jpt_filled", "jpt_filled"]}, "items.INS-02.counts.jpt.of", "named_twice"),
        ({"items.INS-02.proposal.3": ["jpt >= 50"], "items.INS-02.proposal.2": ["jpt >= 50"]}, "items.INS-02.proposal.2", "never_proposed"),
        ({"items.INS-02.proposal.3": ["jpt >= 40"], "items.INS-02.proposal.2": ["jpt > 40"]}, "items.INS-02.proposal.2", "never_proposed"),
        ({"facts.PEN-06": ABSENT, "verdict.merit_cap": ["buruk"]}, "verdict.merit_cap", "unknown"),
    ],
)
def test_a_rule_was_silenced_without_a_word(changes: dict[str, Any], place: str, code: str) -> None:
    body = written(small_checklist(**changes))
    with pytest.raises(Refusal) as caught:
        checklist_file.read(body, "small.toml")
    told = caught.value.fields["faults"]
    assert isinstance(told, tuple)
    assert (place, code) in [(fault.place, fault.code) for fault in told if isinstance(fault, Fault)]
    # What was made before is read as ever: work goes by it.
    assert checklists.load(body, "small.toml").name == "small 1"


def test_a_whole_checklist_silences_nothing() -> None:
    shipped = [checklists.load(body, digest) for digest, body in checklists.all_shipped().items()]
    example = checklists.load(checklists.shipped(checklists.EXAMPLE), checklists.EXAMPLE)
    assert [fault for each in (loaded(small_checklist()), example, *shipped) for fault in silenced(each)] == []


def test_a_kind_of_a_field_was_called_otherwise_than_the_sheet_calls_it() -> None:
    raw = small_checklist(**{f"{PLACEMENTS}.date.kind": "text"})
    with pytest.raises(Refusal) as caught:
        checklist_file.read(checklist_pages.body(raw, Words("id")), "small.xlsx")
    assert '"teks" bukan salah satu dari tanggal' in Words("id").refusal(caught.value)
