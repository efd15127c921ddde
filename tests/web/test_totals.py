"""The page of totals: what it sums, in whose words, and the Region's chart."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from grantdesk.queries.balances import KEYS
from tests import builders
from tests.strict_client import StrictClient
from tests.web.desk import at_work

pytestmark = pytest.mark.parametrize("backend", ["sqlite"])


def cells(page: str, first: str) -> list[str]:
    """The cells of the table row that begins with `first`, as a reader sees them."""
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.S):
        found = [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        if found and found[0].startswith(first):
            return found
    raise AssertionError(f"no row begins with {first!r}")


@pytest.fixture
def controller(app: Flask) -> StrictClient:
    return at_work(app, "controller")


def test_the_totals_move_when_a_batch_is_exported(controller: StrictClient) -> None:
    batch = builders.a_batch()
    page = controller.get("/totals").text
    assert cells(page, "Delmål VAL-1")[1:] == [
        "1", "84 000,00", "60,00 %", "0,00", "–", "0,00", "0,00", "0,00", "84 000,00",
    ]  # fmt: skip
    builders.export(batch)
    page = controller.get("/totals").text
    assert cells(page, "Delmål VAL-1")[1:] == [
        "1", "84 000,00", "60,00 %", "21 000,00", "60,00 %", "0,00", "0,00", "21 000,00", "63 000,00",
    ]  # fmt: skip
    assert cells(page, "Summa")[1:] == [
        "1", "140 000,00", "100,00 %", "35 000,00", "100,00 %", "0,00", "0,00", "35 000,00", "105 000,00",
    ]  # fmt: skip


def test_shares_add_up_to_a_hundred(controller: StrictClient) -> None:
    for_three = {"VAL-1": 3334, "VAL-2": 3333, "VAL-3": 3333}
    builders.a_granted_case(builders.a_registration(objectives=for_three))
    page = controller.get("/totals").text
    shares = [cells(page, f"Delmål {code}")[3] for code in for_three]
    assert sum(round(float(share.replace(",", ".").removesuffix(" %")) * 100) for share in shares) == 10_000


def test_a_working_name_is_marked_and_a_known_one_is_not(controller: StrictClient) -> None:
    builders.a_granted_case(builders.a_registration(objectives={"VAL-1": 5000, "NYS-1": 5000}))
    page = controller.get("/totals").text
    assert "obekräftat värde" in cells(page, "Delmål VAL-1")[0]
    assert cells(page, "Starkt näringsliv")[0] == "Starkt näringsliv, konkurrenskraft och produktivitet"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("goal-area", "Ett välmående Västmanland"),
        ("municipality", "Fagersta"),
        ("scheme", "Investeringsstöd"),
        ("handled-by", "Regionen"),
        ("handler", "Påhittad handler"),
        ("leader", "Kvinna"),
        ("year", "2026"),
    ],
)
def test_every_key_has_words(controller: StrictClient, key: str, name: str) -> None:
    builders.a_granted_case()
    page = controller.get(f"/totals?by={key}").text
    assert cells(page, name)[2] == "140 000,00"
    assert "<svg" not in page.split('id="totals"')[1]


def test_only_what_was_booked_in_the_days_is_summed(controller: StrictClient) -> None:
    builders.a_granted_case()
    day = builders.DAY
    for inside in (f"year={day.year}", f"first={day}&last={day}", f"year={day.year}&last={day}", f"last={day}"):
        assert cells(controller.get(f"/totals?{inside}").text, "Summa")[2] == "140 000,00"
    for outside in (f"year={day.year - 1}", "first=2026-03-15", "last=2026-03-13", f"year={day.year}&first=2026-12-01"):
        assert "Inget bokfördes" in controller.get(f"/totals?{outside}").text


def test_what_cannot_be_read_is_left_out_of_the_question(controller: StrictClient) -> None:
    builders.a_granted_case()
    page = controller.get("/totals?by=nothing&year=soon&first=yesterday").text
    assert cells(page, "Summa")[2] == "140 000,00"


def test_the_chart_shows_projects_not_closed_with_its_table(controller: StrictClient) -> None:
    builders.a_granted_case()
    assert "Inget projekt pågick" in controller.get("/totals").text
    builders.a_granted_case(builders.a_registration(builders.project_facts()))
    page = controller.get("/totals").text
    chart, table = page.split('id="chart-of-objectives"')[1].split("<svg")[1].split("</svg>")
    assert 'class="chart-granted"' in chart
    assert "Starkt näringsliv" in chart
    assert cells(table, "Delmål VAL-1")[1:] == ["300 000,00", "0,00"]
    assert "Inget projekt pågick" in controller.get("/totals?last=2026-03-13").text


def test_the_file_has_what_the_page_has(controller: StrictClient) -> None:
    builders.a_granted_case()
    answer = controller.get("/totals/list.csv?by=municipality&year=2026")
    assert answer.data.decode("utf-8-sig").splitlines() == [
        "Kod;Kommun;Ärenden;Beviljat;Utbetalt;Återbetalt;Förlorat;Behållet;Utestående",
        "1982;Fagersta;1;140000,00;0,00;0,00;0,00;0,00;140000,00",
    ]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="totals-municipality-2026.csv"'


def test_the_totals_speak_english(controller: StrictClient) -> None:
    builders.a_granted_case()
    controller.submit(controller.get("/totals"), button="English")
    page = controller.get("/totals?by=leader").text
    assert cells(page, "Woman")[1:4] == ["1", "140,000.00", "100.00%"]


@pytest.mark.parametrize("key", KEYS)
def test_the_totals_ask_as_often_with_many_cases(controller: StrictClient, key: str) -> None:
    builders.a_granted_case()
    controller.get(f"/totals?by={key}")
    few = len(controller.statements)
    builders.a_granted_case(builders.a_registration(builders.project_facts()))
    builders.a_granted_case()
    controller.get(f"/totals?by={key}")
    assert len(controller.statements) == few


def test_almi_has_no_totals(app: Flask) -> None:
    assert at_work(app, "almi").get("/totals").status_code == 403
