"""Sentences of the walk that explains an amount, and the names of its rules: key, then Swedish and English."""

_STEPS: dict[str, tuple[str, str]] = {
    "explanation.applied": ("Vad ansökan gäller", "What was applied for"),
    "explanation.applied.received": (
        "Ansökan om {scheme} kom in {received}. Den bedöms efter de regler som gällde {rules_on}.",
        "The application for {scheme} was received on {received}. It is judged by the rules in force on {rules_on}.",
    ),
    "explanation.applied.requested": ("Sökanden begär {requested}.", "The applicant asks for {requested}."),
    "explanation.applied.no_sum": (
        "Sökanden har inte begärt något visst belopp; kostnaderna avgör.",
        "The applicant asks for no amount in particular; the costs decide.",
    ),
    "explanation.costs": ("Kostnader i ansökan", "Costs in the application"),
    "explanation.conditions": ("Villkoren för stödformen", "The conditions of the scheme"),
    "explanation.conditions.met": (
        "Alla villkor som stoppar en ansökan är uppfyllda.",
        "Every condition that could stop an application is met.",
    ),
    "explanation.conditions.not": (
        "Minst ett villkor är inte uppfyllt, och då räknas inget stöd ut.",
        "At least one condition is not met, and then no aid is worked out.",
    ),
    "explanation.conditions.agency": (
        "Tillväxtverket beslutar i stället för regionen; beräkningen visar vad reglerna ger.",
        "Tillväxtverket decides instead of the Region; the calculation shows what the rules give.",
    ),
    "explanation.eligible": ("Kostnader som räknas", "Costs that count"),
    "explanation.eligible.all": ("Alla kostnader räknas.", "Every cost counts."),
    "explanation.eligible.some": (
        "En del av kostnaderna räknas inte, av de skäl som står här.",
        "Some of the costs do not count, for the reasons given here.",
    ),
    "explanation.eligible.sum": ("Kostnader som räknas", "Costs that count"),
    "explanation.rate": ("Stödandelen", "The rate"),
    "explanation.rate.text": (
        "Varje kostnad som räknas gånger sin stödandel ger stödet före tak.",
        "Each cost that counts, times its rate, gives the aid before ceilings.",
    ),
    "explanation.before_ceilings": ("Stöd före tak", "Aid before ceilings"),
    "explanation.share": ("Ett tak för en del av stödet", "A ceiling on part of the aid"),
    "explanation.share.text": (
        "Ett av kostnadsslagen får bära högst en viss del av hela stödet, det självt inräknat.",
        "One category of cost may carry at most a certain part of the whole aid, itself included.",
    ),
    "explanation.share.most": ("Mest för kostnadsslaget", "The most for the category"),
    "explanation.share.left": ("Stöd för kostnadsslaget", "Aid for the category"),
    "explanation.share.rest": ("Stöd för övriga kostnader", "Aid for the other costs"),
    "explanation.need": ("Vad finansieringen lämnar", "What the financing leaves"),
    "explanation.need.text": (
        "Stödet täcker det som återstår av kostnaderna när all annan finansiering är avdragen.",
        "The aid covers what is left of the costs when all other financing is taken off.",
    ),
    "explanation.need.left": ("Kostnader minus annan finansiering", "Costs less other financing"),
    "explanation.within_rate": ("Den högsta stödandelen", "The highest rate"),
    "explanation.within_rate.text": (
        "Stödet är aldrig större än stödandelen av alla kostnader som räknas.",
        "The aid is never more than the rate of all the costs that count.",
    ),
    "explanation.within_rate.most": ("Mest enligt stödandelen", "The most by the rate"),
}

_CEILINGS: dict[str, tuple[str, str]] = {
    "explanation.ceiling.amount.cap": ("Taket för stödformen", "The ceiling of the scheme"),
    "explanation.ceiling.amount.service_year": ("Taket för året", "The ceiling of the year"),
    "explanation.ceiling.amount.per_household": ("Taket per hushåll", "The ceiling per household"),
    "explanation.ceiling.amount.requested": ("Beloppet som söks", "The amount applied for"),
    "explanation.ceiling.de_minimis": ("Utrymmet för försumbart stöd", "The room for de minimis aid"),
    "explanation.ceiling.other": ("Ett tak", "A ceiling"),
    "explanation.ceiling.lowers": ("Taket sänker beloppet.", "The ceiling lowers the amount."),
    "explanation.ceiling.within": ("Beloppet ryms under taket.", "The amount is within the ceiling."),
    "explanation.ceiling.decides": ("Det är detta tak som avgör stödet.", "It is this ceiling that decides the aid."),
    "explanation.ceiling.left": ("Det som återstår", "What is left"),
    "explanation.window": (
        "Försumbart stöd från {begins} till {ends} räknas ihop.",
        "De minimis aid from {begins} to {ends} is counted together.",
    ),
    "explanation.exchange": ("En euro räknas som {rate} kronor.", "One euro counts as {rate} kronor."),
    "explanation.exchange.on": (
        "En euro räknas som {rate} kronor, kursen den {on}.",
        "One euro counts as {rate} kronor, the rate of {on}.",
    ),
    "explanation.award": ("Stöd {on} ({regulation})", "Aid of {on} ({regulation})"),
    "explanation.award.reserved": ("Reserverat för ett föreslaget beslut", "Held for a proposed decision"),
    "explanation.room": ("Utrymme", "Room"),
    "explanation.room.kronor": ("Utrymme i kronor", "Room in kronor"),
    "explanation.per_household": ("Mest för leveranserna", "The most for the deliveries"),
    "explanation.rounding": ("Avrundning", "Rounding"),
    "explanation.rounding.text": (
        "Beloppet avrundas en gång, nedåt till hela kronor.",
        "The amount is rounded once, down to whole kronor.",
    ),
    "explanation.rounded": ("I hela kronor", "In whole kronor"),
    "explanation.sign.at_most": ("högst", "at most"),
    "explanation.sign.at_least": ("lägst", "at least"),
    "explanation.sign.down_to": ("avrundat nedåt", "rounded down"),
}

_OUTCOME: dict[str, tuple[str, str]] = {
    "explanation.aid": ("Stödet", "The aid"),
    "explanation.aid.gives": ("Reglerna ger högst {aid}.", "The rules give at most {aid}."),
    "explanation.aid.none": ("Reglerna ger inget stöd.", "The rules give no aid."),
    "explanation.aid.stopped": (
        "Reglerna ger inget stöd, eftersom ett villkor inte är uppfyllt.",
        "The rules give no aid, since a condition is not met.",
    ),
    "explanation.aid.spread": (
        "Stödet är fördelat på kostnaderna i hela kronor, i proportion till vad var och en ger.",
        "The aid is spread over the costs in whole kronor, in proportion to what each gives.",
    ),
    "explanation.noted": ("Noterat vid sidan av", "Noted beside"),
    "explanation.noted.text": (
        "Detta har noterats och ändrar inte beloppet.",
        "This is noted and leaves the amount as it is.",
    ),
    "explanation.before": ("Före beslut och utbetalning", "Before a grant and payment"),
    "explanation.before.left": (
        "Något återstår att visa innan stödet kan beviljas eller betalas ut.",
        "Something remains to be shown before the aid can be granted or paid.",
    ),
    "explanation.before.met": (
        "Det som ska vara uppfyllt före beslut är uppfyllt.",
        "What must be met before a grant is met.",
    ),
    "explanation.unconfirmed": ("Värden som inte är bekräftade", "Values that are not confirmed"),
    "explanation.unconfirmed.decided": (
        "Beloppet vilar på värden som Regionen inte har bekräftat.",
        "The amount rests on values that the Region has not confirmed.",
    ),
    "explanation.unconfirmed.stopped": (
        "Det villkor som avgjorde vilar på ett värde som Regionen inte har bekräftat.",
        "The condition that decided rests on a value that the Region has not confirmed.",
    ),
    "explanation.unconfirmed.none": (
        "Alla värden som avgjorde beloppet är bekräftade.",
        "Every value that decided the amount is confirmed.",
    ),
    "explanation.unconfirmed.others": (
        "Andra regler som prövades har också obekräftade värden, men de avgjorde inte.",
        "Other rules that were asked have values that are not confirmed either, though they did not decide.",
    ),
    "explanation.unconfirmed.mark": ("obekräftat värde", "unconfirmed value"),
    "explanation.decision": ("Beslutet", "The decision"),
    "explanation.decision.all": (
        "{granted} beviljades {on}, allt som reglerna ger.",
        "{granted} was granted on {on}, all that the rules give.",
    ),
    "explanation.decision.less": (
        "{granted} av högst {aid} beviljades {on}.",
        "{granted} of at most {aid} was granted on {on}.",
    ),
    "explanation.decision.more": (
        "{granted} beviljades {on}; bedömningen gav {aid}, och reglerna gav mer den dagen.",
        "{granted} was granted on {on}; the assessment gave {aid}, and the rules gave more on that day.",
    ),
    "explanation.decision.rejected": ("Ansökan avslogs {on}.", "The application was rejected on {on}."),
    "explanation.decision.reason": ("Skäl: {reason}", "Reasons: {reason}"),
    "explanation.granted": ("Beviljat", "Granted"),
    "explanation.since": ("gäller från {day}", "in force from {day}"),
}

_MARKS: dict[str, tuple[str, str]] = {
    "unconfirmed.key": (
        "Beloppet vilar på ett värde som Regionen inte har bekräftat.",
        "The amount rests on a value that the Region has not confirmed.",
    ),
    "unconfirmed.sum": (
        "{amount} av summan vilar på värden som Regionen inte har bekräftat.",
        "{amount} of the sum rest on values that the Region has not confirmed.",
    ),
    "unconfirmed.totals": (
        "Av summan vilar {granted} av det beviljade och {paid} av det utbetalda på värden som Regionen inte har bekräftat.",
        "Of the sum, {granted} of what was granted and {paid} of what was paid rest on values that the Region has not "
        "confirmed.",
    ),
}

_PAPER: dict[str, tuple[str, str]] = {
    "explanation.title": ("Så räknades stödet ut", "How the aid was worked out"),
    "explanation.subject": ("Förklaring av ett stödbelopp", "Explanation of an amount of aid"),
    "explanation.intro": (
        "Här står steg för steg hur beloppet räknades ut, efter vilka regler och varifrån de kommer. Beloppen är i kronor.",
        "Here is how the amount was worked out, step by step, by which rules, and where they come from. Amounts are in SEK.",
    ),
    "explanation.case": ("Ärende {number}", "Case {number}"),
    "explanation.made_on": ("Bedömt {on}", "Assessed on {on}"),
    "explanation.measure": ("Åtgärd", "Measure"),
    "explanation.applicant": ("Sökande", "Applicant"),
    "explanation.met": ("Uppfyllt", "Met"),
    "explanation.not_met": ("Inte uppfyllt", "Not met"),
    "explanation.proposes": (
        "Reglerna räknar fram ett förslag; en människa beslutar.",
        "The rules work out a proposal; a person decides.",
    ),
}

_RULES: dict[str, tuple[str, str]] = {
    "rule.scheme.in_force": ("Stödformen finns", "The scheme is there"),
    "rule.municipality.open": ("Öppen för kommunen", "Open to the municipality"),
    "rule.municipality.aid_area": ("Stödområde", "Aid area"),
    "rule.municipality.opinion": ("Kommunens synpunkter", "The municipality's views"),
    "rule.start": ("Start efter ansökan", "Start after the application"),
    "rule.obstacles": ("Inga hinder", "No obstacles"),
    "rule.obstacle": ("Hinder", "Obstacle"),
    "rule.applicant.legal_form": ("Sökandens form", "The applicant's form"),
    "rule.applicant.size": ("Företagets storlek", "The size of the company"),
    "rule.energy": ("Energigenomgång", "Energy review"),
    "rule.companies": ("Oberoende företag", "Independent companies"),
    "rule.service.years": ("Högsta antal år", "The most years"),
    "rule.service.distance": ("Avstånd till närmaste butik", "Distance to the next store"),
    "rule.service.turnover": ("Omsättning", "Turnover"),
    "rule.service.open_all_year": ("Öppet hela året", "Open all year"),
    "rule.delivery": ("Lägsta nettokostnad", "The least net cost"),
    "rule.cost.any": ("Någon kostnad som räknas", "A cost that counts"),
    "rule.cost.category": ("Kostnadsslag", "Category of cost"),
    "rule.cost.archipelago": ("Bara i skärgård", "Only in an archipelago"),
    "rule.cost.small_costs": ("Bara små kostnader", "Only small costs"),
    "rule.rate.policy": ("Regionens stödandel", "The Region's rate"),
    "rule.rate.ceiling": ("Lagens högsta andel", "The law's highest rate"),
    "rule.rate.large_project": ("Stort investeringsprojekt", "Large investment project"),
    "rule.rate.raised": ("Höjd stödandel", "Raised rate"),
    "rule.aid.share": ("Högsta del av stödet", "The most of the aid"),
    "rule.amount.cap": ("Stödformens tak", "The ceiling of the scheme"),
    "rule.amount.service_year": ("Årets tak", "The ceiling of the year"),
    "rule.amount.per_household": ("Tak per hushåll och tillfälle", "Ceiling per household and delivery"),
    "rule.amount.requested": ("Högst det som söks", "At most what is applied for"),
    "rule.amount.rounding": ("Hela kronor", "Whole kronor"),
    "rule.de_minimis": ("Försumbart stöd", "De minimis aid"),
    "rule.de_minimis.sector": ("Näringsgren", "Activity"),
    "rule.de_minimis.not_applicable": ("Uppgift som inte behövs", "What is not needed"),
    "rule.financing.plan": ("Finansieringsplan", "Plan of financing"),
    "rule.financing.need": ("Behov av stöd", "Need of aid"),
    "rule.financing.in_kind": ("Insats i annat än pengar", "What is given in kind"),
    "rule.financing.recorded": ("Övrig finansiering", "Other financing"),
    "rule.financing.public_money": ("Annan offentlig finansiering", "Other public money"),
    "rule.cumulation.same_costs": ("Samma kostnader", "The same costs"),
    "rule.authority": ("Vem som beslutar", "Who decides"),
    "rule.terms.collective_agreement": ("Kollektivavtal", "Collective agreement"),
    "rule.recovery_order": ("EU-kommissionens krav på återbetalning", "The Commission's order to recover"),
    "rule.tam": ("Publicering av stödet", "Publication of the aid"),
    "rule.cumulation": ("Stöd till samma kostnader", "Aid for the same costs"),
    "rule.considered": ("Att pröva", "To be judged"),
    "rule.circumstances": ("Uppgift utan verkan", "What has no effect"),
    "rule.other": ("Regel", "Rule"),
}  # fmt: skip

SENTENCES: dict[str, tuple[str, str]] = _STEPS | _CEILINGS | _OUTCOME | _MARKS | _PAPER | _RULES
