"""What a server refuses, as exceptions that carry its problem (RFC 9457); and that no answer came.

ApiError
├── BadRequest        400, 422: a parameter cannot be meant or is not valid
├── NotSignedIn       401: a token is needed
├── NotAllowed        403: the token's role does not allow it
├── NotFound          404: no such record
├── NotAcceptable     406: not to be had in that form
├── TooManyRequests   429: still, after the tries
├── ServerError       500 and above, or an answer that cannot be read
└── NoAnswer          the server was not reached, or took too long; `refusal.status` is 0
"""

# ruff: noqa: N818

from __future__ import annotations

from detente.answers import Refusal
from detente.errors import DetenteError


class ApiError(DetenteError):
    """The server did not do it; `refusal` is its problem, `where` in `problem` the address asked."""

    def __init__(self, address: str, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(address, refusal.title, refusal.detail or "")

    @property
    def status(self) -> int:
        """The HTTP status, 0 where no answer came."""
        return self.refusal.status

    def __reduce__(self) -> tuple[type[ApiError], tuple[str, Refusal]]:  # type: ignore[override]
        return type(self), (self.problem.where, self.refusal)


class BadRequest(ApiError):
    """A parameter cannot be meant."""


class NotSignedIn(ApiError):
    """A token is needed, or this one is not known."""


class NotAllowed(ApiError):
    """The role does not allow it."""


class NotFound(ApiError):
    """No such record."""


class NotAcceptable(ApiError):
    """Not in that form."""


class TooManyRequests(ApiError):
    """Too many requests."""


class ServerError(ApiError):
    """A fault of the server."""


class NoAnswer(ApiError):
    """Not reached, or not in time."""


_KINDS: dict[int, type[ApiError]] = {
    400: BadRequest, 401: NotSignedIn, 403: NotAllowed, 404: NotFound, 406: NotAcceptable, 422: BadRequest,
    429: TooManyRequests,
}  # fmt: skip


def error_of(address: str, refusal: Refusal) -> ApiError:
    """The exception for a problem."""
    kind = _KINDS.get(refusal.status, ServerError if refusal.status >= 500 else ApiError)
    return kind(address, refusal)
