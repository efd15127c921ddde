"""The pictures of the years, in the reader's language: frames beside what became of them, and what falls due when."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from markupsafe import Markup

from grantdesk.documents import year_chart
from grantdesk.documents.year_chart import FILLS, Group, Kind, Words
from grantdesk.domain.forecast import Figure
from grantdesk.queries.appropriations import Year
from grantdesk.web import language

# As many years as a picture can hold and still be read.
_MOST = 6


def of_frames(years: Sequence[Year], *, this_year: int) -> list[tuple[str, Markup]]:
    """By appropriation item, budget, decided and paid by year: the latest years up to the next, the earliest first."""
    years = [one for one in years if one.year <= this_year + 1]
    items = sorted({one.item for one in years})
    return [
        (item, _of_item([one for one in years if one.item == item], f"frames-chart-{place}"))
        for place, item in enumerate(items, start=1)
    ]


def _of_item(years: Sequence[Year], name: str) -> Markup:
    kinds = [Kind(gettext("Frame"), FILLS[0]), Kind(gettext("Decided"), FILLS[1]), Kind(gettext("Paid"), FILLS[2])]
    groups = [Group(str(one.year), (one.budget, one.flow.granted, one.flow.paid)) for one in reversed(years[:_MOST])]
    words = Words(
        gettext("Frame, decided and paid by year, item %(item)s", item=years[0].item),
        gettext(
            "A bar each year for the frame, one for what was decided and one for what was paid. The table holds the same."
        ),
    )
    return _drawn(groups, kinds, words, name)


def of_forecast(years: Sequence[Figure], *, name: str) -> Markup:
    """What is expected each year, by the model and with the handlers' figures."""
    kinds = [Kind(gettext("By the model"), FILLS[1]), Kind(gettext("With the handlers' figures"), FILLS[2])]
    groups = [Group(str(one.year), (one.model, one.expected)) for one in years]
    words = Words(
        gettext("What is left to pay, by the year that it is expected"),
        gettext(
            "A bar each year for what the model expects, and one with the handlers' figures. The table holds the same."
        ),
    )
    return _drawn(groups, kinds, words, name)


def _drawn(groups: Sequence[Group], kinds: Sequence[Kind], words: Words, name: str) -> Markup:
    # Made of our own words and of amounts, each escaped where it is drawn.
    return Markup(year_chart.render(groups, kinds, words, language.current(), name=name))  # noqa: S704
