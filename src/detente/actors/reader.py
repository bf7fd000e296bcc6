"""What the parts of a cast ask of it: the article's names, its scene, and one another's answers."""

from __future__ import annotations

from typing import Protocol

from detente.actors.describe import Describer
from detente.actors.lexicon import Hit
from detente.actors.names import Names
from detente.actors.parts import Finding
from detente.actors.past import Era
from detente.actors.scene import Scene
from detente.records import Actor, Clause, Document, Phrase


class Reader(Protocol):
    """The cast of one article. `scene` is None until the first mentions are gathered."""

    document: Document
    names: Names
    hits: list[Hit]
    era: Era
    describer: Describer
    dateline: str | None  # the state the report is filed from
    titled: frozenset[str]  # states and groups the title names

    @property
    def scene(self) -> Scene | None:
        """Who has been named so far, and where."""

    def resolve(self, phrase: Phrase, clause: Clause | None = None) -> tuple[Actor, ...]:
        """The actors a phrase stands for, conjuncts included."""

    def speakers(self, clause: Clause) -> tuple[Actor, ...]:
        """Whose words a clause holds, innermost first."""

    def owners(self, phrase: Phrase, clause: Clause | None = None) -> tuple[Actor, ...]:
        """Whose a thing or deed is."""

    def find(self, phrase: Phrase, clause: Clause | None) -> Finding:
        """Who one phrase stands for in its clause, conjuncts left out."""

    def describe(self, phrase: Phrase) -> Finding:
        """Who a phrase speaks of by its own words."""

    def is_place(self, phrase: Phrase, clause: Clause | None, found: Finding) -> bool:
        """Whether a name only says where."""

    def likens(self, hit: Hit) -> bool:
        """Whether a name only says of what kind another thing is: "anti-Syrian", "US-based"."""

    def is_pair(self, phrase: Phrase) -> bool:
        """Whether a phrase means two sides named before."""
