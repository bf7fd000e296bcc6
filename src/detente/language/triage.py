"""Which sentences are worth parsing: those where something could be done or said by some side.

A sentence is kept if its words may tell of an act or a signal, and a side is in reach: a name or role in the sentence, or a pronoun
with a name before it in the article ("They attacked again."). Of an article far from politics, or an interview, only sentences
that name two are kept. A sentence that may count the dead or hurt is kept for itself, wherever it stands and whoever they are. The test is cheap and errs on the side of parsing; evals/speed.py --triage
measures it.

    >>> known = dict(triggers=frozenset(["vow"]), acts={"strike": ((),)}, sayings=frozenset())
    >>> known |= dict(names=frozenset(["india"]), roles=frozenset(["troops"]))
    >>> told = ["The sun rose.", "India struck camps.", "They struck again.", "Rain fell."]
    >>> Triage(**known).keep(" ".join(told), [(text, text.rstrip(".").split(" ")) for text in told])
    [False, True, True, False]
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from detente.language.lemma import lemma

_FORMS = ("VBD", "VBZ", "VBG", "VBN", "NNS")
_PRONOUNS = frozenset(
    "he she it they we i him her them us me his its their our my hers theirs ours himself itself themselves".split()
)
_PERSONS = frozenset(["he", "she"])
_MARKS = '"“”'
_ENOUGH = 2  # names in a sentence of an article far from politics


def _never(_text: str) -> bool:
    return False


@functools.lru_cache(maxsize=100_000)
def bases(word: str) -> frozenset[str]:
    """What a word may be a form of, and its parts at hyphens ("ceasefire-breaking")."""
    parts = {word, *word.split("-")} if "-" in word else {word}
    return frozenset(parts | {lemma(part, tag).lower() for part in parts for tag in _FORMS})


@functools.lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """In lower case, without accents, full stops and apostrophes: "U.S." is "us"."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.lower().replace(".", "").replace("'", "").replace("’", "")


@dataclass(frozen=True, slots=True)
class Triage:
    """What the test looks for, as the later rooms know it; words in lower case, without accents.

    acts: first word of a predicate to the sets of words of which one each must stand with it, for each of its senses. triggers: lemmas
    that make a signal by themselves; sayings: lemmas that make one only where `spoken` finds its words in the sentence. names: of names of
    sides, the first word that tells. roles: last words of what sides are called ("troops", "minister"). far: whether an article is far
    from politics. harms: lemmas that tell of people harmed where `counted` finds that something is counted. forms: what a word may be a
    form of.
    """

    acts: Mapping[str, tuple[tuple[frozenset[str], ...], ...]]
    triggers: frozenset[str]
    sayings: frozenset[str]
    names: frozenset[str]
    roles: frozenset[str]
    spoken: Callable[[str], object] = _never
    far: Callable[[str], bool] = _never
    harms: frozenset[str] = frozenset()
    counted: Callable[[str], object] = _never
    forms: Callable[[str], frozenset[str]] = bases

    def keep(self, text: str, sentences: Sequence[tuple[str, Sequence[str]]]) -> list[bool]:
        """For each sentence of an article, in order, as text and as words, whether to parse it; `text` is the article's."""
        harmed = [self._may_count(*pair) for pair in sentences]
        if self.far(text):
            both = (len(self._names(words)) >= _ENOUGH for _, words in sentences)
            kept = [two and self._may_tell(*pair, said=False) for two, pair in zip(both, sentences, strict=True)]
            return [one or hurt for one, hurt in zip(kept, harmed, strict=True)]
        named = quoted = False
        beside: list[bool] = []  # for the sake of those kept: "he" and "the army" are read off the whole article
        kept = []
        for sentence, words in sentences:
            name = bool(self._names(words))
            named = named or name
            said = quoted or any(mark in sentence for mark in _MARKS)
            quoted = _goes_on(sentence, quoted=quoted)
            near = name or self._may_mean(words, named=named) or (named and said)
            kept.append(near and self._may_tell(sentence, words, said=said))
            beside.append(name or (named and any(word.lower() in _PERSONS for word in words)))
        if not any(kept):
            return harmed
        return [one or other or hurt for one, other, hurt in zip(kept, beside, harmed, strict=True)]

    def _may_count(self, sentence: str, words: Sequence[str]) -> bool:
        """Whether the words may tell how many were killed, hurt, taken or driven out."""
        if not self.counted(sentence):
            return False
        return not self.harms.isdisjoint(base for word in words for base in self.forms(word.lower()))

    def _names(self, words: Sequence[str]) -> set[str]:
        """The words of names of sides among them."""
        return {part for word in words if word[:1].isupper() for part in plain(word).split("-") if part in self.names}

    def _may_mean(self, words: Sequence[str], *, named: bool) -> bool:
        """Whether words that name no side may mean one: by a role, or, where one is named before, by a pronoun or a person's name."""
        if not self.roles.isdisjoint(part for word in words for part in plain(word).split("-")):
            return True
        return named and any(word.lower() in _PRONOUNS or (i and word[:1].isupper()) for i, word in enumerate(words))

    def _may_tell(self, sentence: str, words: Sequence[str], *, said: bool) -> bool:
        """Whether the words may tell of an act or make a signal, whatever their parts of speech; said: between quotation marks."""
        found = {base for word in words for base in self.forms(word.lower())}
        if not self.triggers.isdisjoint(found):
            return True
        if any(not any(map(found.isdisjoint, needs)) for word in found for needs in self.acts.get(word, ())):
            return True
        return (said or not self.sayings.isdisjoint(found)) and bool(self.spoken(sentence))


def _goes_on(sentence: str, *, quoted: bool) -> bool:
    """Whether a quotation is open at the end of a sentence; quoted: at its beginning."""
    opened, closed = sentence.rfind("“"), sentence.rfind("”")
    if opened != closed:
        return opened > closed
    return quoted ^ bool(sentence.count('"') % 2)
