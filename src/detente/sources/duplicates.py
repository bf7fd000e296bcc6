"""Reports that are copies of one another: word for word, or the same wire copy cut, credited and edited by each paper in its way.

A text is compared by the runs of `RUN` words in it. Two texts are copies if of the shorter one's runs at least `SHARED` stand in the
other too (containment: papers print the first half of what an agency sent), estimated with MinHash (Broder 1997; R-MinHash of the
package rensa, `PERMUTATIONS` values) from the share of all runs that both have and the two numbers of runs. Candidates come from
locality-sensitive hashing, so that no text is compared with all others. Copies are grouped, never dropped: who printed it is kept.

Only the newest `keep` texts are remembered, and only their hashes (about 2 KB each): memory does not grow with the stream. The
constants were found on evals/sources.py, which measures precision and recall anew.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from detente.records import Article
from detente.sources.boilerplate import clean
from detente.when import moment

RUN = 4
SHARED = 0.55
PERMUTATIONS = 128
BANDS = 64
"""Bands of two values each: texts that share a fifth of all their runs meet with a chance of 93 %, texts that share a hundredth with 0.6 %."""
SEED = 20250507
SHORTEST = 25
"""Runs (words, nearly) a text needs for near copies to be told; shorter ones must agree word for word."""
APART = timedelta(days=10)
"""Reports published further apart are no copies of each other, whatever they share: the same words are then background."""
LONGEST = 40_000
"""Characters of a text that are looked at."""


@dataclass(frozen=True, kw_only=True)
class Copy:
    """What a text is a copy of: the first text of its group, how (word for word, or nearly), and how much is shared."""

    of: str
    kind: Literal["exact", "near"]
    shared: float


@dataclass(frozen=True, kw_only=True)
class _Seen:
    id: str
    group: str
    exact: bytes
    date: str | None
    runs: int
    sketch: Any  # rensa's RMinHash


class Copies:
    """The newest texts of a stream, to be asked of each new one: is it a copy? Not for several threads at once."""

    def __init__(self, *, keep: int = 50_000) -> None:
        from rensa import RMinHashLSH

        self.keep = keep
        self._index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._seen: OrderedDict[int, _Seen] = OrderedDict()
        self._exact: dict[bytes, int] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self._seen)

    def add(self, article: Article) -> Copy | None:
        """Remember a text; what it is a copy of, or None if it is the first of its kind among those remembered."""
        words = normal_words(article.text, article.title)
        exact = hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()
        known = self._exact.get(exact)
        if known is not None and _near_in_time(self._seen[known].date, article.date):
            first = self._seen[known]
            return Copy(of=first.group, kind="exact", shared=1.0) if first.id != article.id else None
        runs = {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
        sketch = _sketch(runs)
        match = self._nearest(sketch, len(runs), article)
        group = match.of if match else article.id
        self._remember(_Seen(id=article.id, group=group, exact=exact, date=article.date, runs=len(runs), sketch=sketch))
        return match

    def _nearest(self, sketch: Any, runs: int, article: Article) -> Copy | None:
        """The text remembered that shares the most with it, if that is enough; of equals the oldest."""
        if runs < SHORTEST:
            return None
        best: Copy | None = None
        for key in sorted(self._index.query(sketch)):
            other = self._seen.get(key)
            if other is None or other.runs < SHORTEST or not _near_in_time(other.date, article.date):
                continue
            shared = contained(sketch.jaccard(other.sketch), runs, other.runs)
            if shared >= SHARED and (best is None or shared > best.shared):
                best = Copy(of=other.group, kind="near", shared=round(shared, 3))
        return best

    def _remember(self, seen: _Seen) -> None:
        key, self._next = self._next, self._next + 1
        self._seen[key] = seen
        self._exact[seen.exact] = key
        if seen.runs >= SHORTEST:
            self._index.insert(key, seen.sketch)
        if len(self._seen) > self.keep:
            oldest, gone = self._seen.popitem(last=False)
            if gone.runs >= SHORTEST:
                self._index.remove(oldest)
            if self._exact.get(gone.exact) == oldest:
                del self._exact[gone.exact]


def normal_words(text: str, title: str | None = None) -> list[str]:
    """The words of a report as they are compared: without boilerplate, dateline, credit, case and punctuation."""
    text = re.sub(r"\A[^\n]{0,90}?\([^()\n]{2,40}\)\s{0,3}[-–—:]\s", "", clean(text[:LONGEST], title=title))
    return re.findall(r"[^\W_]+", text.casefold().replace("’", "'").replace("'", ""))


def contained(jaccard: float, one: int, other: int) -> float:
    """The share of the smaller set that lies in the larger, from the share of their union that both have; at most 1."""
    if not one or not other:
        return 0.0
    return min(1.0, jaccard / (1.0 + jaccard) * (one + other) / min(one, other))


def _sketch(runs: set[str]) -> Any:
    from rensa import RMinHash

    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update(sorted(runs))
    return made


def _near_in_time(one: str | None, other: str | None) -> bool:
    """Whether two reports came out within `APART`; unknown dates may be anything."""
    first, second = moment(one), moment(other)
    if first is None or second is None:
        return True
    return abs(first.low - second.low) <= APART
