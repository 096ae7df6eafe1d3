"""What Alembic runs: all pending revisions, the format number and the checks in one transaction."""

from alembic import context

from models.errors import Refusal
from models.ledger import driver

with context.config.attributes["engine"].connect() as connection:
    context.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
    with connection.begin():
        context.run_migrations()
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise Refusal("profile.damaged", file=driver.DATABASE)
        connection.exec_driver_sql("DELETE FROM format")
        connection.exec_driver_sql("INSERT INTO format VALUES (?, ?)", (driver.FORMAT, driver.LEAST_PROGRAM))
        connection.exec_driver_sql(f"PRAGMA application_id={driver.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={driver.FORMAT}")
