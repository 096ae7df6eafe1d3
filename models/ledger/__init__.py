"""The database: tables, the way they are opened, transactions and the trail. Rows never leave the desk above."""
