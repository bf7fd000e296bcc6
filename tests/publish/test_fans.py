"""Pictures of what is ahead: the same bytes for the same record, fit for a page, drawn where there is nothing to draw too."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from detente.dynamics.forecast import forecast
from detente.dynamics.reciprocity import reciprocity
from detente.dynamics.scenario import parse
from detente.dynamics.series import Dyad, of_values
from detente.dynamics.what_if import what_if
from detente.publish.ahead_page import forecast_html, what_if_html
from detente.publish.fans import (
    forecast_picture,
    forecast_svg,
    responses_picture,
    responses_svg,
    what_if_picture,
    what_if_svg,
)
from detente.publish.figures import inside_a_page


def _dyad(weeks: int) -> Dyad:
    rng = np.random.default_rng(3)
    y = -np.abs(rng.standard_normal((weeks, 2))) * 30
    return of_values(
        pd.DataFrame(y, index=pd.date_range("2021-01-04", periods=weeks, freq="W-MON")), "IND", "PAK", step="week"
    )


@pytest.mark.parametrize("weeks", [5, 120])
def test_pictures_are_drawn_and_the_same_twice(weeks: int) -> None:
    dyad = _dyad(weeks)
    halts, ahead, answers = what_if(dyad, parse("IND halts", ("IND", "PAK"))), forecast(dyad), reciprocity(dyad.pair())
    pngs = (what_if_picture(halts, "png"), forecast_picture(ahead, "png"), responses_picture(answers, "png"))
    assert all(png.startswith(b"\x89PNG") for png in pngs)
    svgs = [(what_if_svg(halts), forecast_svg(ahead), responses_svg(answers)) for _ in range(2)]
    assert svgs[0] == svgs[1]
    for text in svgs[0]:
        assert text.startswith("<svg ")
        assert not any(unwanted in text for unwanted in (" style=", "<style", "<script"))


def test_pages_escape_what_comes_from_outside_and_load_nothing() -> None:
    halts = what_if(_dyad(120), parse("IND halts", ("IND", "PAK")))
    for page in (what_if_html(halts), forecast_html(forecast(_dyad(120)))):
        assert not re.search(r"(?:src|href)=\"https?:", page.replace("http://www.w3.org", ""))
        assert "default-src 'none'" in page
        assert page.count("<table>") >= 1


def test_the_label_of_a_picture_is_escaped() -> None:
    made = inside_a_page(b'<svg style="fill: red"></svg>', 'a "b" <c> & d')
    assert 'aria-label="a &quot;b&quot; &lt;c> &amp; d"' in made
    assert 'fill="red"' in made
