"""What is registered is what is judged."""

from __future__ import annotations

import pytest

from grantdesk.domain.refusal import Refused
from tests import builders

pytestmark = pytest.mark.usefixtures("database")


def test_an_organisation_does_not_change_its_legal_form_from_one_application_to_the_next() -> None:
    builders.a_case()
    given = builders.facts()
    given["applicant"]["legal_form"] = "economic_association"
    with pytest.raises(Refused, match="known already with another legal form: Limited company"):
        builders.a_case(builders.a_registration(given))
    builders.a_case()
