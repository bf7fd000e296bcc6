"""Alembic's migrations of the accounts' database, run by `detente.web.access.database` when it is opened."""
