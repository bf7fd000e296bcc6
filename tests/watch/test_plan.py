"""sources.toml: what is read from it, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente import errors
from detente.watch import Plan, read_plan

HEAD = 'contact = "mailto:desk@example.org"\n'


def read(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "sources.toml"
    path.write_text(text)
    return read_plan(path)


def test_the_shortest(tmp_path: Path) -> None:
    plan = read(tmp_path, HEAD + '[[source]]\nname = "wire"\naddress = "https://example.org/rss"\n')
    (source,) = plan.sources
    assert (source.kind, source.every, source.most, source.since) == ("feed", 600.0, 200, None)
    assert plan.limits.contact == "mailto:desk@example.org"
    assert not plan.limits.allow_private


def test_all_that_can_be_said(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        HEAD + 'db = "news.sqlite"\ndelay = "3 s"\n'
        '[[source]]\nname = "map"\nkind = "sitemap"\naddress = "https://example.org/s.xml"\nevery = "2 hours"\n'
        'timeout = "1.5 min"\nmost = 7\nsince = "36 h"\nwords = ["border"]\n'
        '[[source]]\nname = "box"\npath = "in"\n[[source]]\nname = "dump"\npath = "/data/news.warc.gz"\n'
        '[[source]]\nname = "off"\naddress = "https://example.org/x"\nenabled = false\n',
    )
    first, box, dump = plan.sources
    assert (first.every, first.timeout, first.most, first.since, first.words) == (
        7200.0,
        90.0,
        7,
        129_600.0,
        ("border",),
    )
    assert (box.kind, box.address) == ("folder", str(tmp_path / "in"))
    assert (dump.kind, dump.address) == ("file", "/data/news.warc.gz")
    assert plan.limits.delay == 3.0
    assert plan.db == str(tmp_path / "news.sqlite")


def test_a_site_map_is_known_by_its_name_and_looked_at_a_week_back(tmp_path: Path) -> None:
    (source,) = read(
        tmp_path, HEAD + '[[source]]\nname = "m"\naddress = "https://example.org/sitemap-news.xml"\n'
    ).sources
    assert (source.kind, source.since) == ("sitemap", 604_800.0)


ONE = '[[source]]\nname = "wire"\naddress = "https://example.org/rss"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no [[source]] in it"),
        (ONE, "no contact; write contact ="),
        ('contact = "me"\n' + ONE, "no contact"),
        (HEAD + ONE + ONE, "two sources are called 'wire'"),
        (HEAD + ONE + 'evry = "1 h"', "wire: 'evry' is not known; did you mean 'every'?"),
        (HEAD + ONE + 'every = "often"', '"every" is no length of time; write every = "10 min"'),
        (HEAD + ONE + "every = true", '"every" is no length of time'),
        (HEAD + ONE + "most = 0", '"most" is no number'),
        (HEAD + ONE + 'words = "border"', '"words" is no list'),
        (HEAD + ONE + 'kind = "blog"', "kind 'blog' is not known; one of: feed, sitemap"),
        (HEAD + '[[source]]\naddress = "https://example.org/"', "source 1 has no name"),
        (HEAD + '[[source]]\nname = "a/b"\naddress = "https://example.org/"', "source 1 has no name of letters"),
        (HEAD + '[[source]]\nname = "a"', "a: no address"),
        (
            HEAD + '[[source]]\nname = "a"\nkind = "feed"\naddress = "file:///etc/passwd"',
            "has an http or https address",
        ),
        (HEAD + "[[source]\n", "not TOML"),
        (HEAD + ONE.replace("[[source]]", "[source]"), "no [[source]]"),
    ],
)
def test_mistakes_are_told_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(errors.UsageError) as caught:
        read(tmp_path, text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_plan_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.UsageError, match="no such file"):
        read_plan(tmp_path / "none.toml")
