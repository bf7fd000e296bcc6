"""Every act that is not told has a reason that `detente explain` can show."""

from __future__ import annotations

import pytest

from detente import events
from detente.actors import Cast
from detente.language import analyse
from detente.records import Article

_UNTOLD = {
    "Kenya's budget torpedoed the reform of the pension.": "figure of speech",
    "Turkey launched missiles hitting Kurdish posts.": "told beside it",
    "The attack shocked the villagers.": "does not tell who did it",
    "Air traffic controllers ended a strike.": "nobody we know",
    "The newspaper praised Peru.": "words of the press",
    "Peru's president praised the weather.": "nobody we know",
    "The Peruvian president flew over the crowd in his helicopter.": "journey",
    "Kenyan officials urged drivers to slow down.": "public",
    "The party is banned in Turkey.": "how things stand",
    "Dust from the Sahara invaded Greece.": "no party",
    "A jealous husband in Naples opened fire on his neighbour.": "acts for nobody",
    "Cuban dancers stormed Edinburgh and took it by storm.": "acts for nobody",
    "The war has killed thousands of Syrians.": "a war is said to do it",
}


@pytest.mark.parametrize(("text", "reason"), list(_UNTOLD.items()))
def test_why_an_act_is_not_told_is_said(text: str, reason: str) -> None:
    document = analyse(Article(id="t", text=text, date="2025-06-01"))
    cast = Cast(document)
    told = {e.clause for e in events.code(document, cast)}
    why = [events.why_not(document, cast, c) for c in document.clauses if c.id not in told]
    assert any(reason in said for said in why if said), why


@pytest.mark.parametrize("text", [*_UNTOLD, "Iran denied aid to Gaza.", "The attack shocked Peru."])
def test_no_act_is_left_out_without_a_reason(text: str) -> None:
    document = analyse(Article(id="t", text=text, date="2025-06-01"))
    cast = Cast(document)
    told = {e.clause for e in events.code(document, cast)}
    for clause_id, found in events.acts(document, cast).items():
        if clause_id not in told and found:
            assert events.why_not(document, cast, document.clauses[clause_id])
