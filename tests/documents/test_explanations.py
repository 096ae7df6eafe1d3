"""What a verdict file says of its reasons, in words."""

from models.checklists import all_shipped, load
from models.desk import answers, freeze, verdicts
from models.desk.desk import Desk
from models.documents import recomputing, verdict_file
from models.explanation import sentence
from models.rules.checklist import Checklist, Scale
from models.rules.verdict import Reason
from models.words import Words
from tests.desk.acts import answer_all, begun, sheet_of


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
