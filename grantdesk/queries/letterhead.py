"""Who do our papers come from?"""

from __future__ import annotations

from grantdesk.documents.layout import Letterhead
from grantdesk.domain.county import County
from grantdesk.domain.messages import Language


def letterhead_of(county: County, language: Language) -> Letterhead:
    """The region as the head of a paper names it."""
    region = county.region
    name = region.name.sv if language == "sv" else region.name.en
    # The first line of the postal address is the name, which the head prints by itself.
    own_names = {region.name.sv, region.name.en}
    address = tuple(line for line in region.postal_address if line not in own_names)
    return Letterhead(name, address, region.email)
