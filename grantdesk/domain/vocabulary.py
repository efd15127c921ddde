"""The words that an application is written in, as the interfaces promise them."""

SCHEMES = (
    "investeringsstod",
    "regionalt_investeringsstod",
    "affarsutvecklingscheck",
    "konsultcheck",
    "digitaliseringscheck",
    "energistod",
    "kompetenscheck",
    "horisont_europa",
    "socialt_foretagande",
    "kommersiell_service_investering",
    "kommersiell_service_servicebidrag",
    "kommersiell_service_driftstod",
    "kommersiell_service_hemsandning",
    "projektmedel",
    "projektmedel_eu",
)
LEGAL_FORMS = (
    "limited_company",
    "trading_partnership",
    "economic_association",
    "sole_trader",
    "non_profit_association",
    "foundation",
    "municipality",
    "region",
    "state_agency",
    "university",
)
SIZES = ("micro", "small", "medium", "large")
LEADERS = ("woman", "man", "mixed", "unknown")
OBSTACLES = ("tax_debt", "liquidation", "bankruptcy", "recovery_order")
CATEGORIES = (
    "machinery",
    "equipment",
    "building",
    "vehicle",
    "boat",
    "other_necessary",
    "consultancy",
    "staff",
    "travel",
    "premises",
    "external_service",
    "in_kind",
    "overhead",
    "training",
    "delivery",
    "operation",
)
CLAIM_KINDS = ("interim", "final")
FINANCING_KINDS = ("cash", "in_kind")
FINANCING_SOURCES = ("own", "public", "private", "eruf", "esf", "interreg", "other")
EU_SOURCES = ("eruf", "esf")
PUBLIC_SOURCES = ("public", "eruf", "esf", "interreg")
REGULATIONS = ("2023/2831", "2023/2832", "1408/2013", "717/2014")
OLDER_REGULATIONS = ("1407/2013", "360/2012")
FLAGS = (
    "sparsely_populated",
    "energy_review_done",
    "crime_prevention",
    "environmental",
    "special_reasons",
    "larger_investment",
    "well_developed_service",
    "adds_other_service",
    "staff_competence",
    "action_programme",
    "required_by_law",
    "digital_store",
    "new_store_location",
    "municipality_consulted",
    "collective_agreement_terms",
    "relocation_between_counties",
    "open_all_year",
)
COUNTS = ("years_already_supported", "delivery_year", "households_served", "independent_companies")
AMOUNTS = ("other_service_aid_this_year", "grocery_turnover")
DISTANCES = ("distance_km_to_next_store",)
