"""The words of the field: one name for each thing, and Indonesian that is formal and spelt as its dictionary has it."""

import re
from collections.abc import Iterator
from typing import Final

import pytest

from tests.sources import entries, sentences

GLOSSARY: Final[dict[str, str]] = {
    "kesimpulan verifikasi": r"putusan|vonis",
    "terima hasil reviu": r"setujui|menyetujui|penyetujuan",
    "butir wajib": r"gerbang|syarat wajib|gating",
    "bukti dukung": r"bukti pendukung|eviden\w*|dokumen pendukung|berkas bukti(?! dukung)",
    "catatan perbaikan": r"temuan",
    "reviu": r"review|tinjauan|ditinjau|peninjauan|telaah",
    "penyerahan": r"pengajuan|ajukan|mengajukan|diajukan",
    "usulan kesimpulan": r"(?<!nota )rekomendasi|direkomendasikan",
    "kembalikan untuk perbaikan": r"tolak hasil",
    "berkas hasil": r"berkas kesimpulan",
    "periode": r"ronde|babak",
    "penanggung jawab": r"supervisor|penyelia",
    "ketua tim": r"ketua kelompok|pimpinan tim|pemimpin tim",
    "verifikator": r"pemeriksa|pemeriksanya",
    "pemegang kunci akar": r"kunci utama|kunci tim",
    "daftar periksa": r"checklist|ceklis|instrumen penilaian",
    "agenda akselerasi": r"agenda percepatan",
    "Berita Acara": r"(?-i:berita acara)",
    "verifikasi kedua independen": r"verifikasi buta|penilaian buta|kedua yang mandiri",
    "opini": r"pendapat|pendapatnya",
    "kelompok rencana suksesi": r"kelompok suksesi|kolam suksesi",
    "media pertukaran": r"pembawa|carrier",
    "serah terima": r"pengalihan tugas",
    "kursor": r"disorot|penunjuk",
    "kata sandi, frasa sandi": r"password|passphrase(?!\))|sandi lewat",
}
"""The term that is used, and what nobody calls it: domain.md section 1, as domain-decisions.md ends it."""
ENGLISH: Final[dict[str, str]] = {
    "correction": r"repairs?|repaired|mend|mended",
    "data request": r"list of data asked for",
    "list of gaps": r"list of what is missing",
    "code and version": r"(?:id|name) and version",
    "supervisor": r"superintendent|person responsible",
}
FORMAL: Final = (
    r"\b(?:kamu|kalian|kau|engkau|aku|gue|lu|nggak|gak|enggak|udah|banget|dulu|cuma|kayak|gimana|kasih|bikin|ngga|tolong|silahkan)\b"
    r"|(?-i:(?<!^)(?<![.!?:] )\banda\b)"
)
"""Nobody is addressed otherwise than as Anda, and nothing is said as one says it to friends."""
SPELT: Final = (
    r"\b(?:resiko|analisa|ijin|nasehat|jadual|obyek|subyek|sistim|praktek|aktifitas|kwalitas|standarisasi|merubah|dirubah|terlanjur"
    r"|dimana|diatas|dibawah|didalam|diluar|disini|disana|kedalam|antar muka|non aktif|sekedar|nopember|pebruari|jum'at"
    r"|tandatangani|dikarenakan|mempengaruhi|mengkonfirmasi|mensukseskan|trampil|rubah|hakekat|download|upload|email|file|save"
    r"|klik|update|password|online|offline|byte)\b"
)
"""What the dictionary of the language writes otherwise, or has a word of its own for."""
OF_MACHINES: Final = re.compile(
    r"`[^`]*`|\{[^}]*\}|%\([a-z_]+\)[rs]|--?[a-z][\w-]*|\bverifier(?: [a-z-]+)+|\S*[/.][\w/.-]+|\"[^\"]*\"|\b[A-Z]{2,}\b|\[[^\]]*\]"
)
"""Commands, files and what is copied as it stands."""
LEFT: Final = re.compile(
    r"layout\.|cli\.(?:report|checklist)|manual\.|auditor\.|key\.start\.language|setting\.value\.look\.language|.*%|type\."
)
"""Entries that are full of codes of files."""


def said(language: str) -> Iterator[tuple[str, str]]:
    """The sentences of a language, without what is there for machines."""
    for key, message in entries(language).items():
        for sentence in sentences(message):
            yield key, OF_MACHINES.sub(" ", sentence)


def found(pattern: str, language: str) -> list[str]:
    """The sentences that hold one of the words, without its endings."""
    sought = re.compile(rf"\b(?:{pattern})\b" if not pattern.startswith(r"\b") else pattern, re.IGNORECASE)
    return [f"{key}: {sought.findall(sentence)}" for key, sentence in said(language) if not LEFT.match(key) and sought.search(sentence)]


@pytest.mark.parametrize("term", GLOSSARY)
def test_a_thing_of_the_field_has_one_name(term: str) -> None:
    assert found(GLOSSARY[term], "id") == []


@pytest.mark.parametrize("term", ENGLISH)
def test_it_has_one_in_english_too(term: str) -> None:
    assert found(ENGLISH[term], "en") == []


def test_indonesian_is_formal() -> None:
    assert found(FORMAL, "id") == []


def test_indonesian_is_spelt_as_the_dictionary_has_it() -> None:
    assert found(SPELT, "id") == []
