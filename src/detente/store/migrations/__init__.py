"""Alembic's migrations of the store, run by `detente.store.schema` when a database is opened."""
