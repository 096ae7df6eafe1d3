"""What tests of notes on agencies share: forms filled in, drawn up, signed and written."""

from models.desk import notes
from models.documents.note import Purpose
from models.documents.travelling import Signed
from models.noted import NoteLine
from tests.desk.reviewing_kit import Laptop

VISIT = {
    "date": "8 Mei 2023",
    "title": "Kunjungan pendampingan manajemen talenta",
    "participants": "Kepala BKPSDM; Kepala Bidang Mutasi",
    "text": "Pemetaan sembilan kotak belum dijalankan",
    "advised": "Mulai dari jabatan pengawas",
    "follow_up": "9-6-2023",
}
PRACTICE = {
    "title": "Umpan balik 360 derajat tiap semester",
    "text": "Semua pejabat dinilai atasan, rekan dan bawahan",
    "why": "Hasilnya dibahas dalam rapat komite talenta",
    "consent_by": "Sekretaris Daerah",
    "consent_on": "5-5-2023",
    "contact": "Kepala Bidang Pengembangan Kompetensi",
}
ITEM = "INS-08"


def drawn(laptop: Laptop, purpose: Purpose, values: dict[str, str], agency: str = "11", corrects: str = "", about: str = ITEM) -> Signed:
    """A note as it is drawn up and signed."""
    item = about if purpose == "practice" and not corrects else ""
    frozen = laptop.desk.ask(notes.drawn_up, agency, purpose, values, item=item, corrects=corrects)
    return laptop.sign(frozen)


def wrote(
    laptop: Laptop, purpose: Purpose, values: dict[str, str], agency: str = "11", corrects: str = "", about: str = ITEM
) -> tuple[NoteLine, Signed]:
    """A note written, and what is handed on."""
    laptop.clock.step()
    signed = drawn(laptop, purpose, values, agency, corrects, about)
    return laptop.desk.do(notes.write, signed), signed
