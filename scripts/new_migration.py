"""Draft a migration from what the models say and the newest migration does not: python scripts/new_migration.py 0002 "what changes"."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from detente.store.engine import make_engine, writer
from detente.store.location import locate

FOLDER = Path(__file__).parents[1] / "src/detente/store/migrations"


def main(revision: str, message: str) -> None:
    """Upgrade an empty database to the head and write the difference to the models as the next revision."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with (
        tempfile.TemporaryDirectory() as folder,
        writer(make_engine(locate(f"{folder}/x.sqlite"))).begin() as connection,
    ):
        config.attributes["connection"] = connection
        if list((FOLDER / "versions").glob("*.py")):
            command.upgrade(config, "head")
        command.revision(config, message=message, rev_id=revision, autogenerate=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
