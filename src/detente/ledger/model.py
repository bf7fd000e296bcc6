"""What the ledger hands on besides its rows: standing offers that meet, whose move it is, and a user's rulings."""

from __future__ import annotations

from detente.records import Actor, Commitment, Problem, Record, State


class Ruling(Record, frozen=True, kw_only=True):
    """A person's decision, which overrides what the rules made of the reports; it is kept in the row's history.

    Either `row` and `state` (the row with that id is in that state since `date`, event time), or `retracts`, the id of an
    article that is to be left out as if it had never come in. `made` is when the ruling was given: with `as_of` an earlier
    day, it does not count yet.
    """

    because: str
    row: str | None = None
    state: State | None = None
    retracts: str | None = None
    by: str | None = None
    date: str | None = None
    made: str | None = None


class Meeting(Record, frozen=True, kw_only=True):
    """Two standing conditional offers, each of which asks for what the other one gives.

    `first` and `second` are ids of rows. `fit` is 1.0 when each act is exactly the one asked for, less when it is only of
    the like (docs/ledger.md has the table).
    """

    first: str
    second: str
    sentence: str
    fit: float = 1.0


class Move(Record, frozen=True, kw_only=True):
    """Whose move it is between two sides, in one sentence, and the row that says so.

    `mover` is None when nobody has to move: all is kept, closed, or its accounts differ.
    """

    sides: tuple[str, str]
    mover: Actor | None
    sentence: str
    row: str | None = None
    article: str | None = None


class Ledger(Record, frozen=True, kw_only=True):
    """Every commitment found in the reports, with where it stands; a pure function of readings and rulings.

    `as_of` is the day whose knowledge it holds (None: all); `known_to` the date of the newest reading it rests on.
    `problems` names rulings that fit no row.
    """

    rows: tuple[Commitment, ...] = ()
    standing: tuple[Meeting, ...] = ()
    moves: tuple[Move, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    problems: tuple[Problem, ...] = ()
    as_of: str | None = None
    known_to: str | None = None

    def row(self, name: str) -> Commitment | None:
        """The row with that id, or None."""
        return next((row for row in self.rows if row.id == name), None)
