"""Errors: one line each, the hierarchy as drawn, the exit statuses as promised."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import errors
from detente.records import Problem


def test_an_error_is_one_line_with_name_fault_and_remedy() -> None:
    assert str(errors.NotFound("a.html", "no such file", "check its name")) == "a.html: no such file; check its name"
    assert str(errors.BadRecord("a.jsonl", "not JSON", "mend it", line=3)) == "a.jsonl:3: not JSON; mend it"
    assert str(errors.Empty("-", "it is empty")) == "-: it is empty"


@given(st.text(), st.text(), st.text())
def test_no_name_or_message_breaks_the_line(where: str, what: str, remedy: str) -> None:
    line = errors.one_line(Problem(where=where, what=what, remedy=remedy))
    assert line.splitlines() in ([line], [])
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
    assert line.encode("utf-8")


def test_a_long_name_keeps_its_beginning_and_end() -> None:
    shown = errors.shown("/data/" + "x" * 1000 + "/report.html")
    assert len(shown) <= errors.LONGEST_NAME
    assert shown.startswith("/data/x")
    assert shown.endswith("x/report.html")


def test_the_drawn_hierarchy_is_the_real_one() -> None:
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or "")) | {"DetenteError"}
    real = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.DetenteError)
    }
    assert drawn == real
    families = (errors.UsageError, errors.SourceError, errors.StoreError)
    assert all(issubclass(vars(errors)[name], families) for name in drawn - {"DetenteError"})


@pytest.mark.parametrize(("done", "failed", "status"), [(3, 0, 0), (3, 1, 1), (0, 2, 2), (0, 0, 2)])
def test_exit_statuses(done: int, failed: int, status: int) -> None:
    assert errors.exit_status(done=done, failed=failed) == status


def test_an_error_survives_a_process_boundary() -> None:
    error = errors.BadRecord("a.jsonl", "not JSON", "mend it", line=3)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.problem, str(again)) == (errors.BadRecord, error.problem, str(error))
    busy = errors.Busy("http://a.example/", "busy")
    busy.wait = 30.0
    assert pickle.loads(pickle.dumps(busy)).wait == 30.0
