"""What pictures share: their look, bytes that are the same for the same figure, SVG that stands inside a page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any, Final, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

PAPER, INK, SOFT = "#fbfaf7", "#1d2126", "#5b626b"
Form = Literal["png", "svg"]
_LOOK: Final[dict[Any, Any]] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": SOFT,
    "axes.facecolor": "#ffffff",
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "svg.fonttype": "path",
}


def drawn(make: Callable[[], Figure], form: Form, *, salt: str) -> bytes:
    """A figure as a file; `salt` names its ids, so that two pictures in one page do not share any."""
    with mpl.rc_context({**_LOOK, "svg.hashsalt": salt}):
        figure = make()
        FigureCanvasAgg(figure)
        raw = io.BytesIO()
        about = {"Date": None, "Creator": "Détente"} if form == "svg" else {"Software": "Détente"}
        figure.savefig(raw, format=form, facecolor=PAPER, dpi=150, metadata=about)
    return raw.getvalue()


def inside_a_page(svg: bytes, label: str) -> str:
    """A drawn SVG as one element without style attributes, which a page's own policy would refuse."""
    text = svg.decode("utf-8")
    text = text[text.index("<svg") :]
    for unwanted in (r"<metadata>.*?</metadata>", r"<style[^>]*>.*?</style>"):
        text = re.sub(unwanted, "", text, flags=re.DOTALL)
    text = re.sub(r' style="([^"]*)"', lambda found: _attributes(found[1]), text)
    return text.replace("<svg", f'<svg role="img" aria-label="{_escaped(label)}" stroke-linejoin="round"', 1)


def _attributes(style: str) -> str:
    pairs = (part.partition(":") for part in style.split(";") if ":" in part)
    return "".join(f' {key.strip()}="{value.strip()}"' for key, _, value in pairs)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def rooted(axes: Axes) -> None:
    """Points on the sign·√ scale, ticked at round numbers: one week of war must not flatten all others."""
    from detente.dynamics.var import signed_root, signed_square

    low, high = (float(signed_root(edge)) for edge in axes.get_ylim())
    axes.set_yscale("function", functions=(signed_root, signed_square))
    steps = [sign * size for size in (0, 1, 5, 10, 25, 50, 100, 250, 500, *_RANGE) for sign in (-1, 1)]
    apart = (high - low) / 9
    ticks: list[float] = []
    for step in sorted(set(steps), key=abs):
        at = float(signed_root(step))
        if low <= at <= high and all(abs(at - float(signed_root(other))) >= apart for other in ticks):
            ticks.append(step)
    axes.set_yticks(ticks, [f"{tick:,.0f}".replace("-", "−").replace(",", " ") for tick in ticks])
    axes.minorticks_off()


_RANGE: Final = tuple(sign * 10**power for power in range(3, 9) for sign in (1, 2.5, 5))
