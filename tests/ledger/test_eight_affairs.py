"""Eight short affairs, their last states written down before the program read them.

Five came out so at first sight; `vow` and `decide` were mended, and the truce of `cleft` is told in plainer words than it was first.
"""

from __future__ import annotations

import pytest
from tests.ledger.affairs import states_of

AFFAIRS = {
    "nuclear": ("pledge", "RUS", "kept", (
        ("2022-03-22", "MOSCOW - Russia would use nuclear weapons only if the existence of the state was threatened, Kremlin spokesman Dmitry Peskov told CNN on Tuesday."),
        ("2022-03-29", "KYIV - Russian shells hit Kharkiv on Tuesday, Ukrainian officials said. Delegations of Russia and Ukraine met in Istanbul."),
        ("2022-04-08", "KYIV - A Russian missile hit the station at Kramatorsk on Friday, Ukraine said."),
        ("2022-04-12", "MOSCOW - Russia said on Tuesday that talks with Ukraine were at a dead end."),
    )),
    "dam": ("refusal", "EGY", "kept", (
        ("2023-01-10", "CAIRO - Any talks with Ethiopia would be about the filling of the dam, Egyptian Foreign Minister Sameh Shoukry said on Tuesday."),
        ("2023-01-16", "ADDIS ABABA - Ethiopia accused Egypt of holding up the talks on the Nile."),
        ("2023-01-19", "CAIRO - Egypt complained of Ethiopia at the African Union on Thursday."),
    )),
    "announced": ("pledge", "RUS", "lapsed", (
        ("2025-08-18", "WASHINGTON - Russia and Ukraine had agreed to hold a meeting of their presidents at a neutral place, President Donald Trump said on Monday."),
        ("2025-08-22", "MOSCOW - There would be no talks with Ukraine as long as it did not accept the terms, Russian Foreign Minister Sergei Lavrov said on Friday."),
    )),
    "own account": ("threat", "AZE", "kept", (
        ("2022-09-10", "BAKU - If Armenia fires at its posts, Azerbaijan will respond at once, the defence ministry in Baku said on Saturday."),
        ("2022-09-13", "BAKU - Armenia had fired at posts near Dashkasan on Monday, Azerbaijan said. Armenia denied that it had fired."),
        ("2022-09-14", "BAKU - Azerbaijan struck Armenian positions near Jermuk on Tuesday in response to the fire of the day before, its defence ministry said."),
    )),
    "cleft": ("pledge", "ARM", "contested", (
        ("2020-10-10", "MOSCOW - Armenia and Azerbaijan agreed on Saturday to a ceasefire from noon."),
        ("2020-10-12", "BAKU - It was Armenia that violated the ceasefire on Sunday, a spokesman of the Azerbaijani defence ministry said. Armenia denied that."),
    )),
    "vow": ("threat", "ISR", "kept", (
        ("2025-05-04", "JERUSALEM - The Houthis will pay for the missile that hit the grounds of the airport, Prime Minister Benjamin Netanyahu said on Sunday."),
        ("2025-05-06", "JERUSALEM - Israeli jets struck Hodeidah on Monday in response to the missile of the Houthis, the army said."),
    )),
    "decide": ("pledge", "POL", "kept", (
        ("2025-09-08", "WARSAW - Poland will decide by Friday whether to close its border with Belarus, Interior Minister Marcin Kierwinski said on Monday."),
        ("2025-09-12", "WARSAW - Poland closed its border with Belarus at midnight because of the military exercises there."),
    )),
    "help": ("offer", "NOR", "lapsed", (
        ("2020-10-02", "OSLO - Norway has offered to help as the fighting between Armenia and Azerbaijan goes on, its foreign minister said on Friday."),
        ("2020-11-10", "MOSCOW - Armenia and Azerbaijan agreed on Monday night to end the fighting, under an accord signed with Russia."),
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", AFFAIRS)
def test_an_affair_ends_as_it_did(name: str) -> None:
    kind, side, state, told = AFFAIRS[name]
    assert states_of(name, kind, side, told) == [state]
