"""Where an application is tried without being registered: the whole question is in the address, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from grantdesk import clock, region
from grantdesk.domain import comparison, county_map, explanation, support, territory, walk_words
from grantdesk.domain.assessment import Assessment, Line
from grantdesk.domain.comparison import Difference, Elsewhere
from grantdesk.domain.county_map import Drawing, Shape
from grantdesk.domain.explanation import Named
from grantdesk.domain.facts import Application
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.kept_answer import rule_name
from grantdesk.domain.money import Money, total
from grantdesk.domain.scheme import Scheme
from grantdesk.domain.sorting import swedish_key
from grantdesk.domain.territory import Asked, Rated
from grantdesk.domain.vocabulary import SCHEMES, SIZES
from grantdesk.domain.walk_words import ToldStep
from grantdesk.queries import rates
from grantdesk.queries.rates import Rate
from grantdesk.web import county, filters, language
from grantdesk.web.access import requires
from grantdesk.web.forms import calculator as forms
from grantdesk.web.forms.application import read
from grantdesk.web.forms.calculator import CalculatorForm
from grantdesk.web.forms.sent import seen

bp = Blueprint("calculator", __name__, url_prefix="/calculator")

Said = MultiDict[str, str]

# What says how the page is to answer, and is no part of the question.
_BESIDE = frozenset({"calculate", "before", "add"})
# An address has to pass through whatever stands between the reader and the program.
_LONGEST_BEFORE = 1500
_MOST_FIELDS = 400


@dataclass(frozen=True)
class Question:
    """What is asked: what the address says with what is proposed beside, the scheme, and the form that it fills in."""

    said: Said
    scheme: Scheme
    form: CalculatorForm
    stored: Rate | None

    @property
    def eur_rate(self) -> Decimal | None:
        return self._written_rate or (self.stored.sek_per_eur if self.stored else None)

    @property
    def named(self) -> Named:
        """What the walk cannot tell from the facts: the scheme's name, and the day of the rate where the ECB's holds."""
        of_the_ecb = self.stored and not self._written_rate
        return Named(self.scheme.name, self.stored.rate_on if self.stored and of_the_ecb else None)

    @property
    def _written_rate(self) -> Decimal | None:
        return self.form.eur_rate.data if "eur_rate" in self.form else None

    def address(self, **changes: str) -> str:
        """The page's address with this question, `changes` of it made."""
        pairs = [(name, value) for name, value in forms.kept(self.said) if name not in changes]
        return f"{url_for('calculator.page')}?{urlencode([*pairs, *changes.items()])}"


@dataclass(frozen=True)
class Answer:
    """What the rules give, how they came there, what they gave the time before, and what they would give elsewhere."""

    application: Application
    assessment: Assessment
    steps: tuple[ToldStep, ...]
    difference: Difference | None
    elsewhere: dict[str, Elsewhere]

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.assessment.lines

    @property
    def cost(self) -> Money:
        return total(line.cost for line in self.assessment.lines)

    @property
    def eligible_cost(self) -> Money:
        return total(line.eligible_cost for line in self.assessment.lines)


@dataclass(frozen=True)
class Place:
    """One municipality: its rate, what the application would be given there, and the address that chooses it."""

    rated: Rated
    elsewhere: Elsewhere | None
    chosen: bool
    address: str

    @property
    def name(self) -> str:
        return self.rated.municipality.name


@dataclass(frozen=True)
class Map:
    """The county as it is drawn, each shape with its municipality."""

    drawing: Drawing
    shapes: list[tuple[Shape, Place]]


@bp.get("")
@requires("calculator:use")
def page() -> str | tuple[str, int]:
    said = request.args
    asked = _question(said) or abort(404)
    answer = _answer(asked, said.get("before", "")) if "calculate" in said else None
    if "add" in said:
        # A row more asks for no answer: what is not filled in yet is not told of as wrong.
        return _shown(_question(said) or asked, answer, add=said["add"])
    shown = _shown(asked, answer)
    return shown if answer or "calculate" not in said else (shown, 422)


def _shown(asked: Question, answer: Answer | None, *, add: str | None = None) -> str:
    places = _places(asked, answer)
    drawing, wrong = _drawing()
    return render_template(
        "calculator/page.html",
        form=forms.with_rows(asked.form, asked.scheme, county.current(), add=add),
        groups=forms.groups(asked.form, asked.scheme, on=clock.today()),
        scheme=asked.scheme,
        answer=answer,
        before=_before(asked, answer),
        municipalities=places,
        steps=territory.steps([place.rated for place in places]),
        map=_map(drawing, places) if drawing else None,
        map_wrong=wrong,
        rule_name=rule_name,
        on=_day(asked),
        size=_size(asked),
    )


def _question(said: Said) -> Question | None:
    """What is asked about a scheme of the county; None where there is no such scheme."""
    schemes = county.current().schemes
    scheme = schemes.get(said.get("scheme") or next(code for code in SCHEMES if code in schemes))
    if scheme is None:
        return None
    pairs = [(name, value) for name, value in said.items(multi=True) if name not in _BESIDE]
    whole = forms.with_proposals(MultiDict(pairs), scheme, on=clock.today())
    form = forms.form_of(whole, scheme, county.current())
    return Question(whole, scheme, form, _stored_rate(form) if "eur_rate" in form else None)


def _stored_rate(form: CalculatorForm) -> Rate | None:
    """The rate of the last banking day before the application, which holds where no other is written."""
    stored = rates.find_before(form.received_on.data or clock.today())
    if stored is None:
        form.eur_rate.description = gettext("No rate is stored from before that day. Write one.")
    else:
        day, rate = filters.day(stored.rate_on), filters.number(stored.sek_per_eur)
        form.eur_rate.description = gettext(
            "Where nothing is written: the ECB's rate of %(day)s, %(rate)s.", day=day, rate=rate
        )
    return stored


def _answer(asked: Question, before: str) -> Answer | None:
    """What the rules give; None where the question is not right, and then each field says what."""
    facts = forms.facts(asked.form, asked.scheme, eur_rate=asked.eur_rate)
    application = read(asked.form, facts, county.current())
    if application is None:
        return None
    assessment = support.calculate(application, county.current())
    tried = comparison.by_municipality(application, county.current())
    return Answer(
        application=application,
        assessment=assessment,
        steps=walk_words.tell(explanation.told(assessment, facts, asked.named), language.current()),
        difference=_difference(before, application, assessment),
        elsewhere={one.municipality.code: one for one in tried},
    )


def _difference(before: str, application: Application, assessment: Assessment) -> Difference | None:
    """What came of the change since the question before; None where there was none, or it was the same."""
    earlier = _earlier(before)
    if earlier is None or earlier == application:
        return None
    return comparison.between(support.calculate(earlier, county.current()), assessment)


def _earlier(before: str) -> Application | None:
    """The application that was tried before; an address that somebody has made up may say none."""
    if not before or len(before) > _LONGEST_BEFORE:
        return None
    asked = _question(MultiDict(parse_qsl(before, keep_blank_values=True)[:_MOST_FIELDS]))
    if asked is None:
        return None
    return read(asked.form, forms.facts(asked.form, asked.scheme, eur_rate=asked.eur_rate), county.current())


def _before(asked: Question, answer: Answer | None) -> str:
    """The question that the next one is to be compared with: this one once it is answered, until then the one before."""
    kept = urlencode(forms.kept(asked.said)) if answer else seen(request.args.get("before", ""))
    return kept if len(kept) <= _LONGEST_BEFORE else ""


def _places(asked: Question, answer: Answer | None) -> list[Place]:
    """Every municipality, in Swedish order of name."""
    rated = territory.rates(Asked(asked.scheme, _size(asked), _day(asked)), county.current())
    chosen, beside = asked.form.municipality.data, _beside(asked, answer)
    return [
        Place(
            rated=one,
            elsewhere=answer.elsewhere[one.municipality.code] if answer else None,
            chosen=one.municipality.code == chosen,
            address=asked.address(municipality=one.municipality.code, **beside),
        )
        for one in sorted(rated, key=lambda one: swedish_key(one.municipality.name))
    ]


def _beside(asked: Question, answer: Answer | None) -> dict[str, str]:
    if answer is None:
        return {}
    before = _before(asked, answer)
    return {"calculate": "1"} | ({"before": before} if before else {})


def _size(asked: Question) -> str:
    """The size that the map is for; a size that there is none of says nothing of rates."""
    size = asked.form.size.data
    return size if size in SIZES else SIZES[0]


def _day(asked: Question) -> date:
    return asked.form.received_on.data or clock.today()


def _drawing() -> tuple[Drawing | None, str]:
    """The county's map where its folder has one that can be read, and what is wrong with one that cannot."""
    try:
        found = region.read_map(county.settings().region_folder, county.current())
    except InputErrors as wrong:
        current_app.logger.error("the county's map cannot be shown: %s", wrong)
        return None, f"{wrong.errors[0].where}: {filters.say(wrong.errors[0].reason)}"
    return (county_map.drawn(found) if found else None), ""


def _map(drawing: Drawing, places: list[Place]) -> Map:
    by_code = {place.rated.municipality.code: place for place in places}
    return Map(drawing, [(shape, by_code[shape.code]) for shape in drawing.shapes])
