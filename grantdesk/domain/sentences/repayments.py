"""Sentences about money that comes back: interest, repayments, plans for them, losses, and claims handed over to court."""

SENTENCES: dict[str, tuple[str, str]] = {
    # What rules say of a recovery
    "finding.recovery.in_time": (
        "Det som betalades ut den {since} eller senare, {amount}, får krävas tillbaka: beslutet fattas inom {years} år från utbetalningen. Begärt i allt: {wanted}.",
        "What was paid on {since} or later, {amount}, may be wanted back: the decision is taken within {years} years of the payment. Wanted in all: {wanted}.",
    ),
    "finding.recovery.too_late": (
        "Av det som betalades ut får bara det från den {since} och senare, {amount}, krävas tillbaka: det som är äldre betalades ut för mer än {years} år sedan. Begärt i allt: {wanted}.",
        "Of what was paid only that of {since} and later, {amount}, may be wanted back: the rest was paid more than {years} years ago. Wanted in all: {wanted}.",
    ),
    "finding.interest": (
        "Ränta löper från den {starts_on} med {rate} om året på det som är kvar; {from_on} är den dag räntesatsen började gälla.",
        "Interest runs from {starts_on} at {rate} a year on what is left; the rate is in force since {from_on}.",
    ),
    "finding.interest.carried": (
        "Räntesatsen {rate} gäller sedan den {from_on} och borde ha ersatts av en nyare; den räknas tills en ny är införd.",
        "The rate {rate} is in force since {from_on} and ought to have been followed by a newer; it counts until one is entered.",
    ),
    "finding.interest.none_yet": (
        "Ingen ränta har löpt: den räknas först från den {starts_on}.",
        "No interest has run: it is counted from {starts_on} only.",
    ),
    "input.no_interest": (
        "{scheme} hör till en förordning som tabellen över återkrav saknar; stödformerna med ränta är {known}",
        "{scheme} is under an ordinance that the table of recoveries lacks; the schemes with interest are {known}",
    ),
    "input.due_on_needed": (
        "behövs för {scheme}: räntan följer räntelagen och räknas från betalningsdagen",
        "is needed for {scheme}: interest follows the Interest Act and is counted from the day of payment",
    ),
    "input.no_rate": (
        "ingen räntesats gäller den {on}; inför den i interest.toml",
        "no rate is in force on {on}; enter it in interest.toml",
    ),
    "input.repaid_before": (
        "ska vara den {earliest} eller senare, och inte efter den {until}; återbetalningar skrivs i den ordning de kom",
        "should be {earliest} or later, and not after {until}; repayments are written in the order that they came",
    ),
    "input.repaid_above": (
        "är mer än vad som var kvar den dagen, {left} med ränta",
        "is more than what was left that day, {left} with interest",
    ),
}
