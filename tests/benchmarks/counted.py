"""Profiles with as many issued results as one likes: what one real verdict told, with other agencies, rounds, answers and scores."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, Final

from models.checklists import load
from models.codes import digest
from models.documents import resulted, stating, verified
from models.ledger import driver
from models.rules.answers import Answer
from models.rules.checklist import Checklist
from models.rules.scoring import area_scores, overall_score
from models.rules.verdict import recommendation
from tests.benchmarks import documents, many

_VARIANTS: Final = 400
"""How many different sets of answers there are."""
Row = Mapping[str, Any]


def issued(folder: Path, count: int) -> None:
    """A profile of headquarters with `count` verifications of others that are issued, each with its result in the table of figures."""
    made = folder / "made"
    many.filled(folder, count, is_decided=True)
    documents.gone(made)
    with closing(driver.connect(made / "surya" / driver.DATABASE, writing=False)) as real:
        columns = [name for _, name, *_ in real.execute("PRAGMA table_info(result)")]
        model = dict(zip(columns, real.execute("SELECT * FROM result").fetchone(), strict=True))
        (body,) = real.execute("SELECT body FROM checklist WHERE digest = ?", (model["checklist"],)).fetchone()
    with closing(many.connected(folder)) as connection:
        connection.execute("UPDATE verification SET state = 'issued'")
        marks = ", ".join("?" * len(columns))
        asked = f"INSERT INTO result ({', '.join(columns)}) VALUES ({marks})"
        connection.executemany(asked, _rows(connection, model, load(body, "checklist"), columns))
        connection.execute("COMMIT")
    many.summed(folder)
    shutil.rmtree(made)


def _rows(connection: Any, model: Row, checklist: Checklist, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    chance = Random(11)
    variants = [_variant(chance, checklist) for _ in range(_VARIANTS)]
    names = dict(connection.execute("SELECT code, name FROM agency WHERE type = 'provinsi'").fetchall())
    asked = (
        "SELECT v.id, v.round_id, v.touched_at, a.code, a.name, a.type, a.province_code FROM verification v "
        "JOIN agency a ON a.code = v.agency_code"
    )
    for id_, of, at, code, name, type_, province in connection.execute(asked).fetchall():
        told = {"verification": id_, "round_id": of, "issued_at": at, "agency_code": code, "agency": name, "type": type_}
        told |= {"digest": digest(id_.encode()), "province": "" if type_ == "provinsi" else names.get(province, ""), "standing": ""}
        row = {**model, **chance.choice(variants), **told}
        yield tuple(row[column] for column in columns)


def _variant(chance: Random, checklist: Checklist) -> Row:
    """What a set of answers comes to."""
    answers = {code: Answer(chance.choice(item.scale.levels)) for code, item in checklist.items.items()}
    scores = area_scores(checklist, answers)
    overall, found = overall_score(checklist, scores), recommendation(checklist, answers, {})
    if overall is None or found is None:
        raise ValueError("everything is answered")
    told = stating.recommendation(checklist, found)
    return {
        "levels": "".join(str(answer.level) for answer in answers.values()),
        "areas": resulted.as_json({code: resulted.area(stating.area(checklist, code, score)) for code, score in scores.items()}),
        "overall": verified.cut(overall),
        "verdict": told.code,
        "recommended": told.code,
        "name": resulted.label(told.name),
        "flags": resulted.as_json({code: resulted.both(label) for code, label in told.flags.items()}),
    }
