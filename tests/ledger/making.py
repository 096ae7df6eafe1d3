"""Makes the profiles that are kept of a release, with something in every table: `python -m tests.ledger.making VERSION FOLDER`.

They are made once, by the program as it is released, and never again: FOLDER is for the work, the archives go where they are kept.
"""

import json
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from models import demo
from models.codes import digest
from models.desk import (
    answers,
    assigning,
    cohorts,
    colleagues,
    completions,
    drafts,
    evidence,
    findings,
    loose,
    merging,
    recalculations,
    recaps,
    reviewing,
    rounds,
    scans,
    seconding,
    verdicts,
)
from models.desk.desk import opened
from models.documents.travelling import Signed
from models.ledger import driver
from models.minutes import Scan
from tests.conftest import StillClock
from tests.desk.acts import begun
from tests.desk.minutes_kit import closes, visited
from tests.desk.recalculation_kit import FORMULA, LEVEL, entered
from tests.desk.reviewing_kit import hands, ready
from tests.desk.seconding_kit import ITEM, OTHER, Quartet, first, gives, quartet, second
from tests.exchange.kit import Memory, meets, writes
from tests.ledger.earlier import KEPT, told

_LEFT_OUT: Final = frozenset({driver.LOCK, "verifier.holder", driver.BACKUPS})
_AGENCY: Final = "32"


def make(version: str, folder: Path) -> None:
    """Keep the profiles of `version`: the demo's, and those of a lead and a verifier who work together."""
    demo.build(folder / "demo", "id")
    with quartet(folder) as team:
        sent = Memory()
        _verified(team, folder)
        _led(team)
        for laptop in (team.verifier, team.lead, team.verifier):
            meets(laptop, sent)
    for profile, name in (("demo", ""), ("lina", "-lead"), ("vera", "-verifier")):
        _keep(folder / profile, f"{version}{name}")


def _verified(team: Quartet, folder: Path) -> None:
    """Vera's day at an agency, what Lina handed over of it, and what was begun and not finished."""
    vera, lina = team.verifier, team.lead
    desk, mine, hers = vera.desk, begun(vera.desk, _AGENCY), begun(lina.desk, _AGENCY)
    for item, level in {"REG-01": 3, "REG-03": 2, "DSN-01": 4}.items():
        desk.do(answers.record, mine, item, level)
        lina.desk.do(answers.record, hers, item, 4)
    desk.do(answers.annotate, mine, "REG-01", "Catatan zamrud")
    desk.do(evidence.register, mine, {"title": "Perbup zamrud", "seen": "yes"}, "REG-01", "Pasal 3")
    visited(vera, mine)
    desk.do(findings.record, mine, "REG-03", {"text": "Sumbu belum sesuai", "stance": "agree", "response": "Diperbaiki", "deadline": ""})
    closes(vera, mine)
    (folder / "ba.pdf").write_bytes(b"%PDF-1.7 zamrud")
    desk.do(scans.attach, mine, Scan(digest(b"%PDF-1.7 zamrud"), "ba.pdf", 15, str(folder / "ba.pdf")))
    desk.do(completions.wait, mine, "2023-06-30")
    desk.do(loose.write, mine, "Tanya peta jabatan")
    desk.do(recalculations.set_formula, mine, LEVEL, FORMULA)
    for number, box in enumerate((9, 8, 9), 1):
        desk.do(recalculations.row, mine, LEVEL, entered(number, box))
    desk.do(drafts.keep, f"{mine}/note/REG-01", {"text": "setengah diketik"})
    vera.takes(hands(lina, hers, "vera", "REG"))
    desk.do(merging.merge, desk.ask(merging.waiting)[0].document)
    other = ready(desk, "33")
    desk.do(verdicts.record, other, "V4", "Kesimpulan zamrud")


def _led(team: Quartet) -> None:
    """Lina settles a second verification, assigns, counts, writes a note, and sets a forged file aside."""
    lead, verification = team.lead, first(team)
    submitted = team.verifier.submits(verification)
    lead.takes(submitted)
    opinion = gives(team, second(team.second))
    lead.takes(opinion)
    lead.desk.do(reviewing.confirm, verification, "SIS-06")
    team.opens(digest(opinion.body))
    lead.desk.do(seconding.settle, digest(opinion.body), ITEM, "first", "Pasalnya ada.")
    lead.desk.do(seconding.settle, digest(opinion.body), OTHER, "second", "Dokumen kedua lebih lengkap.")
    team.settles(digest(opinion.body))
    vera = lead.desk.ask(colleagues.member, "Vera").id
    lead.desk.do(assigning.assign, lead.sign(lead.desk.ask(assigning.drawn_up, lead.desk.ask(rounds.lines)[0].id, {"34"}, vera)))
    lead.desk.do(cohorts.save_listed, "Pulau Jawa", "31\n32\n33")
    lead.desk.do(recaps.keep)
    writes(lead)
    lead.takes(Signed("palsu.toml", submitted.body.replace(b"level = 3", b"level = 4", 1), submitted.signatures))


def _keep(profile: Path, name: str) -> None:
    with opened(profile, clock=StillClock()) as desk:
        said = told(desk)
    (profile / "told.json").write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    with tarfile.open(KEPT / f"{name}.tar.xz", "w:xz") as archive:
        for file in _files(profile):
            archive.add(file, file.relative_to(profile), filter=_anonymous)


def _files(profile: Path) -> Iterable[Path]:
    return sorted(path for path in profile.rglob("*") if path.is_file() and not _LEFT_OUT.intersection(path.relative_to(profile).parts))


def _anonymous(file: tarfile.TarInfo) -> tarfile.TarInfo:
    file.uid = file.gid = 0
    file.uname = file.gname = ""
    return file


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
