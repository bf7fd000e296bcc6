"""Place names: flashpoints, homonyms, abstaining."""

import pytest

from detente.language import places

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


@pytest.mark.parametrize("name", ["Springfield", "the ministry", "Xyzzyville", "March"])
def test_unknown_or_small_is_none(name: str) -> None:
    assert places.find(name, ("IND",)) is None


def test_disputed_places_say_so() -> None:
    found = places.find("the Line of Control", ("IND", "PAK"), span=(3, 18))
    assert found is not None
    assert ("Kashmir", None, (3, 18)) == (found.disputed, found.country, found.span)
