"""What Alembic runs: all pending revisions, the format number, what is counted from the rest, and the gates, in one transaction."""

from alembic import context
from sqlalchemy import delete, insert

from models.ledger import dialects, driver
from models.ledger.migrations import gates
from models.ledger.tables import Format, table

_asked = context.config.attributes
connection = _asked["connection"]
context.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
before = gates.counted(connection)
context.run_migrations()
connection.execute(delete(table(Format)))
connection.execute(insert(table(Format)), {"number": driver.FORMAT, "program": driver.LEAST_PROGRAM})
if not dialects.is_server(connection):
    connection.exec_driver_sql(f"PRAGMA application_id={driver.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={driver.FORMAT}")
unlike = _asked["renew"](connection)
gates.require(_asked["place"], connection, before, unlike)
