"""Rulings of a team: signed with the account's name, whatever the form says, and written into the audit log."""

from __future__ import annotations

from msgspec.structs import replace

from detente.ledger import Ruling
from detente.web.access.accounts import Accounts
from detente.web.access.audit import By
from detente.web.access.roles import current
from detente.web.library import Library


def sign(library: Library, accounts: Accounts) -> None:
    """Have the library keep rulings, and take them back, under the name of whoever makes the request."""
    keep, drop = library.keep, library.drop

    def kept(ruling: Ruling) -> None:
        assert keep is not None
        by = _by()
        keep(replace(ruling, by=by.name))
        accounts.note(
            by, "ruling", ruling.row or ruling.retracts or "", f"{ruling.state or 'left out'}: {ruling.because}"
        )

    def dropped(number: int, ruling: Ruling) -> None:
        assert drop is not None
        drop(number, ruling)
        was = f"{ruling.state or 'left out'} by {ruling.by or 'nobody named'}: {ruling.because}"
        accounts.note(_by(), "ruling withdrawn", ruling.row or ruling.retracts or "", was)

    library.keep = kept if keep is not None else None
    library.drop = dropped if drop is not None else None


def _by() -> By:
    """Whoever makes the request; a ruling that nobody makes is a fault."""
    who = current.get()
    if who is None:
        raise PermissionError("a ruling needs somebody who is logged in")
    return By(who.name, who.address)
