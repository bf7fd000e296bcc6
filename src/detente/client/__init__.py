"""The API of a `detente serve` from Python, typed: lists as iterators over all pages, records as those of `detente.records`.

    from detente.client import Client

    with Client("http://127.0.0.1:8321") as c:
        for row in c.commitments(dyad="IND-PAK", state="open"):
            print(row.state_in_words, row.phrase)
        c.events(type="ASSAULT").to_pandas()

docs/client.md is the manual.
"""

from detente.client.client import Client, Filters, Form
from detente.client.errors import (
    ApiError,
    BadRequest,
    NoAnswer,
    NotAcceptable,
    NotAllowed,
    NotFound,
    NotSignedIn,
    ServerError,
    TooManyRequests,
)
from detente.client.results import Listing, Rows, show

__all__ = [
    "ApiError", "BadRequest", "Client", "Filters", "Form", "Listing", "NoAnswer", "NotAcceptable", "NotAllowed", "NotFound",
    "NotSignedIn", "Rows", "ServerError", "TooManyRequests", "show",
]  # fmt: skip
