"""Searching all that was typed, key by key, in a database of millions of answers."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

from models.desk import searching
from models.desk.desk import Desk, opened
from models.ledger import driver
from tests.benchmarks import many, profiles
from tests.benchmarks.frame import Benchmark, Figure, Goal, Run, compared

_WORDS: Final = """
peraturan gubernur tentang manajemen talenta rencana suksesi kotak sembilan penilaian kinerja potensi jabatan pimpinan tinggi pratama
administrator pengawas fungsional pelaksana dokumen lampiran halaman pasal belum sudah ditetapkan dijalankan berlaku sejak menunggu
persetujuan komisi badan kepegawaian daerah sistem informasi terhubung data pegawai diperbarui setiap bulan asesmen kompetensi panitia
seleksi uji kelayakan kelompok rencana suksesi tim penilai berita acara ditandatangani sekretaris daerah surat keputusan nomor tahun
""".strip()
_ENDS: Final = ("", "nya", "kan", "an", "i")
_QUERIES: Final = ("talenta", "rencana suksesi", "xylo", "pasal 17", "ditetapkan")
"""What is typed, letter by letter: usual words, two of them, one that nobody wrote, a number."""
_NOTED: Final = 5
"""Every so many answers one has a note."""
_AT_ONCE: Final = 10_000
_LIMIT: Final = 16.0
"""Milliseconds of a frame, in which the first hits are wished."""


def noted(folder: Path, count: int) -> None:
    """A profile with `count` verifications, their answers, and a note of a few words on every fifth."""
    many.filled(folder, count, is_deep=True, is_decided=True)
    with closing(many.connected(folder)) as connection:
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM verification ORDER BY id")]
        items = [item for (item,) in connection.execute("SELECT item FROM answer WHERE verification_id = ?", ids[:1])]
        chance = Random(7)
        for first in range(0, len(ids), _AT_ONCE):
            places = ((id_, item) for id_ in ids[first : first + _AT_ONCE] for item in chance.sample(items, len(items) // _NOTED))
            _note(connection, [(_text(chance), *place) for place in places])
        connection.execute("COMMIT")


def _note(connection: Any, notes: list[tuple[str, ...]]) -> None:
    connection.executemany("UPDATE answer SET note = ? WHERE verification_id = ? AND item = ?", notes)
    entries = ((of, "note", item, text) for text, of, item in notes)
    connection.executemany("INSERT OR REPLACE INTO search_entry (verification_id, kind, key, text) VALUES (?, ?, ?, ?)", entries)


def _text(chance: Random) -> str:
    """A note as somebody types it: words of which few are frequent, some with endings, a number here and there."""
    known = _WORDS.split()
    words = [known[int(chance.random() ** 2 * len(known))] + chance.choice(_ENDS) for _ in range(chance.randint(4, 11))]
    return f"{' '.join(words)} {chance.randint(1, 400)}"


def _asked(desk: Desk, typed: str) -> float:
    """Milliseconds until the first hits are known, the median of several times."""
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        desk.ask(searching.find, typed)
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def _measure(run: Run) -> Iterator[Figure]:
    count = run.sized(115_400, 2_000)
    profile = profiles.kept(run, f"noted-{count}", lambda folder: noted(folder, count))
    with opened(profile, writing=False) as desk:
        # After each letter from the second on.
        taken = [_asked(desk, query[:end]) for query in _QUERIES for end in range(2, len(query) + 1)]
    with closing(driver.connect(profile / driver.DATABASE, writing=False)) as connection:
        (answers,), (notes,) = (connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("answer", "search_entry"))
        run.say(f"  {answers:,} answers, {notes:,} texts to search")
        began = time.perf_counter()
        connection.execute("SELECT id FROM search_entry WHERE text LIKE '%talenta%' ORDER BY id DESC LIMIT 50000").fetchall()
        like = (time.perf_counter() - began) * 1000
    yield compared("search: slowest key", max(taken), _LIMIT, runs=len(taken))
    yield compared("search: usual key", median(taken), like, runs=len(taken))


BENCHMARK: Final = Benchmark(
    "search",
    "a search asked of the desk after every letter from the second on, among the notes on 6,000,000 answers (100,000 in short)",
    "a frame of 16 ms; for the usual key, LIKE over the same texts",
    {"search: slowest key": Goal("at most", 16, "value"), "search: usual key": None},
    _measure,
)
