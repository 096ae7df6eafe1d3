"""What Alembic runs: all pending revisions, the format number, what is counted from the rest, and the gates, in one transaction."""

from alembic import context

from models.ledger import driver
from models.ledger.migrations import gates

_asked = context.config.attributes
with _asked["engine"].connect() as connection:
    context.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
    with connection.begin():
        before = gates.counted(connection)
        context.run_migrations()
        connection.exec_driver_sql("DELETE FROM format")
        connection.exec_driver_sql("INSERT INTO format VALUES (?, ?)", (driver.FORMAT, driver.LEAST_PROGRAM))
        connection.exec_driver_sql(f"PRAGMA application_id={driver.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={driver.FORMAT}")
        unlike = _asked["renew"](connection)
        gates.require(_asked["file"], connection, before, unlike)
