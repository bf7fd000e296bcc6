"""Words that stand until they are tested, and what gives them up: other affairs than those the rules were found on.

Each was written with its last state before the program read it; told by two publishers or one, over months.
"""

from __future__ import annotations

import pytest
from tests.ledger.affairs import rows_of

AFFAIRS = {
    # what waits for a thing that has not come is no staler after half a year
    "pact": ("threat", "PHL", "open", (
        ("2023-02-06", "MANILA - If China attacks its soldiers at the reef, the Philippines will answer with force, its defence minister said on Monday."),
        ("2023-09-20", "MANILA - The Philippines protested to China on Wednesday over a barrier of buoys."),
    )),
    "old offer": ("offer", "SRB", "open", (
        ("2022-03-01", "BELGRADE - Serbia will open the crossing at Jarinje if Kosovo withdraws its police, its prime minister said on Tuesday."),
        ("2022-10-10", "PRISTINA - Kosovo accused Serbia of meddling on Monday."),
    )),
    "ultimatum": ("threat", "EGY", "lapsed", (
        ("2021-03-30", "CAIRO - Egypt will use force unless Ethiopia signs an accord on the dam within two weeks, its foreign minister said on Tuesday."),
        ("2021-04-20", "CAIRO - The deadline passed and Ethiopia has not signed."),
        ("2021-12-01", "CAIRO - Egypt and Ethiopia exchanged accusations on Wednesday."),
    )),
    # the very thing offered was given, though nobody told of what it was offered for
    "given": ("offer", "KEN", "kept", (
        ("2023-04-03", "NAIROBI - Kenya will lift its ban on maize from Tanzania if Tanzania frees the arrested drivers, its trade minister said on Monday."),
        ("2023-04-21", "NAIROBI - Kenya lifted its ban on Tanzanian maize on Friday."),
    )),
    "met anyway": ("offer", "COL", "kept", (
        ("2022-08-20", "BOGOTA - Colombia is ready to talk with the ELN if it frees its hostages, President Gustavo Petro said on Saturday."),
        ("2022-09-15", "CARACAS - Delegates of Colombia and the ELN met in Caracas on Thursday."),
    )),
    "parliament": ("offer", "HUN", "kept", (
        ("2023-03-02", "BUDAPEST - Hungary will approve Finland's membership of NATO if Finland stops its criticism of Hungary, its government said on Thursday."),
        ("2023-03-27", "BUDAPEST - Hungary's parliament ratified Finland's membership of NATO on Monday."),
    )),
    # a measure that was to be kept up has been lifted
    "lifted": ("threat", "European Union", "withdrawn", (
        ("2022-01-24", "BRUSSELS - Should the junta in Mali not hold elections, the European Union would maintain its sanctions on Mali, its foreign policy chief warned on Monday."),
        ("2022-07-03", "BRUSSELS - The European Union lifted its sanctions on Mali on Sunday."),
    )),
    "not lifted": ("threat", "European Union", "open", (
        ("2022-01-24", "BRUSSELS - Should the junta in Mali not hold elections, the European Union would maintain its sanctions on Mali, its foreign policy chief warned on Monday."),
        ("2022-03-03", "BRUSSELS - The European Union lifted its ban on fish from Ghana on Thursday."),
    )),
    # a favour called off
    "visit": ("pledge", "JPN", "withdrawn", (
        ("2012-08-01", "TOKYO - Japan will send its finance minister to Seoul in August for talks with South Korea, the government said on Wednesday."),
        ("2012-08-17", "TOKYO - Japan called off the visit of its finance minister to South Korea on Friday."),
    )),
    "journey": ("pledge", "TUR", "withdrawn", (
        ("2020-07-02", "ANKARA - Turkey's foreign minister will travel to Athens in two weeks for talks, the ministry said on Thursday."),
        ("2020-07-14", "ANKARA - Turkey put off the journey of its foreign minister to Athens on Tuesday."),
    )),
    # a refusal in words that no type of act fits stands, and is given up by two of them
    "dam": ("refusal", "ETH", "open", (
        ("2021-04-01", "ADDIS ABABA - Ethiopia will never give up its share of the Nile, it told Egypt on Thursday."),
        ("2021-11-08", "CAIRO - Egypt and Ethiopia accused each other on Monday."),
    )),
    "fine": ("refusal", "POL", "open", (
        ("2021-09-21", "WARSAW - Poland will never pay the fine over its mine, it told the European Union on Tuesday."),
        ("2021-10-27", "PRAGUE - Poland and Czechia held talks on Wednesday."),
    )),
    "given up": ("refusal", "HUN", "withdrawn", (
        ("2024-06-14", "BUDAPEST - Hungary refuses to pay the fine over its asylum law, it told the European Union on Friday."),
        ("2024-10-02", "BUDAPEST - Hungary has agreed to pay the fine over its asylum law, its government said on Wednesday."),
    )),
    # harm forborne: a refusal that nobody's silence upholds, given up by the act
    "forborne": ("refusal", "TUR", "open", (
        ("2022-03-14", "ANKARA - Turkey refused to join the sanctions on Russia on Monday."),
        ("2022-06-08", "ANKARA - Turkey and Russia held talks on Wednesday."),
        ("2022-06-20", "ANKARA - Turkey received a Russian delegation on Monday."),
    )),
    "not forborne": ("refusal", "HUN", "withdrawn", (
        ("2022-03-14", "BUDAPEST - Hungary refuses to impose sanctions on Belarus, it said on Monday."),
        ("2022-06-20", "BUDAPEST - Hungary imposed sanctions on Belarus on Monday."),
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", AFFAIRS)
def test_an_affair_ends_as_it_did(name: str) -> None:
    kind, side, state, told = AFFAIRS[name]
    rows = [
        r
        for r in rows_of(name, told)
        if r.signal.kind == kind and side in (r.signal.speaker.side, r.signal.speaker.code)
    ]
    assert [r.state for r in rows] == [state]
