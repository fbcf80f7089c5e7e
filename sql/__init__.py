"""The contract in the middle: tables, views and the only code that opens a database file."""
