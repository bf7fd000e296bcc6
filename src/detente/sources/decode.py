"""Bytes to characters: what they seem to be, and in which encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from detente.errors import NotText

MOST_DAMAGED = 0.01
"""Share of replacement and control characters above which bytes are not called text."""

# (first bytes, what it seems to be, what to do)
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", "save its text and give that"),
    (b"PK\x03\x04", "a zip archive", "unpack it and name the files in it"),
    (b"PK\x05\x06", "an empty zip archive", "name another file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x89PNG", "a PNG image", "give the text, not a picture of it"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text, not a picture of it"),
    (b"GIF8", "a GIF image", "give the text, not a picture of it"),
    (b"RIFF", "an image, sound or film", "give the text of the report"),
    (b"OggS", "a sound or film", "give the text of the report"),
    (b"ID3", "a sound file", "give the text of the report"),
    (b"fLaC", "a sound file", "give the text of the report"),
    (b"\x1a\x45\xdf\xa3", "a film", "give the text of the report"),
    (b"\x1f\x8b", "a gzip file inside a gzip file", "unpack it once"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a rar archive", "unpack it first"),
    (b"\x7fELF", "a program", "name a report"),
    (b"MZ\x90", "a program", "name a report"),
    (b"SQLite format 3\x00", "an SQLite database", "export its texts as JSONL"),
    (b"PAR1", "a Parquet file", "export its texts as JSONL"),
)
ZIPPED = (
    (b"word/", "a Word document", "save it as plain text"),
    (b"xl/", "an Excel workbook", "export it as JSONL"),
    (b"ppt/", "a PowerPoint presentation", "save its text"),
    (b"application/epub", "an e-book", "save its text"),
    (b"opendocument", "an OpenDocument file", "save it as plain text"),
)

# Labels of https://encoding.spec.whatwg.org that Python decodes. A list of what is taken, since Python also has codecs
# that are no encodings of text (zip, rot13) or slow by design (punycode), and a page may name any of them.
_SAME = (
    "utf-8 utf8 utf-16 utf-16le utf-16be iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 "
    "iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u macintosh windows-1250 windows-1251 "
    "windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 gbk gb18030 gb2312 big5 "
    "euc-jp iso-2022-jp shift_jis euc-kr"
)
ENCODINGS: dict[str, str] = {
    label: codecs.lookup("mac-roman" if label == "macintosh" else label).name for label in _SAME.split()
}
# Browsers read these as windows-1252, whose 0x80 to 0x9f are quotation marks and dashes instead of nothing.
ENCODINGS |= dict.fromkeys("iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii l1 cp1252 ansi".split(), "cp1252")
ENCODINGS |= {
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "shift_jis",
    "unicode-1-1-utf-8": "utf-8",
}

META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
DAMAGED = re.compile("[\ufffd\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]+")
CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\x0b\x0c\x1b") + b"\x7f"


def refuse_binary(content: bytes, *, name: str) -> None:
    """Raise `NotText`, saying what it seems to be, if the first bytes are those of a known binary file."""
    for signature, seems, remedy in SIGNATURES:
        if not content.startswith(signature):
            continue
        if signature == b"PK\x03\x04":
            seems, remedy = next(((s, r) for mark, s, r in ZIPPED if mark in content[:8192]), (seems, remedy))
        raise NotText(name, f"this seems to be {seems}", remedy)
    if content[4:8] == b"ftyp":
        raise NotText(name, "this seems to be a film or an image", "give the text of the report")


def to_text(content: bytes, *, name: str, declared: str | None = None) -> str:
    """The characters of a page or text file, line ends as ``\\n``.

    Encoding by byte order mark, then UTF-8 if the bytes are valid as such (bytes of another encoding practically never
    are), then what the server (`declared`) or the page says, then a guess from the bytes. Raises `NotText`.
    """
    refuse_binary(content, name=name)
    text = _by_mark(content) or _by_zeros(content, name=name) or _utf8(content)
    if text is None:
        _refuse_controls(content, name=name)
        text = _by_label(content, declared) or _by_label(content, _meta_label(content)) or _by_guess(content)
    if _damage(text) > MOST_DAMAGED:
        raise NotText(name, "not text in an encoding that can be told", "save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").lstrip("\ufeff")


def tidy(text: str) -> str:
    """Text for reading: composed characters, ordinary spaces, no invisible ones. Never used on JSONL, whose offsets stand."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[\u00ad\u200b\u200c\u200d\u2060\ufeff]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "", text)
    return (
        re.sub("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\x0b\x0c]", " ", text)
        .replace("\x85", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
    )


def _by_mark(content: bytes) -> str | None:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    return None


def _by_zeros(content: bytes, *, name: str) -> str | None:
    """UTF-16 without a mark has its zero bytes at every second place; other bytes with many zeros are binary."""
    sample = content[:4096]
    if not sample.count(0):
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most > 0.4 * len(sample) / 2 and least < 0.05 * most:
        return content.decode("utf-16-be" if even > odd else "utf-16-le", "replace")
    if sample.count(0) > 0.002 * len(sample):
        raise NotText(name, "binary, not text", "give a page, a text file or JSONL")
    return None


def _utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _refuse_controls(content: bytes, *, name: str) -> None:
    sample = content[:65536]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls > MOST_DAMAGED * len(sample):
        raise NotText(name, "binary, not text", "give a page, a text file or JSONL")


def _meta_label(content: bytes) -> str | None:
    match = META_CHARSET.search(content[:4096])
    return match.group(1).decode("ascii") if match else None


def _by_label(content: bytes, label: str | None) -> str | None:
    """Decoded as the page or server says; None if it names nothing known or is plainly wrong."""
    encoding = ENCODINGS.get((label or "").strip().lower())
    if encoding is None:
        return None
    text = content.decode(encoding, "replace")
    return text if _damage(text) <= MOST_DAMAGED else None


def _by_guess(content: bytes) -> str:
    """UTF-8 with a few broken bytes, else windows-1252 for text that is mostly ASCII, else what charset-normalizer finds."""
    text = content.decode("utf-8", "replace")
    foreign = len(content) - len(content.translate(None, bytes(range(128, 256))))
    if text.count("\ufffd") <= 0.1 * foreign:
        return text
    if foreign < 0.05 * len(content):
        return content.decode("cp1252", "replace")
    best = from_bytes(content[:65536]).best()
    return content.decode(best.encoding if best else "cp1252", "replace")


def _damage(text: str) -> float:
    """Share of characters that cannot be text: replacements and controls."""
    bad = sum(map(len, DAMAGED.findall(text)))
    return bad / len(text) if bad else 0.0
