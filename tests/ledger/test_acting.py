"""A profile folder that others had is opened directly: what they put into its database would act at every save, and nobody was told."""

from contextlib import closing
from functools import partial
from pathlib import Path

from models.desk import answers, people
from models.desk.desk import Desk, opened
from models.doctor import State, examine
from models.ledger import acting, backups, driver, glance
from models.moments import Clock
from models.restoring import Restore
from tests.desk.acts import LEVELS, begun, sheet_of
from tests.ledger.kit import refused


def test_what_acts_in_a_database_made_anew_is_known(desk: Desk, folder: Path) -> None:
    desk.close()
    with closing(driver.MODULE.connect(folder / driver.DATABASE, isolation_level=None)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchall()
    assert {acting.known(*row) for row in found} == acting.OURS


def test_a_trigger_somebody_added_changed_answers_at_every_save(desk: Desk, folder: Path, tmp_path: Path, clock: Clock) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 3)
    copy = backups.make(folder / driver.DATABASE, clock())
    desk.close()
    with closing(driver.MODULE.connect(folder / driver.DATABASE, isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON trail BEGIN UPDATE answer SET level = 0; END")
    before = (folder / driver.DATABASE).read_bytes()
    found = refused(partial(opened, folder))
    assert (found.code, found.fields["names"]) == ("profile.altered", "evil")
    assert (folder / driver.DATABASE).read_bytes() == before
    # It may be read, as what is in it may be all there is, and restored over.
    with opened(folder, writing=False) as reading:
        assert sheet_of(reading, verification).line(LEVELS).answer.level == 3
    assert [result.check for result in examine(folder, lambda: None) if result.state is State.WRONG] == ["shape"]
    with Restore(folder, copy) as restore:
        list(restore.prepare())
        restore.put(clock())
    with opened(folder) as again:
        assert again.ask(people.owner) is not None


def test_a_view_in_the_place_of_a_table_was_read_for_ever(desk: Desk, folder: Path) -> None:
    desk.close()
    with closing(driver.MODULE.connect(folder / driver.DATABASE, isolation_level=None)) as connection:
        connection.execute("ALTER TABLE person RENAME TO people")
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 1 AS is_owner FROM n"
        connection.execute(f"CREATE VIEW person AS {endless}")
    for writing in (True, False):
        assert refused(partial(opened, folder, writing=writing)).code == "profile.altered"
    assert glance.look(folder) is None
