"""`detente users`, and what `detente serve` refuses: nobody is let in without an account, no password is an argument."""

from __future__ import annotations

import importlib
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.cli.listening import Listening, application, configuration, is_loopback, shown
from detente.web.library import Library

PASSWORD = "seven green bottles"


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own; the accounts go there."""
    monkeypatch.setenv("DETENTE_DB", str(tmp_path / "store.sqlite"))
    monkeypatch.delenv("DETENTE_AUTH", raising=False)
    return tmp_path / "access.db"


def run(*words: str, input: str | None = None) -> Result:  # noqa: A002
    return CliRunner().invoke(main, list(words), input=input)


def add(name: str, role: str, *more: str) -> Result:
    return run("users", "add", name, "--role", role, "--password-stdin", *more, input=f"{PASSWORD}\n")


def test_accounts_from_the_first_to_the_last(where: Path) -> None:
    assert run("users", "list").exit_code == 2
    assert "detente users add" in run("users", "list").stderr
    made = run("users", "add", "ada", "--role", "admin", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert made.exit_code == 0, made.output
    assert PASSWORD not in made.output
    assert add("rea", "reader").exit_code == 0
    assert "reader" in run("users", "list").stdout
    assert run("users", "role", "rea", "analyst").exit_code == 0
    assert run("users", "disable", "rea").exit_code == 0
    assert "disabled" in run("users", "list").stdout
    assert run("users", "disable", "rea", "--undo").exit_code == 0
    rows = [json.loads(line) for line in run("users", "list", "--json").stdout.splitlines()]
    assert [(r["name"], r["role"], r["active"]) for r in rows] == [("ada", "admin", True), ("rea", "analyst", True)]
    assert run("users", "passwd", "rea", "--password-stdin", input="nine red wagons\n").exit_code == 0
    lines = [json.loads(line) for line in run("users", "audit", "--json").stdout.splitlines()]
    assert [line["action"] for line in lines] == [
        "password reset", "account enabled", "account disabled", "role changed", "account added", "account added",
    ]  # fmt: skip
    assert all("command line" in line["name"] for line in lines)
    assert "role changed" in run("users", "audit", "--user", "rea").stdout
    assert run("users", "audit", "--user", "nobody").stdout == ""


def test_nobody_else_on_the_machine_reads_the_hashes(where: Path) -> None:
    add("ada", "admin")
    assert stat.S_IMODE(where.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("words", "input", "said"),
    [
        (["add", "ada", "--password-stdin"], "short\n", "12 to 1000"),
        (["add", "ada", "--password-stdin"], "", "standard input is empty"),
        (["add", "a b", "--password-stdin"], f"{PASSWORD}\n", "not a name"),
        (["add", "eve", "--role", "king", "--password-stdin"], f"{PASSWORD}\n", "is not one of"),
        (["add", "root", "--password-stdin"], f"{PASSWORD}\n", "of that name"),
        (["passwd", "nobody", "--password-stdin"], f"{PASSWORD}\n", "no such account"),
        (["role", "root", "reader"], "", "last admin"),
        (["disable", "root"], "", "last admin"),
        (["token", "root", "--revoke", "x"], "", "no such token"),
        (["token", "root", "--label", "a", "--revoke", "b"], "", "--label or --revoke"),
        (["add", "eve"], "one two three four\nfour three two one\n", "do not match"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(where: Path, words: list[str], input: str, said: str) -> None:  # noqa: A002
    add("root", "admin")
    result = run("users", *words, input=input)
    assert result.exit_code != 0
    assert said in result.output


def test_a_password_is_no_argument(where: Path) -> None:
    for command in ("add", "passwd"):
        assert "--password " not in run("users", command, "--help").output
        assert run("users", command, "ada", PASSWORD).exit_code == 2


def test_tokens_are_made_listed_and_ended(where: Path) -> None:
    add("ada", "admin")
    made = run("users", "token", "ada", "--label", "nightly export", "--role", "analyst", "--days", "7")
    assert made.stdout.startswith("detente_")
    assert made.stdout.count("\n") == 1
    (row,) = [json.loads(line) for line in run("users", "token", "ada", "--json").stdout.splitlines()]
    assert (row["label"], row["role"], row["state"], row["used"]) == ("nightly export", "analyst", "valid", None)
    assert row["id"] in made.stdout
    assert run("users", "token", "ada", "--revoke", row["id"]).exit_code == 0
    assert "revoked" in run("users", "token", "ada").stdout
    assert run("users", "token", "ada", "--label", "reader", "--feed").exit_code == 0
    assert " feed " in run("users", "token", "ada").stdout


def test_accounts_may_be_somewhere_else(where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "elsewhere" / "team.db"
    assert add("ada", "admin", "--auth", str(other)).exit_code == 0
    assert other.exists()
    assert not where.exists()
    monkeypatch.setenv("DETENTE_AUTH", str(other))
    assert "ada" in run("users", "list").stdout
    monkeypatch.delenv("DETENTE_AUTH")
    beside = tmp_path / "other"
    beside.mkdir()
    assert add("eve", "admin", "--db", str(beside / "s.sqlite")).exit_code == 0
    assert (beside / "access.db").exists()


def test_another_programs_database_is_left_alone(tmp_path: Path, where: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text('{"id": "1"}\n' * 400, "utf-8")
    result = run("users", "list", "--auth", str(reports))
    assert result.exit_code == 2
    assert "no SQLite database" in result.stderr
    assert reports.read_text("utf-8").startswith('{"id": "1"}')


# --------------------------------------------------------------------------------------------------------------- serve


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Listening]:
    """What would have been served."""
    seen: list[Listening] = []
    module = importlib.import_module("detente.cli.serve")
    monkeypatch.setattr(module, "run", lambda library, asked: seen.append(asked))
    monkeypatch.setattr(module, "_demo", lambda: Library.of([], []))
    return seen


REFUSED = [
    (["--host", "0.0.0.0"], "add --auth"), (["--host", "::"], "add --auth"), (["--host", "192.0.2.1"], "add --auth"),
    (["--host", "myserver"], "add --auth"), (["--host", "0"], "add --auth"), (["--host", ""], "add --auth"),
    (["--behind-proxy", "127.0.0.1"], "add --auth"), (["--name", "example.org"], "add --auth"),
    (["--auth", "--host", "0.0.0.0"], "--name"), (["--auth", "--behind-proxy", "127.0.0.1"], "--name"),
    (["--auth", "--name", "https://example.org/"], "the name alone"), (["--auth", "--name", "*"], "the name alone"),
    (["--auth", "--name", "a.org", "--behind-proxy", "*"], "not an address"), (["--auth", "--name", "a.org", "--behind-proxy", "0.0.0.0/0"], "not an address"),
    (["--auth", "--tls-cert", __file__], "--tls-key"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=[" ".join(w) for w, _ in REFUSED])
def test_it_does_not_let_strangers_in(where: Path, served: list[Listening], words: list[str], said: str) -> None:
    add("ada", "admin")
    result = run("serve", "--demo", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert served == []


def test_it_is_for_this_machine_where_nothing_else_is_said(served: list[Listening]) -> None:
    assert run("serve", "--demo").exit_code == 0
    (asked,) = served
    assert (asked.host, asked.auth) == ("127.0.0.1", None)
    assert is_loopback("127.9.9.9")
    assert is_loopback("::1")


def test_passwords_in_the_open_are_warned_of(where: Path, served: list[Listening], tmp_path: Path) -> None:
    add("ada", "admin")
    public = ["serve", "--demo", "--auth", "--host", "0.0.0.0", "--name", "news.example.org"]
    assert "not encrypted" in run(*public).stderr
    assert "not encrypted" not in run(*public, "--tls-cert", __file__, "--tls-key", __file__).stderr
    assert "not encrypted" not in run(*public, "--behind-proxy", "10.0.0.1").stderr
    assert [a.is_encrypted for a in served] == [False, True, True]
    assert shown(served[1], 8321) == "https://news.example.org:8321/"


def test_it_does_not_begin_without_anybody_who_could_log_in(where: Path) -> None:
    asked = Listening("127.0.0.1", 0, None, "", (), None, None, ())
    with pytest.raises(SystemExit), application(Library.of([], []), asked):
        pass
    assert not where.exists()


def test_a_team_is_served_by_its_name_with_its_proxy_believed(where: Path) -> None:
    add("ada", "admin")
    asked = Listening("127.0.0.1", 0, None, "", ("news.example.org",), None, None, ("10.0.0.1",))
    with application(Library.of([], []), asked) as app:
        config = configuration(app, asked)
        config.load()
        answer = asks(config.loaded_app, "10.0.0.1", "news.example.org")
        assert answer.status_code == 200
        assert "__Host-detente_form" in answer.headers["set-cookie"]
        assert (
            asks(config.loaded_app, "10.0.0.2", "news.example.org").status_code == 400
        )  # X-Forwarded-Proto by anybody else
        assert asks(config.loaded_app, "10.0.0.1", "evil.example.org").status_code == 400


def asks(app: Any, client: str, host: str) -> Any:
    """The login page, through a proxy at that address."""
    from starlette.testclient import TestClient

    made = TestClient(app, client=(client, 4000), headers={"accept": "text/html"})
    return made.get("/login", headers={"host": host, "x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"})
