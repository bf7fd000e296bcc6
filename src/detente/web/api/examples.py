"""An example of each answer, in our own words; tests decode each as the type it stands for."""

from __future__ import annotations

from typing import Any, Final

_IND: Final = {"code": "IND", "sector": "MIL"}
_ASIF: Final = {"code": "PAK", "sector": "GOV", "name": "Khawaja Asif", "role": "Defence Minister"}
_LAHORE: Final = {"name": "Lahore", "country": "PAK", "latitude": 31.55, "longitude": 74.34, "disputed": None}
_SAID: Final = "If India stops the attacks, we are ready to reduce the tension."
_TERMS: Final = "If India halts its attacks, Pakistan will reduce tension"
_EVENT: Final = {
    "key": "a1/e1", "article": "a1", "published": "2025-05-07", "phrase": "India struck Pakistan", "id": "e1",
    "type": "ASSAULT", "mode": "aerial", "cameo": "195", "goldstein": -10.0, "actors": [_IND], "recipients": [{"code": "PAK"}],
    "status": "reported", "background": False, "date": "2025-05-07", "place": _LAHORE,
    "quote": "Indian jets bombed three airfields near Lahore.", "span": [0, 47], "rule": "assault.bomb",
    "likelihood": 0.86,
}  # fmt: skip
_SIGNAL: Final = {
    "id": "s1", "event": "e2", "kind": "offer", "speaker": _ASIF, "addressees": [{"code": "IND"}],
    "condition": {"actors": [{"code": "IND"}], "type": "ASSAULT", "phase": "halt", "direction": "de-escalates", "connective": "if"},
    "commitment": {"actors": [{"code": "PAK"}], "type": "RETREAT", "direction": "de-escalates"}, "quote": _SAID,
}  # fmt: skip
_CHANGE: Final = {
    "state": "open",
    "date": "2025-05-07",
    "because": "Khawaja Asif said so",
    "rule": "said",
    "evidence": ["a1/s1"],
}
_COMMITMENT: Final = {
    "id": "a1/s1", "article": "a1", "signal": _SIGNAL, "state": "open", "phrase": _TERMS, "state_in_words": "open",
    "next_mover": {"code": "IND"}, "why_next": "the condition is India's to meet", "first_said": "2025-05-07",
    "last_said": "2025-05-07", "history": [_CHANGE], "evidence": [],
}  # fmt: skip
_ARTICLE: Final = {
    "id": "a1", "date": "2025-05-07", "title": "Minister speaks", "url": "https://example.org/a1", "source": "The Example",
    "events": 3, "signals": 1, "errors": 0,
}  # fmt: skip
_DYAD: Final = {
    "sides": ["IND", "PAK"],
    "names": "India – Pakistan",
    "events": 58,
    "commitments": 41,
    "open": 12,
    "last": "2025-05-20",
}
_STEP: Final = {
    "id": "a1/s1#0", "row": "a1/s1", "kind": "offer", "speaker": "Khawaja Asif", "phrase": _TERMS, "state": "open",
    "date": "2025-05-07", "because": "Khawaja Asif said so", "rule": "said", "quote": _SAID,
}  # fmt: skip
_MOVE: Final = {
    "sides": ["IND", "PAK"], "mover": {"code": "IND"}, "sentence": "It is India's move: it is asked to halt its attacks.",
    "row": "a1/s1", "article": "a1",
}  # fmt: skip
_RULING: Final = {
    "row": "a1/s1",
    "state": "lapsed",
    "because": "nobody spoke of it again",
    "by": "ana",
    "made": "2025-06-01",
}
_INCIDENT: Final = {
    "id": "a1/e1", "type": "ASSAULT", "mode": "aerial", "actors": [_IND], "recipients": [{"code": "PAK"}], "date": "2025-05-07",
    "place": _LAHORE, "n_reports": 3, "n_independent_sources": 2, "phrase": "India struck Pakistan",
}  # fmt: skip
_FORECAST: Final = {
    "side": "IND", "to": "PAK", "directed": True, "verdict": "insufficient", "needs": "104 weeks are needed; 3 are covered",
    "sentence": "India towards Pakistan: no forecast, the past is too short.",
}  # fmt: skip
_WHAT_IF: Final = {
    "scenario": {"side": "IND", "manner": "halts", "words": "IND halts"}, "answering": "PAK", "verdict": "insufficient",
    "label": "What if", "sentences": [], "warnings": [], "standing": [], "needs": "52 weeks are needed; 3 are covered",
}  # fmt: skip
_MEASURES: Final = {
    "a": "IND",
    "b": "PAK",
    "name_a": "India",
    "name_b": "Pakistan",
    "title": "India and Pakistan",
    "step": "day",
}
EXAMPLES: Final[dict[str, Any]] = {
    "EventItem": _EVENT,
    "SignalItem": {**_SIGNAL, "key": "a1/s1", "article": "a1", "published": "2025-05-07", "phrase": _TERMS},
    "CommitmentItem": _COMMITMENT,
    "CommitmentTrail": {**_COMMITMENT, "reports": {"a1": _ARTICLE}, "rulings": [_RULING]},
    "ArticleItem": _ARTICLE,
    "ReadArticle": {"id": "a1", "date": "2025-05-07", "title": "Minister speaks", "events": [], "signals": [_SIGNAL], "text": _SAID},
    "ChangeItem": _STEP,
    "DyadItem": _DYAD,
    "DyadNow": {**_DYAD, "move": _MOVE, "standing": [], "week": "2025-05-13", "changed": [_STEP], "lately": [_EVENT]},
    "IncidentItem": _INCIDENT,
    "PlaceItem": {**_LAHORE, "events": 4, "first": "2025-05-07", "last": "2025-05-10"},
    "Ruling": _RULING,
    "LedgerNow": {
        "as_of": None, "known_to": "2025-05-20", "states": {"open": 12, "kept": 3}, "moves": [_MOVE], "standing": [],
        "rulings": [_RULING], "problems": [],
    },
    "SearchResult": {
        "q": "tension", "totals": {"events": 0, "commitments": 1, "articles": 1}, "events": [],
        "commitments": [_COMMITMENT], "articles": [{**_ARTICLE, "words": _SAID}],
    },
    "Coverage": {
        "articles": 71, "with_text": 71, "undated": 0, "days": [{"name": "2025-05-07", "reports": 9}],
        "publishers": [{"name": "The Example", "reports": 12}], "failed": [],
    },
    "Numbers": {
        "articles": 71, "events": 402, "signals": 120, "commitments": 67, "known_to": "2025-05-20", "version": "0f3a",
        "detente": "0.1.0",
    },
    "Brief": {"title": "Minister speaks", "reports": []},
    "Forecast": _FORECAST,
    "WhatIf": _WHAT_IF,
    "DyadPage": _MEASURES,
}  # fmt: skip
