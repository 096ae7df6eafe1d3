"""The table of the workflow on its two pages, drawn from `rules/workflow.py`: `python docs/workflow.py` writes both anew."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models.rules.workflow import STATES, TRANSITIONS  # noqa: E402 - the program may not be installed
from models.words import Words  # noqa: E402

BEGIN, END = "<!-- workflow -->", "<!-- /workflow -->"


@dataclass(frozen=True)
class _Told:
    """The table in one language."""

    head: str
    by: Mapping[bool | None, str]
    """Who may, by whether it has to be an author of the verification, must not be one, or may be either."""
    either: str
    verbs: Mapping[str, str]
    needs: Mapping[str, str]
    """What each guard asks for."""


_VERBS: Final = (
    "submit",
    "recall",
    "request_return",
    "remark",
    "confirm",
    "settle",
    "return",
    "approve",
    "reply",
    "send_back",
    "issue",
    "amend",
    "withdraw",
)
_TOLD: Final = {
    "en": _Told(
        "| state | verb | by | becomes | needs |",
        {True: "its own {}", False: "a {} who is no author", None: "a {}"},
        " or ",
        {verb: verb.replace("_", " ") for verb in _VERBS},
        {
            "_complete": "every item and fact",
            "_verdict": "a verdict on today's answers",
            "_replied": "a reply to every remark",
            "_here": "it has not left the laptop, or was refused where it came",
            "_gone": "it has left the laptop",
            "_remarked": "at least one remark, or its verifier's request",
            "_coded": "a coded reason",
            "_reasoned": "a reason",
            "_settled": "every remark settled",
            "_confirmed": "every *not applicable* confirmed",
            "_agreed": "no open disagreement",
            "_second_pair_of_eyes": "an approver only where the team allows it, with a reason",
            "_one_verdict": "one verdict, not two side by side",
        },
    ),
    "id": _Told(
        "| keadaan | langkah | oleh | menjadi | syarat |",
        {True: "{}nya sendiri", False: "{} yang tidak ikut mengerjakan", None: "{}"},
        " atau ",
        {
            "submit": "menyerahkan",
            "recall": "menarik kembali",
            "request_return": "meminta kembali",
            "remark": "memberi catatan",
            "confirm": "menegaskan *tidak berlaku*",
            "settle": "menyatakan catatan selesai",
            "return": "mengembalikan untuk perbaikan",
            "approve": "menerima hasil reviu",
            "reply": "menjawab catatan",
            "send_back": "mengembalikan ke reviu",
            "issue": "menerbitkan hasil",
            "amend": "mengganti dengan revisi baru",
            "withdraw": "mencabut hasil",
        },
        {
            "_complete": "semua butir dan fakta lengkap",
            "_verdict": "kesimpulan tercatat atas jawaban terakhir",
            "_replied": "setiap catatan terjawab",
            "_here": "berkasnya belum keluar dari laptop, atau ditolak penerimanya",
            "_gone": "berkasnya sudah keluar dari laptop",
            "_remarked": "paling sedikit satu catatan, atau permintaan verifikatornya",
            "_coded": "jenis alasan dari daftar",
            "_reasoned": "alasan tertulis",
            "_settled": "setiap catatan dinyatakan selesai",
            "_confirmed": "setiap *tidak berlaku* ditegaskan",
            "_agreed": "tidak ada perbedaan jawaban yang belum diselesaikan",
            "_second_pair_of_eyes": "bila ia juga yang menerima hasil reviu: hanya jika tim mengizinkan, dengan alasan",
            "_one_verdict": "satu hasil yang berlaku, bukan dua berdampingan",
        },
    ),
}
PAGES: Final = {"en": "workflow.md", "id": "handbook/langkah.md"}
"""The page of each language in `docs`."""


def table(language: str) -> str:
    """Every verb of the workflow by the state it starts from, with who may, what it becomes and what it needs."""
    told, words = _TOLD[language], Words(language)
    rows = [told.head, "| --- | --- | --- | --- | --- |"]
    for state in STATES:
        for verb, step in TRANSITIONS.items():
            if state in step.states:
                by = told.by[step.by_author].format(told.either.join(words(f"role.{role}") for role in step.roles))
                needs = "; ".join(told.needs[guard.__name__] for guard in step.guards)
                becomes = words(f"state.{step.becomes or state}")
                rows.append(f"| {words(f'state.{state}')} | {told.verbs[verb]} | {by} | {becomes} | {needs} |")
    return "\n".join(rows)


def rewritten(page: str, language: str = "en") -> str:
    """The page with today's table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table(language)}\n{END}{after}"


if __name__ == "__main__":
    for language, page in PAGES.items():
        path = ROOT / "docs" / page
        path.write_text(rewritten(path.read_text("utf-8"), language), "utf-8")
