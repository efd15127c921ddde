"""Names of what the rules speak of: cost categories, circumstances, obstacles, sizes. Key, then Swedish and English."""

_CATEGORIES: dict[str, tuple[str, str]] = {
    "category.machinery": ("maskiner", "machinery"),
    "category.equipment": ("inventarier och utrustning", "equipment"),
    "category.building": ("byggnader och anläggningar", "buildings and plant"),
    "category.vehicle": ("fordon", "vehicles"),
    "category.boat": ("båtar", "boats"),
    "category.other_necessary": ("övriga nödvändiga kostnader", "other necessary costs"),
    "category.consultancy": ("konsulttjänster", "consultancy"),
    "category.staff": ("personal", "staff"),
    "category.travel": ("resor", "travel"),
    "category.premises": ("lokaler", "premises"),
    "category.external_service": ("externa tjänster", "external services"),
    "category.in_kind": ("bidrag i annat än pengar", "contributions in kind"),
    "category.overhead": ("indirekta kostnader", "overhead"),
    "category.training": ("utbildning", "training"),
    "category.delivery": ("hemsändning", "home delivery"),
    "category.operation": ("drift", "operation"),
}

_CIRCUMSTANCES: dict[str, tuple[str, str]] = {
    "circumstance.sparsely_populated": ("glesbygd", "sparsely populated area"),
    "circumstance.energy_review_done": ("energigenomgång gjord", "energy review done"),
    "circumstance.crime_prevention": ("brottsförebyggande åtgärd", "measure that prevents crime"),
    "circumstance.environmental": ("åtgärd som är bra för miljön", "measure that helps the environment"),
    "circumstance.special_reasons": ("särskilda skäl", "special reasons"),
    "circumstance.larger_investment": ("större investering", "larger investment"),
    "circumstance.well_developed_service": ("väl utvecklat serviceutbud", "well-developed service"),
    "circumstance.adds_other_service": ("tillför annan service", "adds other service"),
    "circumstance.staff_competence": ("kompetensutveckling av personal", "competence of the staff"),
    "circumstance.action_programme": ("åtgärdsprogram för lönsamhet", "action programme for profitability"),
    "circumstance.required_by_law": ("investering som lagen kräver", "investment required by law"),
    "circumstance.digital_store": ("digital butik", "digital store"),
    "circumstance.new_store_location": ("ny plats för butik", "new location of a store"),
    "circumstance.municipality_consulted": ("kommunen har yttrat sig", "the municipality has been consulted"),
    "circumstance.collective_agreement_terms": ("villkor enligt kollektivavtal", "terms of a collective agreement"),
    "circumstance.relocation_between_counties": ("flytt mellan län", "relocation between counties"),
    "circumstance.open_all_year": ("öppet hela året", "open all year"),
    "circumstance.years_already_supported": ("år med stöd tidigare", "years already supported"),
    "circumstance.delivery_year": ("leveransår", "year of delivery"),
    "circumstance.households_served": ("hushåll som fått leverans", "households served"),
    "circumstance.independent_companies": ("antal oberoende företag", "number of independent companies"),
    "circumstance.other_service_aid_this_year": ("annat servicestöd i år", "other service aid this year"),
    "circumstance.grocery_turnover": ("omsättning av dagligvaror", "turnover of groceries"),
    "circumstance.distance_km_to_next_store": ("kilometer till nästa butik", "kilometres to the next store"),
    "place.sparsely_populated": ("glesbygd", "a sparsely populated area"),
}

_NAMES: dict[str, tuple[str, str]] = {
    "obstacle.tax_debt": (
        "skuld för skatter och avgifter hos Kronofogden",
        "debt for taxes or fees at the Enforcement Authority",
    ),
    "obstacle.liquidation": ("likvidation", "liquidation"),
    "obstacle.bankruptcy": ("konkurs", "bankruptcy"),
    "obstacle.recovery_order": ("EU-kommissionens krav på återbetalning", "the Commission's order to recover"),
    "size.micro": ("mikroföretag", "micro companies"),
    "size.small": ("små företag", "small companies"),
    "size.medium": ("medelstora företag", "medium companies"),
    "size.large": ("stora företag", "large companies"),
}

SENTENCES: dict[str, tuple[str, str]] = _CATEGORIES | _CIRCUMSTANCES | _NAMES
