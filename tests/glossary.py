"""The words of the field: what each thing is not called, and what is neither formal nor spelt right."""

import re
from typing import Final

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
