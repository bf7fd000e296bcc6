"""`detente hooks`: from adding one to what became of its deliveries."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.hooks.conftest import receiving, row, stands

from detente.cli import main
from detente.store import Store
from detente.store import hooks as kept


def call(*words: str) -> Result:
    return CliRunner().invoke(main, ["hooks", *words])


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "store.sqlite"
    Store.open(path).close()
    return str(path)


def test_from_adding_to_the_log(db: str) -> None:
    with receiving(200, 500, 200) as (receiver, url):
        made = call("add", url, "--on", "offer", "--http", "--private", "--name", "ours", "--any-age", "--db", db)
        assert made.exit_code == 0, made.output
        name = made.stdout.strip()
        assert "whsec_" in made.stderr
        assert "not taken" not in call("test", name, "--db", db).output
        with Store.open(db) as store:
            stands(store, row("open"), at=datetime.now(UTC))
        assert call("run", "--db", db).stderr == "1 new, 0 delivered, 1 to be tried again, 0 given up\n"
        log = call("log", "--db", db).stdout
        assert "waiting, 1 try: status 500: ok  offer  a1/s1" in log
        assert "done, 1 try  test" in log
        assert len(receiver.got) == 2
    (listed,) = json.loads(call("list", "--json", "--db", db).stdout)
    assert (listed["name"], listed["done"], listed["waiting"]) == ("ours", 1, 1)
    assert "secret" not in listed
    assert call("remove", name, "--db", db).exit_code == 0
    assert "no hooks" in call("list", "--db", db).stdout


def test_a_log_without_deliveries_says_so(db: str) -> None:
    done = call("log", "--db", db)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing was delivered" in done.stderr


def test_a_trial_that_is_not_taken_says_why_and_is_not_tried_again(db: str) -> None:
    with receiving(404) as (receiver, url):
        name = call("add", url, "--on", "offer", "--http", "--private", "--db", db).stdout.strip()
        failed = call("test", name, "--db", db)
        assert (failed.exit_code, "status 404" in failed.stdout) == (1, True)
        call("run", "--db", db)
        assert len(receiver.got) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "http://example.org/"], "allow http"), (["add", "https://192.168.0.1/"], "private"),
        (["add", "https://example.org/", "--on", "turning-point"], "--dyad"), (["add", "https://example.org/", "--dyad", "IND"], "IND-PAK"),
        (["test", "nonsense"], "hooks list"), (["remove", "nonsense"], "hooks list"),
    ],
)  # fmt: skip
def test_errors_say_what_to_do(db: str, words: list[str], said: str) -> None:
    failed = call(*words, "--db", db)
    assert failed.exit_code == 2
    assert said in failed.stderr


def test_a_secret_of_ones_own_comes_from_a_file(db: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret of the tests\n")
    made = call("add", "https://example.org/", "--secret-file", str(tmp_path / "secret"), "--db", db)
    assert "a secret of the tests" not in made.output
    with Store.open(db) as store:
        assert kept.hooks(store)[0].secret == "a secret of the tests"
