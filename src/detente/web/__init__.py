"""Web: the page and the API over what was read, for one person on this machine (or, with accounts, for a team).

`create_app` makes the FastAPI application over a `Library`; `detente serve` runs it. docs/serve.md is the manual.
"""

from detente.web.app import create_app
from detente.web.library import Library, Snapshot

__all__ = ["Library", "Snapshot", "create_app"]
