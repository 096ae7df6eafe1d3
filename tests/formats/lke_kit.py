"""An LKE as evaluators have it."""

from typing import Final

HEAD: Final = ("No", "PENILAIAN", "", "Bobot", "Penjelasan", "Pilihan Jawaban", "Jawaban", "Nilai", "%", "Catatan", "Bukti Dukung")
PATH: Final = r"D:\Zona Integritas\1. SK, Tim - Copy (2).pdf"
ROWS: Final = (
    ("LEMBAR KERJA EVALUASI",),
    HEAD,
    ("1", "2", "", "3", "4", "5", "6", "7", "8", "9", "10"),
    ("A.", "PENGUNGKIT", "", 6),
    ("I.", "Regulasi", "", 4),
    ("1.", "Penyusunan"),
    ("", "a.", "Apakah peraturan telah ditetapkan?", 1.5, "Ya, jika ditetapkan\nTidak, jika belum", "Ya/Tidak", "Ya", 1, 1, "", PATH),
    (
        "",
        "b.",
        "Apakah dilaksanakan?",
        2.5,
        "Dari laporan\nA. Seluruhnya\nB. Sebagian\ndan seterusnya\nC. Belum",
        "A/B/C",
        "A",
        1,
        1,
        "",
        "",
    ),
    ("II.", "Penerapan", "", 2),
    ("", "a.", "Seberapa jauh diukur?", "", "A. 100%\nB. 75%\nC. 50%\nD. 25%\nE. 0%", "A/B/C/D/E"),
    ("", "b.", "Apakah dipetakan?", "", "", "Ya/Tidak"),
    ("", "JUMLAH", "", 6),
)
