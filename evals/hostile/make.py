"""Hostile inputs: what a careless crawl, a broken server or an enemy hands to a reader of news.

    python -m evals.hostile.make FOLDER     writes them all, to be looked at or fed to another program

Nothing of this lies in the repository as a file: the cases are made when asked for, the same bytes every time. A case
says what must come of it: "article" (read as usual), or the name of the error in `detente.errors`; several where any
of them will do.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROSE = (
    "The two armies exchanged fire along the river for the third night in a row, officials on both sides said on Monday. "
    "If the shelling stops, we are ready to talk, the minister said. "
    "His neighbour denied that its guns had fired first and said it would answer any attack."
)
PARAGRAPHS = "".join(f"<p>{PROSE} That was report number {number} of the day.</p>" for number in range(1, 4))


@dataclass(frozen=True, kw_only=True)
class Case:
    """One input: a file name, its bytes, and what may come of reading it."""

    name: str
    content: bytes
    expected: frozenset[str]


def cases() -> Iterator[Case]:
    """All of them, in a fixed order."""
    for maker in (
        _empty,
        _binary,
        _encodings,
        _structure,
        _deep,
        _wide,
        _broken_markup,
        _entities,
        _metadata,
        _texts,
        _foreign,
        _jsonl,
        _archives,
        _mutated,
    ):
        yield from maker()


def page(body: str, head: str = "<title>Armies exchange fire along the river</title>") -> str:
    """A page of HTML around a body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def _case(name: str, content: bytes | str, *expected: str) -> Case:
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    return Case(name=name, content=data, expected=frozenset(expected))


def _empty() -> Iterator[Case]:
    for suffix in ("txt", "html", "md", "jsonl"):
        yield _case(f"empty.{suffix}", b"", "Empty")
        yield _case(f"blank.{suffix}", b" \n\t\r\n \n", "Empty")
    yield _case("mark-only.txt", b"\xef\xbb\xbf", "Empty")
    yield _case("mark-only-16.txt", b"\xff\xfe", "Empty")
    yield _case("no-sentence.txt", "--- *** ...\n\n12345 67890\n", "Empty")
    yield _case("punctuation.txt", "?!" * 5000, "Empty")
    yield _case("boilerplate-only.txt", "- Advertisement -\nFollow us on Facebook\n© 2025 Example Wire\n", "Empty")
    yield _case("no-body.html", "<html></html>", "Empty")
    yield _case(
        "script-only.html",
        page("<script>load('app.js')</script><noscript>Please enable JavaScript</noscript>"),
        "Empty",
    )
    yield _case("comment-only.html", "<!-- nothing here -->", "Empty")
    yield _case("unclosed-comment.html", "<html><body><!-- " + PARAGRAPHS, "Empty", "article")


def _binary() -> Iterator[Case]:
    heads = {
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "png": b"\x89PNG\r\n\x1a\n",
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "gif": b"GIF89a",
        "webp": b"RIFF\x00\x10\x00\x00WEBP",
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "rtf": b"{\\rtf1\\ansi ",
        "mp3": b"ID3\x03\x00",
        "mp4": b"\x00\x00\x00\x20ftypisom",
        "bz2": b"BZh91AY&SY",
        "xz": b"\xfd7zXZ\x00\x00",
        "zst": b"\x28\xb5\x2f\xfd",
        "7z": b"7z\xbc\xaf\x27\x1c",
        "rar": b"Rar!\x1a\x07",
        "elf": b"\x7fELF\x02\x01",
        "sqlite": b"SQLite format 3\x00",
        "parquet": b"PAR1\x15\x04",
    }
    for kind, head in heads.items():
        for suffix in ("html", "txt"):
            yield _case(f"{kind}-called.{suffix}", head + _noise(kind, 3000), "NotText")
    for number in range(8):
        yield _case(
            f"noise-{number}.txt", _noise(f"noise {number}", 200 * 4**number), "NotText", "Empty", "Unsupported"
        )
    yield _case("zeros.txt", bytes(10_000), "NotText")
    yield _case("zeros-in-text.txt", PROSE.encode().replace(b" ", b" \x00" * 3), "NotText", "article")
    yield _case("ones.txt", b"\xff" * 10_000, "NotText", "Empty", "NotEnglish")
    yield _case("controls.txt", bytes(range(1, 32)) * 300, "NotText")
    yield _case("warc.html", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + PARAGRAPHS.encode(), "SourceError")
    for member, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("index.html", "zip")):
        yield _case(f"{kind}-called.txt", _zip({member: PARAGRAPHS.encode()}), "NotText")


def _encodings() -> Iterator[Case]:
    quoted = page(PARAGRAPHS.replace("If the", "“If the").replace("to talk,", "to talk,” – café –"))
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "gb18030", "cp1250"):
        yield _case(
            f"page-{encoding}.html",
            quoted.encode(encoding, "xmlcharrefreplace"),
            "article",
            *(["NotText"] if encoding == "utf-32" else []),
        )
        yield _case(f"text-{encoding}.txt", PROSE.encode(encoding), "article")
    for label in (
        "utf-7",
        "punycode",
        "idna",
        "rot13",
        "zip",
        "base64",
        "undefined",
        "unicode_escape",
        "x-no-such",
        "utf-8" * 50,
        "utf-16",
        "../../etc/passwd",
    ):
        head = f'<meta charset="{label}"><title>Armies exchange fire</title>'
        yield _case(f"charset-{hashlib.sha256(label.encode()).hexdigest()[:6]}.html", page(PARAGRAPHS, head), "article")
    yield _case(
        "wrong-charset.html",
        page(PARAGRAPHS.replace("said", "said — “yes”"), '<meta charset="iso-8859-1">').encode("utf-8"),
        "article",
    )
    yield _case("broken-utf8.html", page(PARAGRAPHS * 3).encode() + b"\xc3\x28\xa0\xa1", "article")
    yield _case("half-utf8.txt", (PROSE + " café").encode()[:-1], "article")
    yield _case("surrogates.txt", PROSE.encode() + b"\xed\xa0\x80\xed\xb0\x80", "article")


def _structure() -> Iterator[Case]:
    sentence = " and ".join(["the army said it would strike if it was attacked"] * 1000)
    yield _case("10000-words.txt", sentence.capitalize() + ".", "article")
    yield _case("10000-words.html", page(f"<p>{sentence}.</p>"), "article")
    yield _case("quotes-never-closed.txt", "“" * 500 + PROSE + ' "' * 500 + PROSE + "‘" * 500, "article")
    yield _case("brackets-never-closed.txt", PROSE + " (" * 5000 + PROSE + " [" * 5000, "article")
    yield _case("one-long-word.txt", PROSE + "\n" + "a" * 3_000_000, "article")
    yield _case("one-line.txt", (PROSE + " ") * 5000, "article")
    yield _case("a-word-a-line.txt", PROSE.replace(" ", "\n"), "article")
    yield _case("many-lines.txt", PROSE + "\n" * 500_000 + PROSE, "article")
    yield _case("many-blanks.txt", PROSE + " " * 2_000_000 + PROSE, "article")
    yield _case("many-tabs-and-dashes.txt", PROSE + "\t-" * 500_000 + PROSE, "article")
    yield _case("50-mb.txt", (PROSE + "\n").encode() * 150_000, "TooLarge")
    yield _case("50-mb.html", page((PARAGRAPHS + "\n") * 60_000).encode(), "TooLarge")
    for mark in ("- ", "| ", ". ", "By A ", "[a/", "(a ", "May 7, ", "READ: ", "© ", "https://a.b/", "x@y ", "1. "):
        yield _case(
            f"repeated-{hashlib.sha256(mark.encode()).hexdigest()[:6]}.txt",
            f"{PROSE}\n{mark * 60_000}\n{PROSE}",
            "article",
        )


def _deep() -> Iterator[Case]:
    for tag in ("div", "b", "p", "li", "svg", "select", "noscript"):
        yield _case(f"deep-{tag}.html", page(f"<{tag}>" * 100_000 + PARAGRAPHS), "article", "TooLarge", "Empty")
    for tag in ("span", "font", "ul", "blockquote", "a", "section", "x-y", "button", "table", "object"):
        body = f"<{tag}>" * 5_000 + PARAGRAPHS + f"</{tag}>" * 5_000
        yield _case(f"deep-closed-{tag}.html", page(body), "article", "TooLarge", "Empty")
    yield _case("deep-table.html", page("<table><tr><td>" * 30_000 + PARAGRAPHS), "article", "TooLarge", "Empty")
    yield _case("deep-mixed.html", page("<div><ul><li><span><b>" * 20_000 + PARAGRAPHS), "TooLarge", "article")
    yield _case("just-deep-enough.html", page("<div>" * 200 + PARAGRAPHS + "</div>" * 200), "article")


def _wide() -> Iterator[Case]:
    yield _case("wide-div.html", page("<div>x</div>" * 200_000 + PARAGRAPHS), "TooLarge")
    yield _case("wide-br.html", page(PARAGRAPHS + "<br>" * 150_000), "TooLarge", "article")
    yield _case("many-links.html", page(PARAGRAPHS + "<a href='/x'>Read more</a> " * 12_000), "article")
    yield _case(
        "many-rows.html",
        page("<table>" + "<tr><td>1</td><td>2</td></tr>" * 8_000 + "</table>" + PARAGRAPHS),
        "article",
        "TimedOut",
    )
    yield _case(
        "many-attributes.html",
        page("<div " + " ".join(f"a{n}='{n}'" for n in range(50_000)) + ">" + PARAGRAPHS),
        "article",
        "TimedOut",
    )
    yield _case(
        "long-attribute.html",
        page(f"<div class='{'date time ' * 200_000}'>" + PARAGRAPHS),
        "article",
        "Empty",
        "TooLarge",
        "TimedOut",
    )
    yield _case(
        "many-metas.html",
        page(PARAGRAPHS, "<title>Armies exchange fire</title>" + "<meta name='date' content='x'>" * 10_000),
        "article",
    )
    yield _case("many-scripts.html", page("<script>var a = '<p>no</p>';</script>" * 20_000 + PARAGRAPHS), "article")
    yield _case("big-script.html", page("<script>" + "x" * 5_000_000 + "</script>" + PARAGRAPHS), "article")
    yield _case("unclosed-scripts.html", page("<script>" * 50_000 + PARAGRAPHS), "Empty", "article", "TooLarge")
    yield _case("unclosed-comments.html", page(PARAGRAPHS + "<!--" * 300_000), "article", "Empty", "TooLarge")
    yield _case("angle-brackets.html", page(PARAGRAPHS + "<" * 250_000), "article", "TooLarge")


def _broken_markup() -> Iterator[Case]:
    whole = page(f"<article><h1>Armies exchange fire along the river</h1>{PARAGRAPHS}</article>")
    for cut in (1, 5, 14, 20, 40, 60, 120, 400):
        yield _case(f"cut-{cut}.html", whole[:cut], "Empty", "article")
    yield _case("no-tags-closed.html", whole.replace("</p>", "").replace("</article>", ""), "article")
    yield _case("tags-in-tags.html", page("<p <b <i>" + PROSE + "</p </b>" + PARAGRAPHS), "article")
    yield _case("two-documents.html", whole + whole, "article")
    yield _case("head-after-body.html", f"<body>{PARAGRAPHS}</body><head><title>Late</title></head>", "article")
    yield _case("frameset.html", "<html><frameset><frame src='file:///etc/passwd'></frameset></html>", "Empty")
    yield _case(
        "base-and-iframes.html",
        page("<base href='file:///'><iframe src='file:///etc/passwd'></iframe>" + PARAGRAPHS),
        "article",
    )
    yield _case("plaintext.html", page("<plaintext>" + PARAGRAPHS), "article", "Empty")
    yield _case("upper-case.HTML", whole.upper(), "article")
    yield _case("xhtml.html", '<?xml version="1.0" encoding="UTF-8"?>\n' + whole, "article")
    yield _case("pi-flood.html", "<?a?>" * 50_000 + whole, "article", "TooLarge")


def _entities() -> Iterator[Case]:
    body = page(PARAGRAPHS + "<p>&xxe;</p>").removeprefix("<!DOCTYPE html>")
    doctype = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY xxe SYSTEM "{}">]>'
    for number, target in enumerate(
        ("file:///etc/passwd", "http://127.0.0.1:9/x", "php://filter/resource=/etc/passwd", "/etc/hostname")
    ):
        yield _case(f"external-entity-{number}.html", doctype.format(target) + body, "article")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    yield _case(
        "billion-laughs.html",
        f'<!DOCTYPE html [<!ENTITY l0 "lol">{laughs}]>' + body.replace("&xxe;", "&l11;"),
        "article",
    )
    yield _case(
        "parameter-entity.html", '<!DOCTYPE html [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>' + body, "article"
    )
    yield _case("external-dtd.html", '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/evil.dtd">' + body, "article")
    yield _case("xinclude.html", page('<xi:include href="file:///etc/passwd" parse="text"/>' + PARAGRAPHS), "article")
    yield _case("entity-flood.html", page(PARAGRAPHS + "&amp;" * 300_000), "article", "Empty")
    yield _case(
        "numeric-entities.html", page(PARAGRAPHS + "<p>&#0;&#xD800;&#x110000;&#99999999999;&#x1F600;</p>"), "article"
    )
    yield _case(
        "laughing-feed.xml",
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>',
        "Unsupported",
        "Empty",
        "article",
    )
    yield _case(
        "feed.xml",
        '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Fire</title></item></channel></rss>',
        "article",
        "Empty",
    )
    yield _case(
        "sitemap.xml", '<?xml version="1.0"?><urlset><url><loc>https://example.org/</loc></url></urlset>', "Unsupported"
    )


def _metadata() -> Iterator[Case]:
    def linked(text: str) -> str:
        return page(
            PARAGRAPHS, f'<title>Armies exchange fire</title><script type="application/ld+json">{text}</script>'
        )

    texts = (
        "[" * 100_000,
        '{"a":' * 50_000,
        "{}" * 1000,
        "null",
        '"NewsArticle"',
        '{"@type": "NewsArticle", "headline": 7, "datePublished": {"a": 1}, "publisher": [[]], "url": []}',
        '{"@type": ["NewsArticle", 3, null], "headline": "", "datePublished": "yesterday"}',
        '{"@type": "NewsArticle", "headline": "' + "A" * 1_000_000 + '"}',
        '{"@type": "NewsArticle", "datePublished": "99999-99-99T99:99:99Z"}',
        '{"@type": "NewsArticle", "datePublished": "' + "1" * 100_000 + '"}',
        '{"@type": "NewsArticle", "url": "javascript:alert(1)", "publisher": {"name": "\\u0000\\ud800"}}',
        '{"@type": "NewsArticle", "articleBody": "' + "x " * 10 + '"}',
        '{"@graph": [' + ",".join(['{"@type": "NewsArticle"}'] * 5000) + "]}",
        '{"@type": "NewsArticle", "datePublished": 1e400}',
    )
    for number, text in enumerate(texts):
        yield _case(f"linked-data-{number}.html", linked(text), "article")
    dates = (
        "0000-00-00",
        "2025-02-30",
        "32/13/2025",
        "2025-05-07T25:61",
        "-1",
        "٢٠٢٥-٠٥-٠٧",
        "2025-05-07" * 1000,
        "May 99, 2025",
        "99999999999999",
        "T",
        "+99:99",
    )
    for number, date in enumerate(dates):
        yield _case(
            f"date-{number}.html",
            page(
                PARAGRAPHS,
                f'<title>Armies exchange fire</title><meta property="article:published_time" content="{date}">',
            ),
            "article",
        )
    for number, address in enumerate(
        (
            "file:///etc/passwd",
            "//",
            "http://[::1",
            "http://a b/c",
            "javascript:x",
            "http://" + "a" * 100_000,
            "\x01",
            "http://user:pw@h/",
        )
    ):
        yield _case(
            f"canonical-{number}.html",
            page(PARAGRAPHS, f'<title>Armies exchange fire</title><link rel="canonical" href="{address}">'),
            "article",
        )
    yield _case("title-bomb.html", page(PARAGRAPHS, "<title>" + "Armies | " * 50_000 + "</title>"), "article")
    yield _case("escapes-in-title.html", page(PARAGRAPHS, "<title>\x1b[31mred\x1b[0m \u202egnp.exe</title>"), "article")


def _texts() -> Iterator[Case]:
    yield _case("front-matter-bomb.md", "---\n" + "title: a\n" * 100_000 + "---\n" + PROSE, "article")
    yield _case("links.md", PROSE + "[" * 50_000 + "](" * 50_000, "article")
    yield _case("stars.md", PROSE + "*_`" * 200_000, "article")
    yield _case("headings.md", "# " * 100_000 + "\n\n" + PROSE, "article")
    yield _case("carriage-returns.txt", PROSE.replace(". ", ".\r"), "article")
    yield _case("direction-marks.txt", "\u202e" + PROSE + "\u2066" * 1000, "article")
    yield _case("combining.txt", PROSE + "a" + "\u0301" * 200_000, "article")
    yield _case("invisible.txt", "\u200b".join(PROSE), "article")
    yield _case("json.txt", json.dumps({"text": PROSE}, indent=1), "article", "BadRecord")
    yield _case("array.json", json.dumps([{"id": "a", "text": PROSE}]), "Unsupported")
    yield _case("indented.json", json.dumps({"id": "a", "text": PROSE}, indent=2), "Unsupported")


def _foreign() -> Iterator[Case]:
    texts = {
        "fr": "Le ministre de la défense a déclaré mercredi que son pays était prêt à réduire les tensions à la frontière si les frappes cessent. ",
        "de": "Der Verteidigungsminister sagte am Mittwoch, sein Land sei bereit, die Spannungen an der Grenze abzubauen, wenn die Angriffe aufhören. ",
        "es": "El ministro de Defensa dijo el miércoles que su país está dispuesto a reducir la tensión en la frontera si cesan los ataques. ",
        "nl": "De minister van Defensie zei woensdag dat zijn land bereid is de spanningen aan de grens te verminderen als de aanvallen stoppen. ",
        "ru": "Министр обороны заявил в среду, что страна готова снизить напряжённость на границе, если удары прекратятся. ",
        "ar": "قال وزير الدفاع يوم الأربعاء إن بلاده مستعدة لخفض التوتر على الحدود إذا توقفت الهجمات. ",
        "hi": "रक्षा मंत्री ने बुधवार को कहा कि अगर हमले रुकते हैं तो उनका देश सीमा पर तनाव कम करने को तैयार है। ",
        "zh": "国防部长周三表示，如果袭击停止，该国准备缓和边境紧张局势。邻国否认首先开火，并称将回应任何攻击。",
        "ur": "وزیر دفاع نے بدھ کو کہا کہ اگر حملے رک جائیں تو ان کا ملک سرحد پر کشیدگی کم کرنے کے لیے تیار ہے۔ ",
    }
    for code, text in texts.items():
        yield _case(f"language-{code}.txt", text * 6, "NotEnglish")
        yield _case(
            f"language-{code}.html",
            page("".join(f"<p>{text * 2}</p>" for _ in range(4)), f"<title>{text[:60]}</title>"),
            "NotEnglish",
        )
    yield _case("names-only.txt", "Shehbaz Sharif, Khawaja Asif, Ishaq Dar, Narendra Modi, Rajnath Singh.", "article")


def _jsonl() -> Iterator[Case]:
    good = json.dumps({"id": "a", "text": PROSE})
    lines = (
        "{", "[]", "null", "7", '"x"', '{"id": "a"}', '{"text": "' + PROSE + '"}', '{"id": 1, "text": "x y z"}', '{"id": "a", "text": 3}',
        '{"id": "a", "text": ""}', '{"id": "", "text": "one two three"}', '{"id": "a", "text": "…"}', '{"id": "a", "text": null}',
        '{"id": "a", "text": "one two three", "date": "yesterday"}', '{"id": "a", "text": "one two three", "date": 20250507}',
        '{"id": "a", "text": "one two three", "title": ["x"]}', '{"id": "a", "text": "one two three",}', "{'id': 'a'}",
        "[" * 100_000, '{"a":' * 100_000, '{"id": "a", "text": "\\ud800 one two"}x', "\x00" * 50, '{"id": "a", "text": NaN}',
    )  # fmt: skip
    for number, line in enumerate(lines):
        yield _case(f"line-{number}.jsonl", line + "\n", "SourceError")
        yield _case(f"line-{number}-and-good.jsonl", line.replace('"a"', '"b"') + "\n" + good + "\n", "article")
    yield _case(
        "line-of-11-mb.jsonl", json.dumps({"id": "b", "text": "word " * 2_200_000}) + "\n" + good + "\n", "article"
    )
    yield _case(
        "latin.jsonl", '{"id": "b", "text": "café one two"}\n'.encode("latin-1") + good.encode() + b"\n", "article"
    )
    yield _case("utf-16.jsonl", (good + "\n").encode("utf-16"), "NotText", "SourceError")
    yield _case("no-line-end.jsonl", good, "article")
    yield _case("marked.jsonl", b"\xef\xbb\xbf" + good.encode(), "article")


def _archives() -> Iterator[Case]:
    whole = page(PARAGRAPHS).encode()
    yield _case("page.html.gz", gzip.compress(whole, mtime=0), "article")
    yield _case("lines.jsonl.gz", gzip.compress(json.dumps({"id": "a", "text": PROSE}).encode(), mtime=0), "article")
    yield _case("bomb.html.gz", gzip.compress(bytes(60_000_000), mtime=0), "TooLarge", "NotText")
    yield _case("text-bomb.txt.gz", gzip.compress(b"word " * 5_000_000, mtime=0), "TooLarge")
    yield _case("line-bomb.jsonl.gz", gzip.compress(b'{"id": "' + b"a" * 30_000_000, mtime=0), "SourceError")
    yield _case("twice.html.gz", gzip.compress(gzip.compress(whole, mtime=0), mtime=0), "NotText")
    yield _case("cut.html.gz", gzip.compress(whole, mtime=0)[:-30], "NotText")
    yield _case("cut.jsonl.gz", gzip.compress(_noise_lines(), mtime=0)[:-3000], "article")
    yield _case("head-only.gz", b"\x1f\x8b\x08", "NotText")
    yield _case("damaged.html.gz", gzip.compress(whole, mtime=0)[:40] + _noise("damage", 300), "NotText")
    yield _case("zip-slip.zip", _zip({"../../etc/passwd": b"x", "a.html": whole}), "NotText")


def _mutated() -> Iterator[Case]:
    """A good page with bytes changed, left out and doubled: anything may come of it but a crash."""
    whole = page(
        f"<article><h1>Armies exchange fire along the river</h1><time datetime='2025-05-07'>7 May 2025</time>{PARAGRAPHS}</article>"
    ).encode()
    for number in range(30):
        chance = random.Random(number)
        data = bytearray(whole)
        for _ in range(1 + number):
            at = chance.randrange(len(data))
            choice = chance.randrange(3)
            if choice == 0:
                data[at] = chance.randrange(256)
            elif choice == 1:
                del data[at : at + chance.randrange(40)]
            else:
                data[at:at] = data[at : at + chance.randrange(200)]
        yield _case(f"mutated-{number}.html", bytes(data), "article", "SourceError")


def _noise(seed: str, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def _noise_lines() -> bytes:
    lines = ({"id": f"{n}", "text": PROSE + hashlib.sha256(str(n).encode()).hexdigest()} for n in range(500))
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def write(folder: Path) -> int:
    """All cases as files in a folder; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for case in cases():
        (folder / case.name).write_bytes(case.content)
        count += 1
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))} files\n")
