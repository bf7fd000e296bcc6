"""What is kept from being told as an event: implausible doers, accidents, private matters, remote articles."""

from __future__ import annotations

import pytest

from detente import events
from detente.actors import Cast
from detente.events.frames import table
from detente.language import analyse
from detente.records import Article, Event

_WHOLE = ("remote", "transcript", "campaign")  # judged by a whole article

_TOLD = {
    "ASSAULT": [
        "Six people were killed in Peru when rebels shelled a bus.",
        "A bomb killed nine villagers in Mali, the crash of a truck three more.",
        "The Indian army attacked Pakistani posts in a dispute over a glacier.",
        "Turkish police tortured a detained mayor.",
    ],
    "COERCE": ["A court in Minsk jailed an opposition activist for two years.", "Iran arrested a French tourist."],
    "SANCTION": ["Norway banned a Russian shipping company from its ports."],
    "AGREE": ["Peru and Chile reached a deal."],
    "CONCEDE": ["Nigerian teachers suspended their strike."],
    "SUPPORT": ["The rebels are backed by Rwanda."],
    "PROTEST": ["Argentine nurses went on strike in Buenos Aires."],
}

_CHESS = (
    "The young chess grandmaster opened the tournament with a draw and won the second match in thirty moves. "
    "She trained with a coach in the winter and played on board one. The final was watched by many fans in the hall, "
    "and the audience liked her style. Her opponent lost a knight early and never came back into the match. "
    "{sentence} The trophy was handed over after the last game of the season."
)

_TALK = (
    "When did you begin? I began when I was six, because my father and I went to the square and we watched. "
    "What do you like about your work? I like that we travel and that you meet people and that I can tell my story. "
    "Were you afraid? I was not, but my mother was, and we talked about it with our neighbours. "
    "{sentence} Did you go back? I did, and I saw my friends and we sang our songs, and you should have heard us. "
    "I think that we will do it again, and I hope that you come too. What do you tell your children about it? "
    "I tell my children what I told you: we were young, we had our dreams, and my life was my own. We had our little "
    "house and our garden, and I wrote my letters there. Would you do it again? I would, if you gave me my knees back."
)


def coded(text: str) -> tuple[Event, ...]:
    document = analyse(Article(id="p", text=text, date="2025-06-01"))
    return events.code(document, Cast(document))


@pytest.mark.parametrize("name", [n for n in table("data/plausible.toml") if n not in _WHOLE])
def test_the_example_of_every_kind_is_kept_out(name: str) -> None:
    found = coded(table("data/plausible.toml")[name]["example"])
    if name in ("blessed", "taken_back"):
        assert "SUPPORT" not in {e.type for e in found}
    elif name == "forecasters":
        assert {"AGREE", "THREATEN"}.isdisjoint(e.type for e in found)
    elif name in ("struck", "generic", "death"):
        assert [e for e in found if e.actors] == []
    else:
        assert found == ()


@pytest.mark.parametrize(("type_", "text"), [(t, text) for t, texts in _TOLD.items() for text in texts])
def test_what_is_plausible_is_told(type_: str, text: str) -> None:
    assert type_ in {e.type for e in coded(text)}


def test_an_article_about_chess_codes_only_what_powers_do() -> None:
    demand = "Hungary asked her to play for its team."
    assert coded(_CHESS.format(sentence=demand)) == ()
    assert coded(demand) != ()
    war = "On the same day Russian troops shelled Ukrainian positions."
    assert {e.type for e in coded(_CHESS.format(sentence=war))} == {"ASSAULT"}


def test_in_an_interview_pronouns_do_nothing() -> None:
    found = coded(_TALK.format(sentence="Peru's army was at the border with Chile. They shelled the Chilean army."))
    assert [e for e in found if e.type == "ASSAULT"] == []
    named = coded(_TALK.format(sentence="Peru's army was at the border with Chile. Peru shelled the Chilean army."))
    assert [e.type for e in named] == ["ASSAULT"]


def test_why_nothing_was_told_is_said_in_words() -> None:
    text = "Six people were killed in Peru when a bus crashed into a wall."
    document = analyse(Article(id="p", text=text, date="2025-06-01"))
    cast = Cast(document)
    reasons = [events.why_not(document, cast, clause) for clause in document.clauses]
    assert any(reason and "accident" in reason for reason in reasons)
