"""Reports that are copies of one another: word for word, or the same wire copy cut, credited and edited by each paper in its way.

A text is compared by the runs of `RUN` words in it (Broder 1997). Two texts are copies if of the shorter one's runs at least `SHARED`
stand in the other too (containment: papers print the first half of what an agency sent), and if their figures are not others: daily
bulletins are written from one form, and what is new in them is the numbers. Candidates come from locality-sensitive hashing of MinHashes
(R-MinHash of the package rensa), so that no text is compared with all others. Copies are grouped, never dropped: who printed it is kept.

Only the newest `keep` texts are remembered, and only as hashes (about 6 KB each): memory does not grow with the stream. The
constants were found on evals/sources.py, which measures precision and recall anew.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal
from zlib import crc32

from detente.records import Article
from detente.sources.boilerplate import clean
from detente.when import moment

RUN = 4
SHARED = 0.55
FIGURES = 0.34
"""Share of the figures of the text that has fewer which must stand in the other, where both have two or more."""
PERMUTATIONS = 64
BANDS = 32
"""Bands of two values each: texts that share half of all their runs are compared for certain, a third with a chance of 98 %, a fifth
with 73 %, a hundredth with 0.3 %."""
MOST_RUNS = 1024
"""Runs that are remembered of a text; of longer ones those with the lowest hashes, alike in all texts."""
SEED = 20250507
SHORTEST = 25
"""Runs (words, nearly) a text needs for near copies to be told; shorter ones must agree word for word."""
APART = timedelta(days=10)
"""Reports published further apart are no copies of each other, whatever they share: the same words are then background."""
LONGEST = 40_000
"""Characters of a text that are looked at."""


@dataclass(frozen=True, kw_only=True)
class Copy:
    """What a text is a copy of: the first text of its group, how (word for word, or nearly), and how much is shared.

    `again`: the same publisher had it word for word before.
    """

    of: str
    kind: Literal["exact", "near"]
    shared: float
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class _Seen:
    id: str
    group: str
    exact: bytes
    date: str | None
    runs: array[int]  # hashes below `limit`, in order
    limit: int
    figures: frozenset[str]
    sketch: Any  # rensa's RMinHash
    publishers: set[str]  # of this text word for word

    @property
    def comparable(self) -> bool:
        """Whether it has runs enough to tell near copies by."""
        return len(self.runs) >= SHORTEST


class Copies:
    """The newest texts of a stream, to be asked of each new one: is it a copy? Not for several threads at once."""

    def __init__(self, *, keep: int = 20_000) -> None:
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
        length = str(len(article.text)) if len(article.text) > LONGEST else ""
        exact = hashlib.blake2b(" ".join([*words, length]).encode("utf-8", "replace"), digest_size=16).digest()
        known = self._exact.get(exact)
        if known is not None and _near_in_time(self._seen[known].date, article.date):
            first = self._seen[known]
            again = article.source is not None and article.source in first.publishers
            first.publishers.add(article.source or "")
            return Copy(of=first.group, kind="exact", shared=1.0, again=again) if first.id != article.id else None
        seen = _seen(article, words, exact)
        match = self._nearest(seen)
        self._remember(replace(seen, group=match.of) if match else seen)
        return match

    def _nearest(self, seen: _Seen) -> Copy | None:
        """The text remembered that shares the most with it, if that is enough; of equals the oldest."""
        best: Copy | None = None
        for key in sorted(self._index.query(seen.sketch)) if seen.comparable else ():
            other = self._seen.get(key)
            if other is None or not _near_in_time(other.date, seen.date) or _other_figures(seen.figures, other.figures):
                continue
            shared = contained(seen, other)
            if shared >= SHARED and (best is None or shared > best.shared):
                best = Copy(of=other.group, kind="near", shared=round(shared, 3))
        return best

    def _remember(self, seen: _Seen) -> None:
        key, self._next = self._next, self._next + 1
        self._seen[key] = seen
        self._exact[seen.exact] = key
        if seen.comparable:
            self._index.insert(key, seen.sketch)
        if len(self._seen) > self.keep:
            oldest, gone = self._seen.popitem(last=False)
            if gone.comparable:
                self._index.remove(oldest)
            if self._exact.get(gone.exact) == oldest:
                del self._exact[gone.exact]


def normal_words(text: str, title: str | None = None) -> list[str]:
    """The words of a report as they are compared: without boilerplate, dateline, credit, case and punctuation."""
    text = re.sub(r"\A[^\n]{0,90}?\([^()\n]{2,40}\)\s{0,3}[-–—:]\s", "", clean(text[:LONGEST], title=title))
    return re.findall(r"[^\W_]+", text.casefold().replace("’", "'").replace("'", ""))


def contained(one: _Seen, other: _Seen) -> float:
    """The share of the runs of the text that has fewer which stand in the other too."""
    limit = min(one.limit, other.limit)
    first, second = ({run for run in each.runs if run < limit} for each in (one, other))
    return len(first & second) / max(min(len(first), len(second)), 1)


def _seen(article: Article, words: list[str], exact: bytes) -> _Seen:
    from rensa import RMinHash

    runs = sorted({" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)})
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(runs)
    hashes, limit = sorted({crc32(run.encode("utf-8", "replace")) for run in runs}), 1 << 32
    while len(hashes) > MOST_RUNS:
        limit >>= 1
        hashes = [each for each in hashes if each < limit]
    figures = frozenset([word for word in words if word.isdecimal()][:100])
    return _Seen(
        id=article.id, group=article.id, exact=exact, date=article.date, runs=array("I", hashes), limit=limit,
        figures=figures, sketch=sketch, publishers={article.source or ""},
    )  # fmt: skip


def _other_figures(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer = min(len(one), len(other))
    return fewer >= 2 and len(one & other) < FIGURES * fewer


def _near_in_time(one: str | None, other: str | None) -> bool:
    """Whether two reports came out within `APART`; unknown dates may be anything."""
    first, second = moment(one), moment(other)
    if first is None or second is None:
        return True
    return abs(first.low - second.low) <= APART
