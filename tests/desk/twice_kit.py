"""What tests of trends and of papers of many share: an agency with a result in two rounds, and one whose results are forked."""

from pathlib import Path

from models.desk import baselines, rounds
from tests.desk.reviewing_kit import approved, done, drawn, trio


def twice(folder: Path) -> Path:
    """The profile of a supervisor who issued a verdict on Aceh in 2023 and in 2026, by different checklists, and has two on Jawa Barat."""
    with trio(folder) as team:
        surya = team.supervisor
        surya.desk.do(baselines.load_shipped)
        done(surya, approved(team), "issue")
        forked = approved(team, "32")
        done(surya, forked, "issue")
        first = drawn(surya, forked, "amend", verdict="V3", reason="Persetujuan dicabut.")
        second = drawn(surya, forked, "amend", reason="Salah ketik tanggal.", valid_until="31-12-2025")
        surya.takes(first, second)
        for each in (team.verifier, team.lead, surya):
            each.desk.do(rounds.begin, "2026-1", "", "5-10-2026")
        done(surya, approved(team), "issue")
    return folder / "surya"
