"""Sentences that open with their speaker and a colon: "Pakistan: will respond if attacked", 'Asif: "We want peace."'"""

from __future__ import annotations

from collections.abc import Sequence

from detente.language import lexicon
from detente.language.tokens import Token

LONGEST = 8
"""Words that the name of a speaker may have."""
TOPICS = frozenset(
    """analysis breaking correction editorial exclusive explainer explained factbox fact-check live note opinion photos
    pictures podcast read report review timeline update updates video watch news world key why how what who when where
    related summary highlights source""".split()
)
_INSIDE = frozenset({"of", "and", "the", "for", "'s", "’s", "-", "al", "de", "a", "an"})


def label(words: Sequence[Token], *, headline: bool) -> int:
    """How many words the speaker's name at the head of a sentence has, its colon not counted; 0 when there is none.

    Outside headlines only before a quotation: "Iran: the state of the talks" names a topic.
    """
    colon = next((i for i, w in enumerate(words[: LONGEST + 1]) if w.text == ":"), 0)
    if colon == 0 or colon + 2 >= len(words):
        return 0
    if not headline and words[colon + 1].text not in {"“", '"', "‘", "'"}:
        return 0
    topics = TOPICS | lexicon.words("nouns", "force", "talks", "accord", "pressure", "protest", "harm", "restraint")
    for before, word in zip([None, *words], words[:colon], strict=False):
        if before is not None and before.text == "-":
            continue
        bare = word.text.lower()
        if bare in topics or bare.rstrip("s") in topics:
            return 0
        if not (word.text[0].isupper() or bare in _INSIDE or bare in lexicon.words("nouns", "person")):
            return 0
    return colon
