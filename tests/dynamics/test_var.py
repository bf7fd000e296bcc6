"""The VAR against R's `vars` (where the shared figures are), against statsmodels, and against itself with gaps."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from detente.dynamics import var
from detente.dynamics.var import Floats

SHARED = Path(os.environ.get("DETENTE_SHARED", Path(__file__).parents[3] / "shared")) / "data/dynamics"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the weekly series and R's figures are not at {SHARED}")


def _weekly() -> Floats:
    return pd.read_csv(SHARED / "israel_palestine_weekly_1979_2003.csv")[["i2p", "p2i"]].to_numpy()


def _of_r(name: str) -> Floats:
    return pd.read_csv(SHARED / "r_outputs" / f"out_r_{name}.csv", index_col=0).to_numpy()


def _two(weeks: int = 300, seed: int = 3, strength: float = 0.3) -> Floats:
    rng = np.random.default_rng(seed)
    y = np.zeros((weeks, 2))
    for t in range(1, weeks):
        y[t] = (0.4 * y[t - 1, 0], 0.3 * y[t - 1, 1] + strength * y[t - 1, 0]) + rng.standard_normal(2)
    return y


@needs_shared
def test_coefficients_errors_and_covariance_are_those_of_r() -> None:
    made = var.fit(_weekly(), 6)
    np.testing.assert_allclose(made.coefficients, _of_r("coef"), rtol=0, atol=1e-9)
    np.testing.assert_allclose(var.standard_errors(made), _of_r("se"), rtol=0, atol=1e-9)
    np.testing.assert_allclose(made.sigma, _of_r("sigma"), rtol=1e-12)


@needs_shared
def test_orthogonal_responses_and_variance_shares_are_those_of_r() -> None:
    made = var.fit(_weekly(), 6)
    found = var.orthogonal(var.responses(var.lag_matrices(made.coefficients, 6), 12), made.sigma)
    np.testing.assert_allclose(np.hstack([found[:, :, 0], found[:, :, 1]]), _of_r("oirf"), rtol=0, atol=1e-9)
    shares = var.decomposition(found)
    np.testing.assert_allclose(np.hstack([shares[:, 0], shares[:, 1]]), _of_r("fevd"), rtol=0, atol=1e-9)


@needs_shared
def test_granger_is_that_of_r() -> None:
    made = var.fit(_weekly(), 6)
    assert var.granger(made, 0, 1).f == pytest.approx(10.912353905178, abs=1e-9)
    assert var.granger(made, 1, 0).f == pytest.approx(17.630996458881, abs=1e-9)
    assert (var.granger(made, 0, 1).above, var.granger(made, 0, 1).below) == (6, 2518)


def test_statsmodels_agrees_on_fit_and_lags() -> None:
    from statsmodels.tsa.api import VAR

    y = _two()
    made, theirs = var.fit(y, 3), VAR(y).fit(3, trend="c")
    np.testing.assert_allclose(made.coefficients, np.roll(theirs.params, -1, axis=0), atol=1e-12)
    chosen = VAR(y).select_order(8, trend="c").selected_orders
    assert var.choose_lags(y, 8) == {"AIC": chosen["aic"], "HQ": chosen["hqic"], "BIC": chosen["bic"]}


def test_hc3_is_that_of_statsmodels() -> None:
    import statsmodels.api as sm

    made = var.fit(_two(), 2)
    theirs = sm.OLS(made.y[:, 1], made.x).fit(cov_type="HC3", use_t=True)
    wald = theirs.f_test(np.eye(made.x.shape[1])[[0, 2]])
    found = var.granger_hc3(made, 0, 1)
    assert found.f == pytest.approx(float(wald.fvalue))
    assert found.p == pytest.approx(float(wald.pvalue))


def test_a_missing_week_leaves_out_itself_and_what_looks_back_at_it() -> None:
    y = _two(60)
    y[30, 1] = np.nan
    made = var.fit(y, 2)
    assert sorted(set(range(2, 60)) - set(made.weeks.tolist())) == [30, 31, 32]
    whole = var.fit(_two(60), 2)
    rows = np.isin(whole.weeks, made.weeks)
    by_hand = np.linalg.lstsq(whole.x[rows], whole.y[rows], rcond=None)[0]
    np.testing.assert_allclose(made.coefficients, by_hand, atol=1e-12)


def test_levels_that_repeat_each_other_are_dropped() -> None:
    y = _two(80)
    late = (np.arange(80) > 40).astype(float)
    made = var.fit(y, 1, np.column_stack([late, late, np.ones(80), np.zeros(80)]))
    assert made.x.shape[1] == 2 + 1 + 1


def test_too_few_weeks_and_dead_series_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="too few to fit 3 lags"):
        var.fit(_two(9), 3)
    with pytest.raises(ValueError, match="never changes"):
        var.fit(np.column_stack([_two(50)[:, 0], np.zeros(50)]), 1)


def test_the_wild_bootstrap_keeps_its_size_where_the_classical_test_does_not() -> None:
    rng = np.random.default_rng(5)
    wild = classical = 0
    for _ in range(150):
        # surprises of one week are as large as those of the other side the week before: nobody answers, but wars scatter
        e = rng.standard_normal((200, 2))
        size = np.exp(np.clip(np.cumsum(rng.standard_normal(200) * 0.5), -2, 2))
        y = e * size[:, None]
        made = var.fit(y, 1)
        classical += var.granger(made, 0, 1).p < 0.05
        p = var.granger_wild(made, 0, 1, var.draw_signs(len(made.weeks), 99, rng))[1]
        wild += p is not None and p < 0.05
    assert classical > 30
    assert wild <= 15


def test_bootstrap_spread_is_that_of_hc3() -> None:
    made = var.fit(_two(400), 2)
    drawn = var.wild_coefficients(made, var.draw_signs(len(made.weeks), 4000, np.random.default_rng(0)))
    maker = made.inverse @ made.x.T
    hc3 = np.sqrt((maker**2) @ (made.residuals / made.leverage_left[:, None]) ** 2)
    np.testing.assert_allclose(drawn.std(axis=0), hc3, rtol=0.06)
    np.testing.assert_allclose(drawn.mean(axis=0), made.coefficients, atol=0.01)


def test_signed_root_and_back() -> None:
    x = np.array([-9.0, 0.0, 4.0, np.nan])
    np.testing.assert_array_equal(var.signed_root(x), [-3.0, 0.0, 2.0, np.nan])
    np.testing.assert_array_equal(var.signed_square(var.signed_root(x)), x)


@needs_shared
@pytest.mark.parametrize(("name", "others"), [("bcf_coef0", False), ("bcf_coef", True)])
def test_three_series_with_dummies_are_those_of_r(name: str, others: bool) -> None:
    """The monthly series with public opinion; R's figures are of its first 108 months."""
    months = pd.read_csv(SHARED / "bcf2008_monthly_1996_2005.csv")[:108]
    made = var.fit(months[["I2P", "P2I", "JPI"]], 2, months.iloc[:, 4:] if others else None)
    of_r = pd.read_csv(SHARED / "r_outputs" / f"out_{name}.csv", index_col=0).to_numpy()
    np.testing.assert_allclose(made.coefficients, of_r, rtol=0, atol=1e-9)
