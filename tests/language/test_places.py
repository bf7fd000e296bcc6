"""Place names: flashpoints, homonyms, abstaining."""

import pytest

from detente import language
from detente.language import places
from detente.language.settings import Settings
from detente.records import Article

ROWS = places.flashpoint_rows()


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_every_flashpoint_has_an_example_and_is_found(row: dict[str, str]) -> None:
    names = [row["name"], *filter(None, row["aliases"].split("|"))]
    assert any(name.lower() in row["example"].lower() for name in names)
    for name in names:
        found = places.find(name)
        assert found is not None
        assert found.latitude is not None
        assert -90 <= found.latitude <= 90


def test_flashpoint_names_are_unique() -> None:
    names = [places.normalise(row["name"]) for row in ROWS]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("name", "countries", "country"),
    [
        ("Tripoli", ("LBN",), "LBN"),
        ("Tripoli", ("LBY",), "LBY"),
        ("Hyderabad", ("PAK",), "PAK"),
        ("Hyderabad", ("IND",), "IND"),
        ("Kiev", (), "UKR"),
        ("Aleppo", (), "SYR"),
    ],
)
def test_homonyms_follow_the_article(name: str, countries: tuple[str, ...], country: str) -> None:
    found = places.find(name, countries)
    assert found is not None
    assert country == found.country


@pytest.mark.parametrize(
    "name", ["Springfield", "the ministry", "Xyzzyville", "March", "Lebanon", "the United States", "Jordan"]
)
def test_unknown_or_small_is_none(name: str) -> None:
    assert places.find(name, ("IND",)) is None


def test_disputed_places_say_so() -> None:
    found = places.find("the Line of Control", ("IND", "PAK"), span=(3, 18))
    assert found is not None
    assert ("Kashmir", None, (3, 18)) == (found.disputed, found.country, found.span)


def _settings(text: str) -> Settings:
    return Settings(language.analyse(Article(id="t", text=text, date="2025-05-07")), ("IND", "PAK"))


def test_places_of_clauses() -> None:
    settings = _settings("Shells hit a house in Poonch on Tuesday. New Delhi said troops had left Lahore.")
    assert ["Poonch", "Lahore"] == [place.name for place in settings.places()]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The defence ministry in Kyiv said a shell had hit a depot in Odesa.", ["Odesa"]),
        ("Officials in Washington said missiles had hit Hodeidah.", ["Hodeidah"]),
        ("According to officials in Baku, shells fell on Tovuz.", ["Tovuz"]),
        ("Police in Srinagar said a shell had hit a house in Poonch.", ["Srinagar", "Poonch"]),
        ("A rocket fell on Kyiv, the army in Kyiv said.", ["Kyiv"]),
        ("The ministers met in Cairo on Monday.", ["Cairo"]),
    ],
)
def test_the_seat_of_a_government_that_speaks_is_no_place_of_a_deed(text: str, named: list[str]) -> None:
    document = language.analyse(Article(id="t", text=text, date="2025-05-07"))
    settings = Settings(document, ("IND", "UKR", "AZE", "YEM"), frozenset({"kyiv", "washington", "baku", "cairo"}))
    assert [place.name for place in settings.places()] == named


def test_when_and_where() -> None:
    document = language.analyse(
        Article(id="t", text="India launched strikes near Muridke on Tuesday.", date="2025-05-07")
    )
    settings = Settings(document, ("IND", "PAK"))
    for clause in document.clauses:
        when, place = settings.when(clause), settings.place(clause)
        assert when is not None
        assert place is not None
        assert ("2025-05-06", "Muridke") == (when.date, place.name)


def test_the_day_of_saying_is_not_the_day_of_the_deed() -> None:
    document = language.analyse(
        Article(id="t", text="Asif said on Monday that India had bombed a mosque.", date="2025-05-07")
    )
    settings = Settings(document)
    deed = next(clause for clause in document.clauses if clause.predicate == "bomb")
    assert settings.when(deed) is None
