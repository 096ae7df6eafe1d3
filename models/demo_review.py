"""The demo's review: verifications submitted, returned, approved and issued, and notes, each signed with the key of who took the step."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from models import agenda_told
from models.desk import agenda, answers, evidence, facts, issuing, notes, plenaries, reading, reviewing, submitting, verifications
from models.desk.desk import Desk
from models.desk.freeze import Frozen
from models.documents import kinds, signatures
from models.documents.keys import PrivateKey
from models.documents.note import Purpose
from models.documents.travelling import Signed
from models.ledger.tables import Person, SelfAnswer, SelfAssessment
from models.ledger.transaction import Actor, Transaction
from models.moments import local_date
from models.words import Words

LEAD: Final = Actor("budi-santoso", "Budi Santoso", "lead")
VERIFIER: Final = Actor("citra-dewi", "Citra Dewi", "verifier")
STATES: Final[Mapping[str, str]] = {"33.74": "submitted", "51": "approved", "34": "issued", "BKN": "issued", "94.07": "issued"}
"""How far what Citra verified in the first round has come, by agency."""
_BASE: Final = {"jpt_filled": "38", "administrator": "120", "pengawas": "260", "fungsional": "1450", "pelaksana": "900"}
"""How many people work for an agency whose result was issued."""
_ASSESSED: Final[Mapping[str, tuple[int, ...]]] = {
    "INS-01": (60, 74, 92, 95, 98),
    "INS-02": (0, 74, 92, 95, 98),
    "INS-03": (20, 40, 60, 80, 96),
}
"""How many of a hundred of them are assessed, by item and the level of its answer."""
SELF_ASSESSED: Final = ("2026-1", "KEMENDAG")
"""The round and agency that assessed itself."""
_OWN: Final[Mapping[str, tuple[int, str]]] = {
    "REG-01": (4, r"D:\Talenta\Permendag Manajemen Talenta.pdf"),
    "REG-02": (4, ""),
    "DSN-01": (4, "Laporan analisis kebutuhan talenta 2025"),
    "DSN-04": (4, "https://drive.google.com/drive/folders/manajemen-talenta"),
}
"""What it says of itself: level and evidence, by item."""
_RETURNED: Final = "KEMENKES"
"""An agency of the demo's owner that comes back with a remark."""
_REMARK: Final = "Pasal berapa yang mengatur komite talenta? Sebutkan di kolom halaman atau pasal."
_WHY: Final = "Rujukan pasal belum lengkap."
_PLENARY: Final = {"number": "05/PLENO", "place": "Jakarta", "chair": "Sri Wahyuni"}
_LEADERS: Final = (("Sri Wahyuni", "Pimpinan"), ("Hendra Gunawan", "Anggota"), ("Maria Tahapary", "Anggota"))
"""Who attended the plenary, and as what."""
_PLANNED: Final = "94.07"
"""An agency whose acceleration agenda is followed up, and that is verified again in the round after."""
_ACTIONS: Final[tuple[tuple[str, str, Mapping[str, str]], ...]] = (
    ("BKPSDM", "2026-10-15", {"status": "under_way"}),
    (
        "Dinas Komunikasi dan Informatika",
        "2026-09-30",
        {"status": "done", "done_on": "2026-09-28", "evidence": "Berita acara uji terima aplikasi, 28 September 2026"},
    ),
    ("Dinas Komunikasi dan Informatika", "2026-11-10", {"status": "planned"}),
    ("BKPSDM", "2027-03-31", {"status": "planned"}),
)
"""Who is in charge of its actions, until when, and how far each has come."""
_NOTES: Final[tuple[tuple[str, Purpose, str, Mapping[str, str]], ...]] = (
    (
        "34",
        "practice",
        "INS-13",
        {
            "date": "2026-09-14",
            "title": "Tanggapan atasan, rekan, dan bawahan tiap semester",
            "text": "Setiap calon suksesor ditanggapi lingkungan kerjanya; hasilnya dibuka bersama yang bersangkutan.",
            "why": "Hasilnya dibahas dalam rapat komite talenta dan menjadi dasar rencana pengembangan.",
            "consent_by": "Sekretaris Daerah",
            "consent_on": "2026-09-14",
            "contact": "Kepala Bidang Pengembangan Kompetensi",
        },
    ),
    (
        "LAN",
        "practice",
        "DSN-02",
        {
            "date": "2026-09-21",
            "title": "Jabatan kritikal ditetapkan bersama pimpinan unit",
            "text": "Daftarnya ditinjau setiap tahun dalam satu rapat dengan semua pimpinan unit.",
            "why": "Kelompok rencana suksesi tersusun sebelum jabatan kosong.",
            "consent_by": "Sekretaris Utama",
            "consent_on": "2026-09-21",
            "contact": "Kepala Biro Sumber Daya Manusia",
        },
    ),
    (
        "94.07",
        "visit",
        "",
        {
            "date": "2026-09-28",
            "title": "Kunjungan pendampingan penyusunan peraturan",
            "participants": "Kepala BKPSDM; Kepala Bidang Mutasi",
            "text": "Rancangan peraturan bupati dibahas pasal demi pasal; jaringan internet terputus sejak pukul sepuluh.",
            "advised": "Mulai dari jabatan pengawas, lalu naik satu jenjang tiap semester.",
            "follow_up": "2027-01-18",
        },
    ),
)
"""Agency, purpose, item and what was noted."""


def enter(tx: Transaction) -> None:
    """Let Citra, who verifies too, be known on the laptop of the demo."""
    told = {"name": VERIFIER.name, "role": VERIFIER.role, "region": "Sulawesi Selatan", "language": "id", "is_owner": False}
    tx.put(Person, {"id": VERIFIER.person}, **told)


def assess(tx: Transaction, verification: str) -> None:
    """Let what the agency says of itself stand beside the answers."""
    of = {"verification_id": verification}
    tx.put(SelfAssessment, of, file="Penilaian mandiri.xlsx", digest="0" * 64, person=tx.actor.name, taken_at=tx.stamp)
    for item, (level, named) in _OWN.items():
        tx.put(SelfAnswer, {**of, "item": item}, level=level, not_applicable=False, evidence=named, note="")


@contextmanager
def acting(desk: Desk, actor: Actor) -> Iterator[None]:
    """Let somebody else sit at the desk for a while."""
    before, desk.actor = desk.actor, actor
    try:
        yield
    finally:
        desk.actor = before


def tell(desk: Desk, keys: Mapping[str, PrivateKey], round_id: str) -> None:
    """Let the team submit, review and issue what was verified in a round; `keys` are everybody's by their id."""
    known = {line.agency: line.id for line in desk.ask(verifications.every) if line.round == round_id}
    _submit(desk, keys, known[_RETURNED])
    with acting(desk, LEAD):
        desk.do(reviewing.remark, known[_RETURNED], "REG-01", "correction", _REMARK)
        back = desk.ask(reviewing.drawn_up, known[_RETURNED], "returned", "evidence", _WHY)
        desk.do(reviewing.conclude, known[_RETURNED], _signed(desk, keys, back))
    for agency, state in STATES.items():
        _take_far(desk, keys, known[agency], state)
    issued = [known[agency] for agency, state in STATES.items() if state == "issued"]
    _decide(desk, issued)
    for verification in issued:
        file = desk.ask(issuing.drawn_up, verification, "issue")
        desk.do(issuing.issue, verification, "issue", _signed(desk, keys, file))
    _plan(desk, keys, known[_PLANNED])
    for agency, purpose, item, told in _NOTES:
        desk.do(notes.write, _signed(desk, keys, desk.ask(notes.drawn_up, agency, purpose, told, item=item)))


def _take_far(desk: Desk, keys: Mapping[str, PrivateKey], verification: str, state: str) -> None:
    with acting(desk, VERIFIER):
        if state == "issued":
            _count(desk, verification)
        _submit(desk, keys, verification)
    if state == "submitted":
        return
    with acting(desk, LEAD):
        file = desk.ask(reviewing.drawn_up, verification, "approved")
        desk.do(reviewing.conclude, verification, _signed(desk, keys, file))


def _decide(desk: Desk, verifications: Collection[str]) -> None:
    """Let the leaders decide in a plenary what is recommended, before it is issued."""
    plenary = desk.do(plenaries.begin, verifications).id
    desk.do(plenaries.record, plenary, {**_PLENARY, "day": desk.ask(_today)})
    for name, post in _LEADERS:
        desk.do(plenaries.attend, plenary, {"name": name, "post": post})
    desk.do(plenaries.follow, plenary)
    desk.do(plenaries.close, plenary)


def _plan(desk: Desk, keys: Mapping[str, PrivateKey], verification: str) -> None:
    """Draft the agenda of an agency from its weightiest gaps, follow it up, and sign it as it then stands."""
    gaps = desk.ask(agenda.gaps, verification)[: len(_ACTIONS)]
    drafted = desk.do(agenda.draft, verification, agenda_told.drafted(Words("id"), gaps), 1)
    for action, (owner, deadline, status) in zip(drafted.actions, _ACTIONS, strict=False):
        planned = {name: getattr(action, name) for name in ("action", "output", "level")}
        desk.do(agenda.record, verification, action.code, {**planned, "owner": owner, "deadline": deadline})
        desk.do(agenda.mark, verification, action.code, status)
    desk.do(agenda.sign, verification, _signed(desk, keys, desk.ask(agenda.drawn_up, verification)))


def _today(tx: Transaction) -> str:
    return local_date(tx.moment).isoformat()


def _count(desk: Desk, verification: str) -> None:
    """Count the people that were assessed, as the answers say."""
    for line in desk.do(facts.base, verification, _BASE).lines:
        if line.item.code in _ASSESSED and line.answer.level is not None:
            share = _ASSESSED[line.item.code][line.answer.level]
            counted = {}
            for key, count in line.item.counts.items():
                of = sum(int(_BASE[each]) for each in count.base or _BASE)
                counted[key] = (str(of * share // 100), "" if count.base else str(of))
            desk.do(answers.count, verification, line.item.code, counted)


def _submit(desk: Desk, keys: Mapping[str, PrivateKey], verification: str) -> None:
    """Fill in what a submission needs, and submit."""
    sheet = desk.ask(reading.sheet, verification)
    gates = (line.item.code for line in sheet.lines if line.item.gate is not None and line.answer.level and not line.citations)
    cited = {line.item.code: each.place for line in sheet.lines for each in line.citations}
    desk.do(evidence.cite_all, verification, "B01", {**dict.fromkeys(gates, "Pasal 12"), **cited})
    for fact in sheet.unfilled_facts:
        asked = {key: list(field.choices) for key, field in fact.fields.items() if field.required and field.choices}
        row = {key: "no" if "no" in choices else choices[0] for key, choices in asked.items()}
        desk.do(facts.record, verification, fact.code, row)
    desk.do(submitting.submit, verification, _signed(desk, keys, desk.ask(submitting.drawn_up, verification)))


def _signed(desk: Desk, keys: Mapping[str, PrivateKey], file: Frozen) -> Signed:
    kind = kinds.purpose(kinds.parsed(file.body, file.name))
    return Signed(file.name, file.body, (signatures.sign(keys[desk.actor.person], file.body, kind),))
