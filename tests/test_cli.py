"""The command as a user meets it: run in a process of its own, from an empty folder, on the installed package."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples/india-pakistan-2025"
OFFER = EXAMPLES / "pages/2025-05-07-asif-offer.html"
SEED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared")) / "seed/article.txt"
TEXT = (
    "ISLAMABAD, May 7 - Pakistan's Defence Minister Khawaja Asif spoke to reporters on Wednesday.\n\n"
    'Asif said, "If India stops the attacks, we are ready to reduce the tension at the border."\n\n'
    "India launched strikes on camps in Pakistan overnight.\n"
)


def detente(*arguments: str, stdin: str | bytes = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command; output decoded as UTF-8."""
    raw = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "detente.cli", *arguments],
        input=raw,
        capture_output=True,
        cwd=cwd,
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


# --------------------------------------------------------------------------------------------------------------- help


@pytest.mark.parametrize("command", [[], ["brief"], ["code"], ["explain"], ["ledger"]])
def test_help_teaches_with_an_example(command: list[str]) -> None:
    done = detente(*command, "--help")
    assert done.returncode == 0
    assert "detente " + (command[0] if command else "brief") in done.stdout.split("Options")[0]


def test_version() -> None:
    assert detente("--version").stdout.startswith("detente, version ")


# -------------------------------------------------------------------------------------------------------------- brief


def test_brief_of_the_first_example() -> None:
    done = detente("brief", str(OFFER))
    assert (done.returncode, done.stderr) == (0, "")
    shown = " ".join(done.stdout.split())
    assert "Khawaja Asif" in shown
    assert "offer" in shown
    assert "India's move" in shown or "India" in shown.split("Signals")[0]
    assert "\x1b[" not in done.stdout  # no colour in a pipe


def test_brief_reads_standard_input_with_a_date() -> None:
    done = detente("brief", "-", "--date", "2025-05-07", "--json", stdin=TEXT)
    assert done.returncode == 0
    assert "offer" in done.stdout


def test_brief_says_when_no_date_is_found() -> None:
    done = detente("brief", "-", stdin=TEXT.replace("ISLAMABAD, May 7 - ", ""))
    assert done.returncode == 0
    assert "no date" in done.stdout.lower()
    assert "--date" in done.stdout


def test_brief_markdown_and_html(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    done = detente("brief", str(OFFER), "--markdown", "--html", str(page))
    assert done.returncode == 0
    assert done.stdout.startswith("#")
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "<script" not in html
    assert "Khawaja Asif" in html


def test_brief_of_several_goes_on_when_one_is_missing(tmp_path: Path) -> None:
    done = detente("brief", str(tmp_path / "nothing.txt"), str(OFFER), "--markdown")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "nothing.txt" in done.stderr
    assert "Khawaja Asif" in done.stdout


def test_brief_of_nothing_readable_is_status_2(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = detente("brief", str(tmp_path / "empty.txt"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "empty.txt" in done.stderr


def test_brief_refuses_a_date_that_is_none() -> None:
    done = detente("brief", "-", "--date", "next Tuesday", stdin=TEXT)
    assert done.returncode == 2
    assert "2025-05-07" in done.stderr  # shows the form wanted


def test_brief_over_all_reports_shows_the_ledger() -> None:
    done = detente("brief", str(EXAMPLES / "reports.jsonl"), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)


# --------------------------------------------------------------------------------------------------------------- code


def test_code_writes_one_object_a_line_in_order() -> None:
    reports = [{"id": f"r{i}", "date": "2025-05-07", "text": TEXT} for i in range(5)]
    done = detente("code", "-", stdin="".join(json.dumps(r) + "\n" for r in reports))
    assert (done.returncode, done.stderr) == (0, "")
    assert [f"r{i}" for i in range(5)] == [r["id"] for r in lines(done.stdout)]


def test_code_goes_on_after_bad_lines_and_names_them(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "date": "2025-05-07", "text": TEXT})
    bad = ['{"id": "broken", "text": ', json.dumps({"id": "no-text"}), json.dumps({"id": 1, "text": ["x"]}), "[]"]
    done = detente("code", "-", stdin="\n".join([good, *bad, good.replace("good", "good-2")]) + "\n")
    coded = lines(done.stdout)
    assert done.returncode == 1
    assert [bool(r["errors"]) for r in coded] == [False, True, True, True, True, False]
    assert len(done.stderr.strip().splitlines()) == 4
    assert ":2:" in done.stderr


def test_code_spans_are_offsets_into_the_text_given() -> None:
    report = {"id": "r", "date": "2025-05-07", "text": TEXT}
    (coded,) = lines(detente("code", "-", stdin=json.dumps(report)).stdout)
    signals = coded["signals"]
    assert isinstance(signals, list)
    assert signals
    for signal in signals:
        start, end = signal["span"]
        assert " ".join(TEXT[start:end].split()) in " ".join(TEXT.split())
        assert end > start


def test_code_is_the_same_bytes_whatever_the_hash_seed_and_company(tmp_path: Path) -> None:
    report = json.dumps({"id": "r", "date": "2025-05-07", "text": TEXT})
    other = json.dumps(
        {"id": "o", "date": "2025-05-08", "text": "Ukraine and Russia held talks in Istanbul on Thursday."}
    )
    alone = detente("code", "-", stdin=report).stdout
    assert alone == detente("code", "-", stdin=other + "\n" + report).stdout.splitlines(keepends=True)[1]


DOUBTFUL = "Chad shelled Sudan on Monday. The ministry said its police had arrested two of them."


def test_code_leaves_out_what_is_less_sure_than_asked() -> None:
    report = json.dumps({"id": "r", "date": "2025-05-07", "text": DOUBTFUL})
    whole, sure = (
        lines(detente("code", "-", *more, stdin=report).stdout)[0]["events"] for more in ([], ["--sure", ".6"])
    )
    assert isinstance(whole, list)
    kept = [e for e in whole if e["likelihood"] is None or e["likelihood"] >= 0.6]
    assert 0 < len(kept) < len(whole)
    assert [e["id"] for e in kept] == [e["id"] for e in sure]  # type: ignore[attr-defined]


def test_code_to_parts_keeps_every_event(tmp_path: Path) -> None:
    done = detente("code", "--sure", "0.5", "--to", str(tmp_path), "reports.jsonl")
    assert done.returncode == 2
    assert "--sure is not for --to" in done.stderr


def test_brief_leaves_out_what_is_less_sure_than_asked() -> None:
    found = [
        json.loads(detente("brief", "-", "--json", "--date", "2025-05-07", *more, stdin=DOUBTFUL).stdout)["events"]
        for more in ([], ["--sure", "0.6"])
    ]
    assert 0 < len(found[1]) < len(found[0])


def test_code_of_a_missing_file_is_status_2() -> None:
    done = detente("code", "no-such.jsonl")
    assert done.returncode == 2
    assert "no-such.jsonl" in done.stderr


# ------------------------------------------------------------------------------------------------------------ explain


def test_explain_names_the_rule() -> None:
    done = detente("explain", "If India stops the attacks, we are ready to reduce the tension, Khawaja Asif said.")
    assert done.returncode == 0
    assert "condition" in done.stdout
    assert "rule" in done.stdout


def test_explain_tells_how_likely_an_event_is_right() -> None:
    done = detente("explain", "Chad shelled Sudan on Monday. Togo denied that it had attacked Benin.")
    assert len(re.findall(r"likely\s+right\s+0\.\d\d", done.stdout)) == 1


def test_explain_says_why_nothing_was_coded() -> None:
    done = detente("explain", "The workers struck a deal with the company.", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["reading"]["events"] == []


# ---------------------------------------------------------------------------------------------------------- seed text


@pytest.mark.skipif(not SEED.exists(), reason=f"needs the shared folder: {SEED} is not there")
def test_seed_article() -> None:
    """What issue 2 asks of the article the project began with."""
    done = detente("brief", str(SEED), "--date", "2025-05-07", "--json")
    assert done.returncode == 0
    coded = lines(
        detente(
            "code",
            "-",
            stdin=json.dumps({"id": "seed", "date": "2025-05-07", "text": SEED.read_text(encoding="utf-8")}),
        ).stdout
    )[0]
    signals, events = coded["signals"], coded["events"]
    assert isinstance(signals, list)
    assert isinstance(events, list)
    assert not any("comment" in s["quote"].lower() or "Advertisement" in s["quote"] for s in signals + events)
    offers = [s for s in signals if s["kind"] == "offer" and s["condition"]]
    assert any(s["speaker"]["code"] == "PAK" and "stops the attacks" in s["quote"] for s in offers)
    threats = [s for s in signals if s["kind"] == "threat"]
    assert any("retaliatory action" in s["quote"] and s["condition"]["phase"] == "continue" for s in threats)
    pledges = [s for s in signals if s["kind"] == "pledge"]
    assert any("unless provoked" in s["quote"] and s["condition"]["negated"] for s in pledges)
    denials = [s["quote"] for s in signals if s["kind"] == "denial" and s["speaker"]["code"] == "PAK"]
    assert any("offensive actions" in q for q in denials)
    assert any("Pakistan denies" in q for q in denials)
    assert not any("will it scale back" in s["quote"] for s in signals)
    assaults = [e for e in events if e["type"] == "ASSAULT" and e["status"] == "reported" and not e["background"]]
    assert any(a["code"] == "IND" for e in assaults for a in e["actors"])
    assert not any("Pahalgam" in e["quote"] and a["code"] == "PAK" for e in assaults for a in e["actors"])
    assert all(e["background"] for e in events if "three full-scale wars" in e["quote"] and "wars" in e.get("rule", ""))


# ------------------------------------------------------------------------------------------------ what the system refuses


def test_what_was_coded_is_not_coded_again(tmp_path: Path) -> None:
    (tmp_path / "coded.jsonl").write_text('{"id":"a","events":[],"signals":[]}\n' * 3, encoding="utf-8")
    done = detente("code", "coded.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("coded.jsonl: coded already")
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    done = detente("code", "--to", "a.jsonl/parts", "a.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("a.jsonl/parts: cannot be read or written (")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "detente.cli", "query", "events", "--columns"],
            stdout=full, stderr=subprocess.PIPE, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "No space left on device" in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
