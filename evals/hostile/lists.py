"""Hostile feeds, site maps, archives and tables of events; see make.py for what a case is."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator

from evals.hostile.make import PARAGRAPHS, PROSE, Case, page

ENTITIES = {
    "file": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>',
    "laughs": '<!DOCTYPE r [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + '<!ENTITY a "&a9;">]>',
    "quadratic": f'<!DOCTYPE r [<!ENTITY a "{"x" * 100_000}">]>',
    "loop": '<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]>',
    "external-dtd": '<!DOCTYPE r SYSTEM "http://169.254.169.254/latest/meta-data/" [<!ELEMENT r ANY>]>',
    "php": '<!DOCTYPE r [<!ENTITY a SYSTEM "php://filter/read=convert.base64-encode/resource=/etc/passwd">]>',
    "many": "<!DOCTYPE r [" + "".join(f'<!ENTITY a{n} "x">' for n in range(20_000)) + "]>",
}
LINKS = (
    "file:///etc/passwd", "data:text/html,<p>x</p>", "javascript:alert(1)", "http://127.0.0.1/", "http://169.254.169.254/latest/",
    "http://[::1]/", "http://10.0.0.1:22/", "gopher://127.0.0.1/", "http://user:pw@example.org/", "\\\\host\\share", "http://",
    "http://a" + "a" * 5000, "http://exa mple.org/", "http://example.org/\r\nX: y", "//169.254.169.254/", "jar:file:///x!/y",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """All of them, in a fixed order."""
    for maker in (_feeds, _json_feeds, _sitemaps, _warcs, _mutated):
        yield from maker()


def feed(items: str, head: str = "") -> str:
    """An RSS feed around its items."""
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


def item(link: str = "https://example.org/1", text: str = PROSE) -> str:
    """One item."""
    return f"<item><title>Fire</title><link>{link}</link><description>{text}</description></item>"


def _case(name: str, content: bytes | str, *expected: str) -> Case:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return Case(name=name, content=data, expected=frozenset(expected or ("article", "SourceError")))


def _feeds() -> Iterator[Case]:
    yield _case("plain.rss.xml", feed(item()), "article")
    for name, head in ENTITIES.items():
        yield _case(f"entity-{name}.feed.xml", feed(item(text="&a; " + PROSE), head), "Unsupported")
    for number, link in enumerate(LINKS):
        yield _case(f"link-{number}.feed.xml", feed(item(link=link.replace("<", "&lt;"))), "article")
    yield _case("nested.feed.xml", feed("<item>" + "<a>" * 60_000 + "</a>" * 60_000 + "</item>"))
    yield _case("open-items.feed.xml", feed("<item>" * 100_000))
    yield _case("attributes.feed.xml", feed("<item " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"), "TooLarge")
    yield _case("few-attributes.feed.xml", feed("<item " + " ".join(f'a{n}="1"' for n in range(1_400)) + "/>" + item()))
    yield _case("huge-title.feed.xml", feed(f"<item><title>{'x' * 3_000_000}</title></item>" + item()))
    yield _case("huge-text.feed.xml", feed(item(text="word " * 1_500_000)))
    yield _case("nested-html.feed.xml", feed(item(text="&lt;div&gt;" * 50_000 + PROSE)))
    yield _case("many.feed.xml", feed(item() * 20_000), "article", "TimedOut")
    yield _case("brackets.feed.xml", feed("<" * 300_000))
    yield _case("ampersands.feed.xml", feed("&" * 300_000))
    yield _case("cdata.feed.xml", feed("<item><description>" + "<![CDATA[" * 50_000))
    yield _case("quotes.feed.xml", feed('<item a="' * 30_000))
    yield _case("comments.feed.xml", feed("<!--" * 50_000))
    yield _case("instructions.feed.xml", feed("<?x " * 50_000))
    yield _case("dates.feed.xml", feed(f"<item><pubDate>{'9' * 5_000}</pubDate><title>x</title></item>" * 100 + item()))
    yield _case("odd-date.feed.xml", feed(item() + "<item><pubDate>Fri, 99 Feb 99999 99:99:99 +9999</pubDate></item>"))
    yield _case("script.feed.xml", feed(item(text="&lt;script&gt;alert(1)&lt;/script&gt;" + PROSE)), "article")
    yield _case("zeros.feed.xml", feed(item()).encode() + bytes(5_000))
    yield _case("utf-7.feed.xml", feed(item()).replace("?>", ' encoding="utf-7"?>', 1))
    yield _case("says-utf-16.feed.xml", feed(item()).replace("?>", ' encoding="utf-16"?>', 1))
    yield _case("rot13.feed.xml", feed(item()).replace("?>", ' encoding="rot13"?>', 1))
    yield _case("surrogates.feed.xml", feed(item(text="\ud800" + PROSE)))
    yield _case("bomb.feed.xml.gz", gzip.compress(feed(item()).encode() + b" " * 60_000_000, mtime=0), "TooLarge")
    yield _case("stylesheet.feed.xml", feed(item(), '<?xml-stylesheet href="file:///etc/passwd"?>'), "article")
    yield _case("include.feed.xml", feed('<xi:include xmlns:xi="x" href="file:///etc/passwd"/>' + item()), "article")


def _json_feeds() -> Iterator[Case]:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Wire"}
    ok = {"id": "1", "url": "https://example.org/1", "content_text": PROSE}
    yield _case("plain.feed.json", json.dumps(head | {"items": [ok]}), "article")
    odd: list[object] = [
        [],
        {},
        None,
        "x",
        [None],
        [[]],
        [{}],
        [{"id": {}}],
        [{"id": 1, "content_html": []}],
        [ok | {"url": 5}],
    ]
    for number, items in enumerate(odd):
        yield _case(f"items-{number}.feed.json", json.dumps(head | {"items": items}))
    yield _case("deep.feed.json", json.dumps(head)[:-1] + ', "items": ' + "[" * 100_000, "Unsupported")
    yield _case("cut.feed.json", json.dumps(head | {"items": [ok]})[:-20], "Unsupported")
    yield _case("numbers.feed.json", json.dumps(head)[:-1] + ', "items": [' + "9" * 100_000 + "]}")
    for number, link in enumerate(LINKS):
        yield _case(f"link-{number}.feed.json", json.dumps(head | {"items": [ok | {"url": link}]}), "article")


def _sitemaps() -> Iterator[Case]:
    def urls(inside: str, head: str = "") -> str:
        return (
            f'<?xml version="1.0"?>{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</urlset>'
        )

    for name, head in ENTITIES.items():
        yield _case(
            f"entity-{name}.sitemap.xml", urls("<url><loc>https://example.org/&a;</loc></url>", head), "Unsupported"
        )
    yield _case("many.sitemap.xml", urls("<url><loc>https://example.org/</loc></url>" * 200_000), "Unsupported")
    yield _case("nested.sitemap.xml", urls("<url>" * 100_000))
    yield _case("attributes.sitemap.xml", urls("<url " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"))
    yield _case("long-loc.sitemap.xml", urls(f"<url><loc>https://example.org/{'a' * 5_000_000}</loc></url>"))
    yield _case("bomb.sitemap.xml.gz", gzip.compress(urls(" " * 60_000_000).encode(), mtime=0))
    yield _case(
        "self.sitemap.xml", "<sitemapindex><sitemap><loc>https://example.org/self.xml</loc></sitemap></sitemapindex>"
    )
    for number, link in enumerate(LINKS):
        yield _case(f"link-{number}.sitemap.xml", urls(f"<url><loc>{link}</loc></url>"), "Unsupported", "SourceError")


def record(body: bytes, *, length: int | None = None, head: str = "", url: str = "http://news.example.org/1") -> bytes:
    """One WARC record; `length` lies."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body
    said = len(http) if length is None else length
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-07T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http\r\nContent-Length: {said}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def _warcs() -> Iterator[Case]:
    good = record(page(PARAGRAPHS).encode())
    packed = gzip.compress(good, mtime=0)
    yield _case("plain.warc", good, "article")
    yield _case("packed.warc.gz", packed, "article")
    for number, length in enumerate((0, 1, -1, 10, 10**9, 10**12, 10**30)):
        yield _case(f"length-{number}.warc", record(b"x" * 500, length=length) + good)
        yield _case(f"length-{number}.warc.gz", gzip.compress(record(b"x" * 500, length=length), mtime=0) + packed)
    yield _case("bomb.warc.gz", gzip.compress(record(bytes(60_000_000)), mtime=0) + packed, "article")
    inner = gzip.compress(bytes(60_000_000), mtime=0)
    yield _case("inner-bomb.warc", record(inner, head="Content-Encoding: gzip\r\n") + good, "article")
    yield _case(
        "inner-damage.warc", record(inner[:99] + b"x" * 99, head="Content-Encoding: gzip\r\n") + good, "article"
    )
    yield _case("brotli.warc", record(b"\x1b\x00" * 99, head="Content-Encoding: br\r\n") + good, "article")
    for number, chunk in enumerate(
        (b"ffffffff\r\nx", b"-1\r\nx", b"zz\r\nx", b"1\r\n" * 99_999, b"0\r\n\r\n", b"7fffffffffffffff\r\n")
    ):
        yield _case(f"chunked-{number}.warc", record(chunk, head="Transfer-Encoding: chunked\r\n") + good, "article")
    for number, link in enumerate(LINKS):
        yield _case(f"url-{number}.warc", record(page(PARAGRAPHS).encode(), url=link.replace("\r\n", " ")), "article")
    yield _case("no-headers.warc", b"WARC/1.0\r\n\r\n")
    yield _case("only-name.warc", b"WARC/1.0\r\n")
    yield _case("long-header.warc", b"WARC/1.0\r\nWARC-Type: " + b"x" * 5_000_000)
    yield _case("many-headers.warc", b"WARC/1.0\r\n" + b"X: y\r\n" * 500_000)
    yield _case("cut.warc.gz", packed[:-50])
    yield _case("cut-after.warc.gz", packed + packed[:60], "article")
    yield _case("damage.warc.gz", packed + b"damage" * 100 + packed, "article")
    yield _case("zstd-called.warc.gz", b"\x28\xb5\x2f\xfd" + bytes(500))


def _mutated() -> Iterator[Case]:
    """Good lists and archives with bytes changed, left out and doubled: anything may come of them but a crash."""
    wholes = {
        "feed.xml": feed(item() * 3).encode(),
        "warc": record(page(PARAGRAPHS).encode()) * 3,
        "warc.gz": gzip.compress(record(page(PARAGRAPHS).encode()), mtime=0) * 3,
    }
    for name, whole in wholes.items():
        for number in range(20):
            chance = random.Random(f"{name} {number}")
            data = bytearray(whole)
            for _ in range(1 + number):
                at = chance.randrange(len(data))
                if chance.randrange(2):
                    data[at] = chance.randrange(256)
                else:
                    del data[at : at + chance.randrange(40)]
            yield _case(f"mutated-{number}.{name}", bytes(data))
