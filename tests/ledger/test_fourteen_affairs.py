"""Fourteen of twenty affairs of one to three reports, each with its last state before the program read it; eleven of the twenty were right at first.

Not read as they ended: an embassy reopened after five months, a debt paid to avert a threat, a base handed over a month late, a threat by
the Taliban in the name of Afghanistan, visas put off, a withdrawal announced by a mediator alone. None of the twenty was called kept or broken wrongly.
"""

from __future__ import annotations

import pytest
from tests.ledger.affairs import states_of

AFFAIRS = {
    "gas cut": ("threat", "RUS", "kept", (
        ("2006-03-20", "MOSCOW - Gas deliveries to Moldova will be halted unless it pays by April 1, Russia's energy minister warned on Monday."),
        ("2006-04-02", "CHISINAU - Russia halted gas deliveries to Moldova on Sunday."),
    )),
    "troops not sent": ("threat", "KEN", "withdrawn", (
        ("2021-03-01", "NAIROBI - Kenya will send 2,000 soldiers to its border with Somalia next week, its president said on Monday."),
        ("2021-03-05", "NAIROBI - Kenya has dropped its plan to send 2,000 soldiers to the border with Somalia, the defence ministry said on Friday."),
    )),
    "summit held": ("pledge", "SRB", "kept", (
        ("2023-02-27", "BRUSSELS - The leaders of Serbia and Kosovo will meet in Ohrid on March 18, they agreed on Monday."),
        ("2023-03-18", "OHRID - The leaders of Serbia and Kosovo met for twelve hours on Saturday."),
    )),
    "summit off": ("pledge", "USA", "withdrawn", (
        ("2019-08-25", "WASHINGTON - The United States will hold talks with the Taliban at Camp David on September 8, its president said on Sunday."),
        ("2019-09-07", "WASHINGTON - The United States called off the talks with the Taliban on Saturday."),
    )),
    "never talk": ("refusal", "ISR", "withdrawn", (
        ("2011-02-01", "JERUSALEM - Israel refuses to negotiate with Hamas, its prime minister said on Tuesday."),
        ("2011-10-11", "JERUSALEM - Israel negotiated with Hamas in Cairo on Tuesday about the exchange of a soldier."),
    )),
    "monitors": ("pledge", "SYR", "kept", (
        ("2011-12-19", "CAIRO - Syria has agreed to let in observers of the Arab League, its foreign minister said on Monday."),
        ("2011-12-26", "DAMASCUS - The first observers of the Arab League arrived in Syria on Monday."),
    )),
    "ban imposed": ("threat", "CHN", "kept", (
        ("2023-07-07", "BEIJING - China will ban seafood from Japan if it releases the water of Fukushima into the sea, customs said on Friday."),
        ("2023-08-24", "TOKYO - Japan began to release the water of Fukushima into the sea on Thursday."),
        ("2023-08-24", "BEIJING - China banned all seafood from Japan on Thursday."),
    )),
    "ban not": ("threat", "CHN", "open", (
        ("2023-07-07", "BEIJING - China will ban seafood from Japan if it releases the water of Fukushima into the sea, customs said on Friday."),
        ("2023-07-20", "TOKYO - Japan and China held talks on Thursday."),
    )),
    "amnesty": ("offer", "MMR", "open", (
        ("2012-01-05", "NAYPYIDAW - Myanmar will free all Karen prisoners if the Karen rebels sign a truce, a minister said on Thursday."),
        ("2012-02-01", "NAYPYIDAW - Myanmar and the Karen rebels exchanged accusations on Wednesday."),
    )),
    "convoy through": ("pledge", "ETH", "kept", (
        ("2022-03-24", "ADDIS ABABA - Ethiopia will let aid convoys into Tigray, its government announced on Thursday."),
        ("2022-04-01", "MEKELLE - A World Food Programme convoy with food arrived in Tigray on Friday."),
    )),
    "extradition": ("refusal", "POL", "open", (
        ("2023-04-04", "WARSAW - Poland refuses to hand over the four officers to Belarus, its justice minister said on Tuesday."),
        ("2023-05-10", "WARSAW - Belarus protested to Poland on Wednesday."),
    )),
    "handed over": ("pledge", "KHM", "kept", (
        ("2025-08-01", "PHNOM PENH - Cambodia will return the bodies of three Thai soldiers within a week, its defence ministry said on Friday."),
        ("2025-08-05", "BANGKOK - The bodies of three Thai soldiers were returned by Cambodia on Tuesday, Thailand's army said."),
    )),
    "tariffs off": ("offer", "USA", "kept", (
        ("2018-06-01", "WASHINGTON - The United States will lift its tariffs on Canadian steel if Canada signs the new trade agreement, its commerce secretary said on Friday."),
        ("2019-05-17", "WASHINGTON - The United States lifted its tariffs on Canadian steel on Friday."),
    )),
    "airlift": ("pledge", "QAT", "kept", (
        ("2023-09-10", "DOHA - Qatar will send tents and medicine to Morocco, its emir promised on Sunday."),
        ("2023-09-12", "RABAT - A Qatari plane with tents and medicine landed in Marrakesh on Tuesday."),
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", AFFAIRS)
def test_an_affair_ends_as_it_did(name: str) -> None:
    kind, side, state, told = AFFAIRS[name]
    assert states_of(name, kind, side, told) == [state]
