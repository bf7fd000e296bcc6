"""Truces taken back, talks cancelled by one of two, and groups struck off a list."""

from __future__ import annotations

import pytest

from .conftest import Coder


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The United States removed the Houthis from its list of terrorist organisations.", "RETREAT"),
        ("Ethiopia's parliament removed the TPLF from its list of terror groups.", "RETREAT"),
        ("Turkey struck the PKK off its list of terrorist groups.", "RETREAT"),
        ("Russia took the Taliban off its list of terrorist groups.", "RETREAT"),
        ("The Maoists cancelled the third round of talks with Nepal's government.", "SANCTION"),
        ("The MILF cancelled the sixth round of talks.", "SANCTION"),
        ("Colombia's government suspended the decree on a ceasefire with the ELN.", "SANCTION"),
        ("The Philippine president revoked the order on a truce with the MILF.", "SANCTION"),
    ],
)
def test_the_act_is_of_the_type_its_object_makes_it(text: str, type_: str, coded: Coder) -> None:
    assert {type_} == {e.type for e in coded(text) if e.status == "reported"}
