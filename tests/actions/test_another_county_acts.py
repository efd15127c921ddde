"""Another county runs the whole of the desk with a folder of its own and no code, and nothing of the shipped one shows."""

from __future__ import annotations

from io import BytesIO

import pytest

from grantdesk import db, region, settings
from grantdesk.actions import keep_file
from grantdesk.documents import any_decision, letter_texts, payout_list, payout_report
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.money import Money
from grantdesk.domain.refusal import OutsideDelegation, Refused
from grantdesk.models.case import Case
from grantdesk.operations import verify
from grantdesk.queries import balances, case_file, letters, outcomes, payout_files, payouts
from grantdesk.queries.letter_words import Writing
from tests import builders, sormeby
from tests.documents import bank_reader, ledger_reader, papers

pytestmark = pytest.mark.usefixtures("another_county")


def paid(case: Case, *, reported: Money, kind: str) -> str:
    """The case claimed and paid, as far as the delegation order allows; gives the batch's number."""
    payment = builders.a_payment(builders.a_claim(case, reported=reported, kind=kind))
    builders.an_attested_payment(payment, by=builders.a_user("head_of_finance"))
    batch = builders.a_batch(payment)
    builders.export(batch)
    return batch.number


def letter(case: Case, language: Language) -> str:
    file = settings.read().region_folder
    texts = letter_texts.parse(region.read_letters(file), file="letters/decision.toml")
    found = case_file.by_number(case.number, by=builders.a_user())
    said = letters.of_case(found, Writing(language, builders.terms(), texts))
    return papers.text(any_decision.render(said, language))


def test_the_county_has_rates_by_municipality_of_its_own() -> None:
    aid = {
        code: builders.an_assessed_case(sormeby.a_registration(sormeby.facts(code)))
        for code in (sormeby.TOWN, sormeby.COUNTRYSIDE, sormeby.CLOSED)
    }
    found = {code: case_file.latest_assessment(case) for code, case in aid.items()}
    assert [kept and kept.aid for kept in found.values()] == [Money.kronor(90_000), Money.kronor(135_000), Money(0)]
    with pytest.raises(Refused):
        builders.grant(aid[sormeby.CLOSED], Money.kronor(1))


def test_the_county_has_a_delegation_order_of_its_own() -> None:
    almi = builders.a_user("almi")
    case = builders.an_assessed_case(sormeby.a_registration(), by=almi)
    for position in ("almi", "head_of_unit"):
        with pytest.raises(OutsideDelegation):
            builders.grant(case, by=almi if position == "almi" else builders.a_user(position))
    granted = builders.grant(case, by=builders.a_user("director"))
    payment = builders.a_payment(builders.a_claim(granted, reported=Money.kronor(300_000), kind="final"))
    assert payment.amount == Money.kronor(135_000)
    with pytest.raises(OutsideDelegation):
        builders.an_attested_payment(payment, by=builders.a_user("finance"))
    with pytest.raises(Refused):
        builders.a_case(sormeby.a_registration(sormeby.project_facts()), by=almi)


def test_two_cases_go_from_application_to_the_annual_report() -> None:
    boost = builders.grant(builders.an_assessed_case(sormeby.a_registration(), by=builders.a_user("almi")))
    project = builders.grant(builders.an_assessed_case(sormeby.a_registration(sormeby.project_facts())))
    paid(boost, reported=Money.kronor(300_000), kind="final")
    paid(project, reported=Money.kronor(250_000), kind="interim")

    totals = balances.totals(["objective"])
    assert {row.codes[0]: (row.sums.granted, row.sums.paid) for row in totals.rows} == {
        "SKOG-A": (Money.kronor(234_500), Money.kronor(164_500)),
        "VATTEN-A": (Money.kronor(100_500), Money.kronor(70_500)),
    }
    report = outcomes.annual(2026, county=builders.terms().county)
    assert report["company_support"]["2026"] == {
        "share_women_led": "1.00", "share_storsorme": "0.00", "share_other_two": "1.00", "boosts_granted": 1,
    }  # fmt: skip
    assert report["projects"]["2026"] == {
        "granted_count": 1,
        "granted_amount": "200000.00",
        "objectives_contributed_to": 2,
        "objectives_total": 3,
        "forest_project_municipalities": 2,
    }
    assert report["trace"]["projects.2026.forest_project_municipalities"] == [project.number]
    assert sormeby.traces(str(report)) == []
    assert verify.everything().broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_papers_are_the_countys_own(language: Language) -> None:
    cases = [builders.grant(builders.an_assessed_case(sormeby.a_registration()))]
    cases.append(builders.grant(builders.an_assessed_case(sormeby.a_registration(sormeby.project_facts()))))
    batch = paid(cases[0], reported=Money.kronor(300_000), kind="final")
    exported = payouts.batch_by_number(batch)
    report = payout_files.report(exported, county=builders.terms().county, language=language)
    printed = [letter(case, language) for case in cases]
    printed += [papers.text(payout_report.render(report, language))]
    for paper in printed:
        assert "Sörmeby" in paper
        assert "Storsörme" in paper
        assert sormeby.traces(paper) == []
    assert "Sörmebys vapen" in printed[0] or "arms of Sörmeby" in printed[0]
    assert "VATTEN-A" in printed[1]
    lines = b"".join(payout_list.csv(report.rows, report.on, language))
    assert sormeby.traces(lines.decode("utf-8-sig")) == []


def test_the_bank_and_the_ledger_are_told_what_the_county_has_laid_down() -> None:
    case = builders.grant(builders.an_assessed_case(sormeby.a_registration()))
    batch = payouts.batch_by_number(paid(case, reported=Money.kronor(300_000), kind="final"))
    told = {}
    for form in (keep_file.PAIN001, keep_file.SIE):
        drawn = keep_file.draw(batch, form, language="sv", on=builders.DAY, terms=builders.terms())
        with db.transaction(at=builders.moment()):
            told[form] = b"".join(keep_file.read(keep_file.put(batch, drawn, by=None)))
    message = bank_reader.read(BytesIO(told[keep_file.PAIN001]))
    assert (message.version, message.payer, message.payer_account) == ("03", "Region Sörmeby", "9999004")
    assert message.execution_on == "2026-03-17"
    (voucher,) = ledger_reader.read(told[keep_file.SIE]).vouchers
    assert voucher.series == "SB"
    assert [row.account for row in voucher.rows] == ["7001", "7001", "1111"]
    assert voucher.rows[0].objects[34] == "99.1.1"
    assert all(sormeby.traces(content.decode("cp437")) == [] for content in told.values())


def test_what_looks_for_the_shipped_county_finds_it() -> None:
    for shown in ("Region Västmanland", "i Västerås.", "<td>Fagersta</td>", "VAL-1 Delmål", "721 89 Västerås", "1980;"):
        assert sormeby.traces(shown), shown
    assert sormeby.traces("Region Sörmeby, Storsörme 9901, 1 980 kr") == []
