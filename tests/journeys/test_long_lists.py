"""The start screen with two thousand verifications, at 80x24: what is seen is what stands there, wherever one goes."""

from contextlib import closing
from pathlib import Path

import pytest

from models.desk import people, verifications
from models.desk.desk import opened
from models.ledger import driver
from models.moments import Clock
from screens.widgets.lines import Lines
from tests.driver import at_work

pytestmark = pytest.mark.slow
MANY = 2_000
ROUND = """
INSERT INTO round(id, checklist_digest, opened_at, day, chosen, closed_at)
SELECT 'r' || ?, checklist_digest, opened_at, day, 0, '' FROM round LIMIT 1
"""
REPEATED = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})
INSERT INTO verification
  (id, agency_code, round_id, checklist_digest, person_id, state, opened_at, touched_at, submission, is_second, forks, follows)
SELECT printf('%016x', i), agency_code, 'r' || i, checklist_digest, person_id, CASE WHEN i % 4 THEN 'draft' ELSE 'issued' END,
       opened_at, printf('2020-01-01T%02d:%02d:%02dZ', i / 3600, i / 60 % 60, i % 60), submission, is_second, forks, follows
FROM verification, n
"""


def filled(folder: Path, clock: Clock) -> None:
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        desk.do(verifications.begin, "32")
    with closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection:
        connection.execute("BEGIN")
        connection.executemany(ROUND, ((str(number),) for number in range(1, MANY + 1)))
        connection.execute(REPEATED.format(many=MANY))
        areas = connection.execute("SELECT area, total FROM progress").fetchall()
        rows = ((f"{number:016x}", area, 0, total) for number in range(1, MANY + 1) for area, total in areas)
        connection.executemany("INSERT INTO progress(verification_id, area, answered, total) VALUES (?, ?, ?, ?)", rows)
        connection.execute("COMMIT")


async def test_two_thousand_verifications_are_paged_filtered_and_left_like_two(folder: Path, clock: Clock) -> None:
    filled(folder, clock)
    async with at_work(folder, size=(80, 24)) as ani:
        lines = ani.app.screen.query_one(Lines)
        await ani.press("pagedown", "pagedown")
        page = [line.text for line in lines.lines]
        assert len(page) < 200
        ani.sees("r19")
        await ani.press("end")
        ani.sees("› r1 ")
        await ani.press("home")
        ani.does_not_see("› r1 ")
        await ani.press("f", "f", "end")
        await lines.workers.wait_for_complete()
        await ani.settle()
        ani.sees("terbit", "› r4 ")
