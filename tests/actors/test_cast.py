"""Phrases to actors: built by hand, and read from sentences."""

from __future__ import annotations

import pytest

from detente.actors import Cast
from detente.language import analyse
from detente.records import Actor, Argument, Article, Modifier

from .conftest import Who, at, clause, document, label, noun, read

# ------------------------------------------------------------------------------------------------- phrases by hand


def test_an_introduced_minister_is_known_by_his_surname_later() -> None:
    text = "Pakistan's Defence Minister Mahmood Asif spoke. Asif said more."
    pakistan = noun(text, "Pakistan", "Pakistan", kind="name", entity="LOC")
    title = Modifier(text="Defence Minister", lemma="minister", span=at(text, "Defence Minister"), kind="title")
    minister = noun(
        text, "Pakistan's Defence Minister Mahmood Asif", "Mahmood Asif", kind="name", entity="PER",
        possessor=pakistan, modifiers=(title,),
    )  # fmt: skip
    start = text.index(" Asif said") + 1
    later = noun(text, "Mahmood Asif", "Asif", kind="name", entity="PER")
    later = type(later)(
        text="Asif", span=(start, start + 4), head="Asif", head_span=(start, start + 4), kind="name", entity="PER"
    )
    cast = Cast(document(text, clause(text, "speak", Argument(role="subject", phrase=minister))))
    span = minister.span
    assert cast.resolve(minister) == (
        Actor(code="PAK", sector="GOV", name="Mahmood Asif", role="Defence Minister", span=span),
    )
    assert [label(a) for a in cast.resolve(later)] == ["PAK GOV Mahmood Asif"]


def test_a_capital_is_a_place_after_in_and_a_state_as_subject() -> None:
    text = "Islamabad met envoys in Islamabad."
    subject = noun(text, "Islamabad", "Islamabad", kind="name", entity="LOC")
    start = text.rindex("Islamabad")
    place = type(subject)(
        text="Islamabad", span=(start, start + 9), head="Islamabad", head_span=(start, start + 9), kind="name"
    )
    met = clause(
        text, "meet", Argument(role="subject", phrase=subject), Argument(role="oblique", phrase=place, preposition="in")
    )
    cast = Cast(document(text, met))
    assert [label(a) for a in cast.resolve(subject, met)] == ["PAK GOV"]
    assert cast.resolve(place, met) == ()


def test_each_of_a_coordination() -> None:
    text = "Iran, Russia and China held drills."
    china = noun(text, "China", "China", kind="name")
    russia = noun(text, "Russia", "Russia", kind="name")
    iran = noun(text, "Iran, Russia and China", "Iran", kind="name", conjuncts=(russia, china))
    cast = Cast(document(text, clause(text, "hold", Argument(role="subject", phrase=iran))))
    assert [a.code for a in cast.resolve(iran)] == ["IRN", "RUS", "CHN"]


def test_we_is_the_side_of_the_speaker_and_i_the_speaker() -> None:
    text = "“We will answer and I know it,” said Pakistan's army chief."
    chief = noun(text, "Pakistan's army chief", "chief", possessor=noun(text, "Pakistan", "Pakistan", kind="name"))
    we, i = noun(text, "We", "We", kind="pronoun"), noun(text, "I know", "I", kind="pronoun")
    i = type(i)(text="I", span=i.head_span, head="I", head_span=i.head_span, kind="pronoun")
    said = clause(text, "say", Argument(role="subject", phrase=chief), id=0)
    answer = clause(
        text, "answer", Argument(role="subject", phrase=we), Argument(role="object", phrase=i),
        id=1, parent=0, link="said", speakers=(chief,), said_in=0, quoted=True,
    )  # fmt: skip
    cast = Cast(document(text, said, answer))
    assert [(a.code, a.sector, a.role) for a in cast.resolve(we, answer)] == [("PAK", "MIL", None)]
    assert [(a.code, a.sector, a.role) for a in cast.resolve(i, answer)] == [("PAK", "MIL", "army chief")]
    assert [a.code for a in cast.speakers(answer)] == ["PAK"]


def test_we_outside_a_quotation_is_nobody() -> None:
    text = "We saw India's troops."
    we = noun(text, "We", "We", kind="pronoun")
    saw = clause(text, "see", Argument(role="subject", phrase=we))
    assert Cast(document(text, saw)).resolve(we, saw) == ()


def test_explain_names_the_entry() -> None:
    text = "Hezbollah denied it."
    phrase = noun(text, "Hezbollah", "Hezbollah", kind="name")
    cast = Cast(document(text, clause(text, "deny", Argument(role="subject", phrase=phrase))))
    assert cast.explain(phrase) == "Hezbollah: Hezbollah (groups.csv: Hezbollah (name, Hezbollah))"


def test_an_empty_document_has_an_empty_cast() -> None:
    assert Cast(document("")).resolve(noun("x", "x", "x")) == ()


# ------------------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # owners: possessor, nationality, complement, what follows
        ("India's army chief visited the border.", "India's army chief", ["IND MIL"]),
        ("The minister of foreign affairs of Iran left.", "The minister of foreign affairs of Iran", ["IRN GOV"]),
        ("Forces loyal to Haftar shelled the port.", "Forces loyal to Haftar", ["LNA REB"]),
        ("The leaders of Tigray refused.", "The leaders of Tigray", ["TPLF REB"]),
        ("Hungarian and Romanian officials met.", "Hungarian and Romanian officials", ["HUN GOV", "ROU GOV"]),
        ("US and South Korean troops began drills.", "US and South Korean troops", ["USA MIL", "KOR MIL"]),
        ("India and Pakistan's foreign ministers met.", "India and Pakistan's foreign ministers", ["IND GOV", "PAK GOV"]),
        ("The foreign ministers of India and Pakistan met.", "The foreign ministers of India and Pakistan",
         ["IND GOV", "PAK GOV"]),
        ("Rebels in Darfur attacked a convoy.", "Rebels in Darfur", ["SDN REB"]),
        ("Thousands of Israeli protesters marched.", "Thousands of Israeli protesters", ["ISR OPP"]),
        ("Pakistan's ambassador to the United States protested.", "Pakistan's ambassador to the United States", ["PAK GOV"]),
        # not the owner
        ("Russian-backed fighters in Libya attacked.", "Russian-backed fighters in Libya", ["LBY REB"]),
        ("Iran-backed militants fired rockets.", "Iran-backed militants", ["--- REB"]),
        ("A Pakistan-born businessman was arrested.", "A Pakistan-born businessman", ["--- BUS"]),
        ("Pro-Russian separatists shelled the town.", "Pro-Russian separatists", ["--- REB"]),
        ("Saudi-led forces bombed the port.", "Saudi-led forces", ["SAU MIL"]),
        ("Gaza-based militants fired rockets.", "Gaza-based militants", ["PSE REB"]),
        # no actor at all
        ("An Indian restaurant burned down.", "An Indian restaurant", []),
        ("Police seized Cuban cigars.", "Cuban cigars", []),
        ("He loves Chinese food.", "Chinese food", []),
        ("Michael Jordan won the prize.", "Michael Jordan", []),
        # institutions by name
        ("Islamabad High Court ruled on the case.", "Islamabad High Court", ["PAK JUD"]),
        ("The Washington Post reported it.", "The Washington Post", ["The Washington Post JRN"]),
        ("The Hamas-run health ministry counted the dead.", "The Hamas-run health ministry", ["HAM GOV"]),
        ("A Hamas spokesman denied it.", "A Hamas spokesman", ["HAM REB"]),
        ("UN peacekeepers came under fire.", "UN peacekeepers", ["UN MIL"]),
        ("The US-led coalition struck a convoy.", "The US-led coalition", ["CJTF MIL"]),
        # anonymous
        ("Gunmen opened fire.", "Gunmen", ["--- UAF"]),
        ("A rebel commander surrendered.", "A rebel commander", ["--- REB"]),
        ("An aid group left.", "An aid group", ["NGO NGO"]),
        # former
        ("Former Pakistani Prime Minister Imran Khan was jailed.", "Former Pakistani Prime Minister Imran Khan",
         ["PAK ELI Imran Khan"]),
        # peoples
        ("Kurdish fighters left the town in Syria.", "Kurdish fighters", ["YPG REB"]),
        ("Kurdish rebels ambushed a patrol in Turkey.", "Kurdish rebels", ["PKK REB"]),
        ("Pakistanis in Britain marched.", "Pakistanis in Britain", ["PAK CVL"]),
        # a name the parser cuts
        ("The People's Protection Units withdrew.", "The People's Protection Units", ["YPG REB"]),
    ],
)  # fmt: skip
def test_phrases(who: Who, text: str, words: str, expected: list[str]) -> None:
    assert who(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Iran fired missiles at Tel Aviv.", "Tel Aviv", ["ISR GOV"]),
        ("The envoy flew to Moscow.", "Moscow", []),
        ("Iran handed the list to Moscow.", "Moscow", ["RUS GOV"]),
        ("Turkey resumed its offensive in northern Syria.", "northern Syria", []),
        ("The two met in Geneva.", "Geneva", []),
    ],
)
def test_places(who: Who, text: str, words: str, expected: list[str]) -> None:
    assert who(text, words) == expected


KATZ = "Israel Katz, the Israeli defence minister, warned Iran. Katz said Tehran would burn."
MISRI = "Vikram Misri, India's foreign secretary, accused Pakistan. Misri said it had lied."
RSF = "Sudan's army fought the Rapid Support Forces (RSF). The RSF accused the army. The paramilitaries said they would not talk."
KDF = "The Kivu Democratic Front (KDF) attacked a village in Congo. The KDF denied the killing."
PAIR = "India and Pakistan agreed to a ceasefire. The two countries will hold talks. Both sides blamed each other."
GROUP = "Hezbollah fired rockets at Israel. The group said its fighters had hit a base. Israel's army said it would respond."
ENEMY = "“We will strike the enemy if they attack,” said Iranian Foreign Minister Abbas Araghchi. Israel denied it had fired."
TRUMP = "President Trump said he wanted a deal. The president told Canada's prime minister, Mark Carney, of it. Carney refused."
KOREA = "North Korea fired a missile. The South said it would respond to the North."
ARMY = "The army said it would attend the talks in Jeddah but would not negotiate with the Rapid Support Forces."
RIVAL = "Pakistan accused its neighbour of lying. India said its rival was bluffing."
TALIBAN = "The Taliban promised to talk, and Washington undertook to withdraw its troops if the group kept its word."


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (KATZ, "Katz", ["ISR GOV Israel Katz"]),
        (MISRI, "Misri", ["IND GOV Vikram Misri"]),
        (RSF, "The RSF", ["RSF REB"]),
        (RSF, "the army", ["SDN MIL"]),
        (RSF, "The paramilitaries", ["RSF REB"]),
        (RSF, "they", ["RSF REB"]),
        (KDF, "The KDF", ["Kivu Democratic Front REB"]),
        (PAIR, "The two countries", ["IND", "PAK"]),
        (PAIR, "Both sides", ["IND", "PAK"]),
        (GROUP, "The group", ["HEZ REB"]),
        (GROUP, "its fighters", ["HEZ REB"]),
        (GROUP, "it", ["ISR MIL"]),
        (ENEMY, "the enemy", ["ISR"]),
        (ENEMY, "We", ["IRN GOV"]),
        (TRUMP, "he", ["USA GOV Donald Trump"]),
        (TRUMP, "The president", ["USA GOV Donald Trump"]),
        (TRUMP, "Carney", ["CAN GOV Mark Carney"]),
        (KOREA, "The South", ["KOR"]),
        (ARMY, "The army", ["SDN MIL"]),
        (ARMY, "it", ["SDN MIL"]),
        (RIVAL, "its neighbour", ["IND"]),
        (RIVAL, "its rival", ["PAK"]),
        (TALIBAN, "the group", ["TAL GOV"]),
        (TALIBAN, "its troops", ["USA MIL"]),
    ],
)
def test_context(who: Who, text: str, words: str, expected: list[str]) -> None:
    assert who(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said he knew of no talks.", "He"),
        ("India, Pakistan and China spoke of the border. The two sides agreed on nothing.", "The two sides"),
        ("Macron and Scholz met in Berlin. He said the talks were good.", "He"),
        ("The bus left the road. It turned over.", "It"),
        (MISRI, "it"),
    ],
)
def test_what_the_text_does_not_say_stays_unknown(who: Who, text: str, words: str) -> None:
    assert who(text, words) == []


def test_an_official_speaks_of_what_his_own_state_will_do() -> None:
    _, cast = read("Pakistan does not wish to act against India unless provoked, the minister added.")
    found, _ = read("Pakistan does not wish to act against India unless provoked, the minister added.")
    wish = next(c for c in found.clauses if c.predicate == "wish")
    assert [a.code for a in cast.speakers(wish)] == ["PAK"]


def test_a_pair_has_one_actor_each_even_for_armies(who: Who) -> None:
    text = "India and Pakistan traded fire. The two armies said they were ready."
    assert who(text, "The two armies") == ["IND MIL", "PAK MIL"]


def test_owners_of_what_is_no_actor() -> None:
    found, cast = read("The minister praised Haiti's efforts.")
    praised = next(c for c in found.clauses if c.predicate == "praise")
    assert praised.object is not None
    assert cast.resolve(praised.object, praised) == ()
    assert [a.code for a in cast.owners(praised.object, praised)] == ["HTI"]


def test_a_leader_out_of_office_is_of_the_elite(who: Who) -> None:
    assert who("Obama called for calm.", "Obama", date="2012-03-01") == ["USA GOV Barack Obama"]
    assert who("Obama called for calm.", "Obama", date="2024-03-01") == ["USA ELI Barack Obama"]


def test_the_article_beats_the_table_of_leaders(who: Who) -> None:
    text = "Kenyan Interior Minister Julius Kim spoke in Nairobi. Kim said the border was shut."
    assert who(text, "Kim") == ["KEN GOV Julius Kim"]


def test_the_same_document_gives_the_same_actors() -> None:
    found, first = read(RSF)
    second = Cast(found)
    for c in found.clauses:
        for argument in c.arguments:
            assert first.resolve(argument.phrase, c) == second.resolve(argument.phrase, c)


def test_a_breakaway_region_is_a_place_too(who: Who) -> None:
    assert who("Two farmers were held in Abkhazia.", "Abkhazia") == []
    assert who("Abkhazia reopened the bridge.", "Abkhazia") == ["ABK GOV"]


def test_a_dateline_tells_whose_army_it_is(who: Who) -> None:
    text = "ISLAMABAD: India fired at a village, Pakistan said. The military shot down a drone."
    assert who(text, "The military") == ["PAK MIL"]


def test_quoted_thoughts_of_others_do_not_take_over_we(who: Who) -> None:
    text = "“They thought that we would retreat,” Prime Minister Shehbaz Sharif of Pakistan said of India."
    assert who(text, "we") == ["PAK GOV"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Chad blamed Sudan for the raid. It denied the charge.", "It", ["SDN"]),
        ("Chad blamed Sudan for the raid. It rejected an offer of talks.", "It", ["TCD"]),
        ("Syria shelled a Turkish village. It retaliated at dusk.", "It", ["TUR"]),
        ("North and South Korea agreed to talk.", "North and South Korea", ["PRK", "KOR"]),
        (
            "Officials met. North and South Korean officials signed.",
            "North and South Korean officials",
            ["PRK GOV", "KOR GOV"],
        ),
        ("The two Koreas agreed to stop.", "The two Koreas", ["PRK", "KOR"]),
        ("Ethnic Germans in Romania protested.", "Ethnic Germans in Romania", ["ROU CVL"]),
        ("Latakia shook with blasts all night.", "Latakia", []),
        ("Kenyan peacekeepers left Juba.", "Kenyan peacekeepers", ["KEN MIL"]),
        ("Niger said its sailors had been freed.", "its sailors", ["NER MIL"]),
        ("Greek envoys met Turkish officers. They agreed on a line.", "They", ["GRC GOV", "TUR MIL"]),
        ("Kenyan soldiers crossed the river. Juba waited until they had left.", "they", ["KEN MIL"]),
    ],
)
def test_more_who_is_meant(who: Who, text: str, words: str, expected: list[str]) -> None:
    assert who(text, words) == expected


SEA = "Norway and Iceland quarrelled over cod. "


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Netanyahu's office said nothing.", "Netanyahu's office", ["ISR GOV"]),
        ("The president's office in Ankara denied it.", "The president's office in Ankara", ["TUR GOV"]),
        ("Chad mourned. The prime minister's office set a day.", "The prime minister's office", ["TCD GOV"]),
        ("An office in Ankara burned.", "An office in Ankara", []),
        (SEA + "The former sent a frigate.", "The former", ["NOR"]),
        (SEA + "The latter sent a note.", "The latter", ["ISL"]),
        ("The Turkish minority in Bulgaria marched.", "The Turkish minority in Bulgaria", ["BGR CVL"]),
        ("The Turkish minority was restless.", "The Turkish minority", ["--- CVL"]),
        ("The Turkish population was restless.", "The Turkish population", ["TUR CVL"]),
        ("North Korean defectors rallied in South Korea.", "North Korean defectors", ["KOR CVL"]),
        ("Beijing sent home North Korean defectors.", "North Korean defectors", ["PRK CVL"]),
        ("King Abdullah II in Cairo spoke of peace.", "King Abdullah II in Cairo", ["JOR GOV King Abdullah"]),
        ("Congolese rebels took Goma. M23 fighters patrolled it.", "Congolese rebels", ["M23 REB"]),
        ("Rwandan rebels said Kagame and his RPF must yield.", "Rwandan rebels", ["RWA REB"]),
        ("Karachi was calm. The Foreign Office summoned an envoy.", "The Foreign Office", ["PAK GOV"]),
        ("Britain sent a fleet. The Foreign Office summoned an envoy.", "The Foreign Office", ["GBR GOV"]),
        ("Fog lay over eastern Chad. The rebels told Russia of it.", "The rebels", ["TCD REB"]),
        ("A US-based group spoke of Homs in Syria. Government forces fled.", "Government forces", ["SYR MIL"]),
    ],
)
def test_offices_descent_and_words_that_point(who: Who, text: str, words: str, expected: list[str]) -> None:
    assert who(text, words) == expected


def test_a_slip_in_a_leaders_name_is_forgiven_with_the_title(who: Who) -> None:
    text = "President Francois Mitterand met farmers."
    assert who(text, "President Francois Mitterand", date="1990-03-01") == ["FRA GOV Francois Mitterrand"]
    assert who(text, "President Francois Mitterand", date="2020-03-01") == ["--- GOV Francois Mitterand"]


def test_they_in_a_quotation_are_not_who_the_reporter_named_in_between(who: Who) -> None:
    text = (
        "Kenya will help Somalia, Nairobi said. Sudan's president Omar Deng told Chad: “If they come, we will shoot.”"
    )
    assert who(text, "they") in ([], ["TCD"])


# ------------------------------------------------------------------------------------------ who speaks, and of whom


def test_the_leader_of_a_band_of_people_is_no_head_of_state() -> None:
    text = "Kim Jong Un sent balloons. A group of South Korean activists would fly leaflets, its leader said."
    assert [a.sector for a in who_says(text)] in ([], ["OPP"], ["CVL"])


def test_a_ministry_is_not_of_the_state_in_its_own_condition() -> None:
    text = "Israel and Iran traded threats. If Iran attacks, it will pay a high price, the defence ministry said."
    assert [a.code for a in who_says(text)] == ["ISR"]


def test_who_comes_under_attack_may_say_so_himself() -> None:
    text = "Iran would strike Israel if its leaders came under attack, it said."
    assert [a.code for a in who_says(text)] == ["IRN"]


def who_says(text: str) -> tuple[Actor, ...]:
    """Who is the subject of the last "said"."""
    read_ = analyse(Article(id="test", text=text, date="2025-05-08"))
    saying = next(c for c in reversed(read_.clauses) if c.predicate == "say" and c.subject is not None)
    assert saying.subject is not None
    return Cast(read_).resolve(saying.subject, saying)
