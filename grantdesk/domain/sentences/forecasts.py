"""Sentences of what is expected to be paid: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "pace.basis.same_length": ("avslutade ärenden av samma längd", "closed cases of the same length"),
    "pace.basis.all_lengths": (
        "avslutade ärenden av alla längder, eftersom de av samma längd är för få",
        "closed cases of all lengths, since those of the same length are too few",
    ),
    "pace.basis.evenly": (
        "jämnt över dagarna till ärendets slut, eftersom historiken inte säger något",
        "evenly over the days until the case ends, since history says nothing",
    ),
    "forecast.nothing_left": (
        "Inget är kvar att betala ut i ärendet, så det finns inget att bedöma.",
        "Nothing is left to pay in the case, so there is nothing to expect.",
    ),
    "forecast.year": (
        "Skriv belopp för år från och med {first} till och med {last}.",
        "Write amounts for years from {first} to {last}.",
    ),
    "forecast.below_zero": (
        "Beloppet för {year} är under noll. Skriv noll kronor eller mer.",
        "The amount for {year} is below zero. Write zero kronor or more.",
    ),
    "forecast.more_than_left": (
        "Åren blir tillsammans {said}, men {left} är kvar att betala ut. Minska dem med {above}.",
        "The years come to {said}, but {left} is left to pay. Lower them by {above}.",
    ),
    "forecast.less_than_left": (
        "Åren blir tillsammans {said}, men {left} är kvar att betala ut. Fördela {below} till.",
        "The years come to {said}, but {left} is left to pay. Divide {below} more.",
    ),
    "forecast.without_reason": (
        "Skriv vad bedömningen bygger på.",
        "Write what the expectation rests on.",
    ),
    "forecast.may_not_expect": (
        "Den som handlägger ärendet anger när det väntas bli utbetalt.",
        "Whoever handles the case says what it is expected to be paid.",
    ),
    "forecast.may_not_keep": (
        "Ekonomi sparar prognosen.",
        "Finance keeps the forecast.",
    ),
    "forecast.by_nobody": (
        "Ange med --by e-postadressen till någon aktiv på ekonomi.",
        "Give with --by the e-mail address of somebody active in finance.",
    ),
    "forecast.to_come": (
        "Prognosen för {day} kan sparas först den dagen.",
        "The forecast of {day} can be kept on that day at the earliest.",
    ),
    "forecast.kept_already": (
        "Prognosen för {day} är redan sparad, och en sparad prognos ändras aldrig.",
        "The forecast of {day} is kept already, and a forecast that is kept never changes.",
    ),
    "constraint.uq_kept_forecast_kept_on": (
        "Dagens prognos är redan sparad.",
        "The day's forecast is kept already.",
    ),
    "constraint.uq_expectation_once": (
        "Formuläret är redan skickat och bedömningen sparad.",
        "The form has been sent already and the expectation is kept.",
    ),
    "copy.expected": ("Väntade utbetalningar", "Expected payments"),
    "copy.expectation": ("väntas", "expected"),
    "event.forecast.expected": (
        "Handläggaren angav när {amount} väntas bli utbetalt",
        "The handler said when {amount} is expected to be paid",
    ),
    "event.forecast.kept": ("Prognosen för {on} sparades", "The forecast of {on} was kept"),
}
