"""The layout of Indonesian evaluators (LKE), filled in by an agency: which of its columns are which, and to which item a row belongs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from models.errors import Refusal
from models.formats import answered
from models.formats.tables import Headed, Record, Row, Table, headed
from models.formats.worksheet import LKE, Line
from models.rules.checklist import Checklist, Item
from models.text import Phrase, folded

NAMES: Final[Mapping[str, frozenset[str]]] = {
    column: frozenset(map(folded, names.split(", ")))
    for column, names in {
        "code": "Kode, Kode butir, No, No., Nomor, Item code, Code",
        "question": "Penilaian, Uraian, Pertanyaan, Kriteria, Komponen, Sub komponen, Indikator, Komponen/Uraian, Question",
        "choices": "Pilihan jawaban, Tipe jawaban, Jenis jawaban, Pilihan, Answer type",
        "answer": "Jawaban, Jawaban unit, Jawaban instansi, Penilaian mandiri, Jawaban penilaian mandiri, Answer, Self-assessment",
        "evidence": "Bukti dukung, Bukti, Data dukung, Bukti/data dukung, Dokumen pendukung, Link bukti dukung, Eviden, Evidence",
        "note": "Catatan, Keterangan, Catatan/keterangan, Keterangan/catatan, Catatan/keterangan/penjelasan, Remark, Note",
    }.items()
}
"""The headings of each column, folded; those of weight, explanation, value and percentage say nothing of the agency."""
_NEEDED: Final = (("question", "answer"), ("code", "answer"))
_NUMBERED: Final = re.compile(r"\s*(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]?\s+")
"""What numbers a question of a list."""
_GRADES: Final = "ABCDE"
_LOOKED_AT: Final = 20


def lines(tables: Sequence[Table]) -> tuple[Line, ...]:
    """The rows of all sheets laid out so in which anything is filled in."""
    rows = (Line(LKE, known, record) for known in filter(None, map(_known, tables)) for record in known.records)
    return tuple(line for line in rows if not line.is_silent)


def _known(table: Table) -> Headed | None:
    """The rows below the headings, each with its whole question: that may stand in any of the cells that its heading is merged over."""
    for needed in _NEEDED:
        for index, head in enumerate(table.rows[:_LOOKED_AT]):
            found = headed(Table(table.name, table.rows[index:]), NAMES, needed) if headed(Table("", (head,)), NAMES, needed) else None
            if found is not None:
                span = _span(head)
                whole = (_whole(record, row, span) for record, row in zip(found.records, table.rows[index + 1 :], strict=True))
                return replace(found, records=tuple(whole))
    return None


def _span(head: Row) -> slice:
    """The cells of the question."""
    titled = [position for position, text in enumerate(head.cells) if text.strip()]
    start = next((position for position in titled if folded(head.cells[position]) in NAMES["question"]), len(head.cells))
    return slice(start, next((position for position in titled if position > start), len(head.cells)))


def _whole(record: Record, row: Row, span: slice) -> Record:
    question = " ".join(filter(None, map(str.strip, row.cells[span])))
    return replace(record, values={**record.values, "question": question})


def item_of(line: Line, checklist: Checklist) -> Item:
    """The item that a row is about, by its code, else by its question word for word; Refusal `self.unmatched` for none or several."""
    said = line.record.values
    if said["code"].strip() in checklist.items:
        return checklist.items[said["code"].strip()]
    asked = {folded(said["question"]), folded(_NUMBERED.sub("", said["question"], count=1))} - {""}
    found = [item for item in checklist.items.values() if asked & {folded(item.question.id), folded(item.question.en)}]
    if len(found) != 1:
        raise Refusal("self.unmatched", question=" ".join((said["question"].strip() or said["code"]).split()))
    return found[0]


def level(line: Line, item: Item, said: str) -> int:
    """The level that an answer means: a word or a number as the item has it, or a grade where there are as many as the item has levels.

    Raises:
        Refusal: `self.grades` where a grade has no one level, and as `answered.level` gives.
    """
    if len(said) != 1 or said.upper() not in _GRADES:
        return answered.level(item, said)
    levels, offered = item.scale.levels, re.findall(r"\b[A-E]\b", line.record.values["choices"].upper())
    # Unless the sheet says how many grades there are (A/B/C or A-C), only those that no other scale has are sure.
    count = _GRADES.index(max(offered)) + 1 if offered else len(levels) if len(levels) < len(_GRADES) else 0
    place = _GRADES.index(said.upper())
    if count != len(levels) or place >= count:
        words = [answered.worded(item, each) for each in reversed(levels)]
        choices = Phrase(", ".join(word.id for word in words), ", ".join(word.en for word in words))
        raise Refusal("self.grades", item=item.code, value=said, choices=choices)
    return levels[-1 - place]
