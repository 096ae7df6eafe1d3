"""What a verdict file says of its reasons, in words."""

import pytest

from models.checklists import all_shipped, load
from models.desk import answers, freeze, verdicts
from models.desk.desk import Desk
from models.documents import recomputing, verdict_file
from models.explanation import sentence
from models.rules.checklist import Checklist, Scale
from models.rules.verdict import Reason
from models.words import Words
from tests.desk.acts import answer_all, begun, sheet_of
from tests.sheets import loaded, phrase, small_checklist


def checklist() -> Checklist:
    return next(load(body, "x") for body in all_shipped().values())


def of(scale: Scale) -> str:
    return next(item.code for item in checklist().items.values() if item.scale is scale and item.gate is not None)


def test_a_reason_about_a_yes_no_item_told_its_answer_by_numbers() -> None:
    words_of = {"id": ("jawaban tidak", "paling rendah ya"), "en": ("answer no", "at least yes")}
    levels_of = {"id": "jawaban 1, paling rendah 3.", "en": "answer 1, at least 3 needed."}
    for language, said in words_of.items():
        found = sentence(Words(language), checklist(), Reason("gate", {"item": of(Scale.YES_PARTLY_NO), "level": 0, "needed": 4})).lower()
        assert all(part in found for part in said), found
        levels = sentence(Words(language), checklist(), Reason("gate", {"item": of(Scale.LEVEL), "level": 1, "needed": 3}))
        assert levels.partition(": ")[2] == levels_of[language]


@pytest.mark.parametrize(
    ("areas", "named"), [(["REG"], "REG"), (["REG", "DSN"], "REG dan DSN"), (["REG", "DSN", "INS"], "REG, DSN dan INS")]
)
def test_of_design_areas_that_are_not_two_one_was_told_twice_or_left_out(areas: list[str], named: str) -> None:
    used = loaded(small_checklist(**{"verdict.design_areas": areas}))
    told = sentence(Words("id"), used, Reason("design", {"areas": used.verdict.design_areas, "needed": 75}))
    assert named in told
    assert told.count("REG") == 1
    assert "keduanya" not in told


def test_a_merit_category_that_is_typed_ended_the_program() -> None:
    used = loaded(small_checklist(**{"facts.PEN-06.fields.category": {"label": phrase("Kategori"), "kind": "text"}}))
    assert "kurang" in sentence(Words("id"), used, Reason("merit_cap", {"category": "kurang"}))


def test_a_file_that_told_them_by_numbers_still_follows_from_its_answers(desk: Desk) -> None:
    verification, item = begun(desk), of(Scale.YES_PARTLY_NO)
    answer_all(desk, verification, 3)
    desk.do(answers.record, verification, item, 0)
    recommended = sheet_of(desk, verification).recommendation
    assert recommended is not None
    desk.do(verdicts.record, verification, recommended.code)
    frozen = desk.ask(freeze.verdict_file, verification)
    assert f"{item} belum terpenuhi: jawaban Tidak".encode() in frozen.body
    older = frozen.body.replace(b"jawaban Tidak, paling rendah Ya", b"jawaban 0, paling rendah 4")
    assert older != frozen.body
    used = sheet_of(desk, verification).checklist
    assert list(recomputing.faults(verdict_file.parsed(older, "x.toml"), used)) == []
