"""Sentences of the region's letter texts: what keeps one from being printed, and what is done with it."""

SENTENCES: dict[str, tuple[str, str]] = {
    "text.empty": ("Texten måste säga något.", "The text must say something."),
    "text.too_long": ("Texten är för lång: högst {most} tecken.", "The text is too long: at most {most} characters."),
    "text.lone_brace": (
        "En klammer står för sig själv. En platshållare skrivs {{namn}}, och en klammer som ska synas skrivs dubbelt.",
        "A brace stands alone. A placeholder is written {{name}}, and a brace that is to be seen is doubled.",
    ),
    "text.not_plain": (
        "En platshållare är ett namn inom klamrar, {{namn}}, utan något mer.",
        "A placeholder is a plain {{name}}, with nothing more.",
    ),
    "text.unknown": (
        "Platshållaren {{{name}}} är okänd här. Texten får använda {known}.",
        "The placeholder {{{name}}} is unknown here. The text may use {known}.",
    ),
    "text.none": (
        "Platshållaren {{{name}}} är okänd här. Texten använder ingen.",
        "The placeholder {{{name}}} is unknown here. The text uses none.",
    ),
    "text.missing": ("Texten måste använda {{{name}}}.", "The text must use {{{name}}}."),
    "text.same": (
        "Texten är ordagrant den som redan gäller den dagen. Ändra något, eller lämna den som den är.",
        "The text is word for word the one that is in force that day already. Change something, or leave it as it is.",
    ),
    "text.past": (
        "{valid_from} har redan varit. En text gäller från i dag ({today}) eller senare; brev som är gjorda ändras inte.",
        "{valid_from} has passed. A text is in force from today ({today}) or later; letters that are made do not change.",
    ),
    "not_there.text": (
        "Regionens brev har ingen text som heter {name}.",
        "The region's letters have no text called {name}.",
    ),
    "constraint.uq_letter_text_once": (
        "Texten är redan sparad med det här formuläret.",
        "The text has been saved with this form already.",
    ),
    "constraint.ck_letter_text_in_both_languages": (
        "Texten måste finnas på båda språken.",
        "The text must be there in both languages.",
    ),
    "event.text.changed": (
        "Brevtexten {text} ändrades från {valid_from}",
        "The letter text {text} was changed from {valid_from}",
    ),
    # The parts of the region's file of letter texts.
    "letter_part.texts": ("Brevens texter", "The texts of the letters"),
    "letter_part.causes": ("Grunder för beslut", "Grounds for decisions"),
    "letter_part.reasons": ("Vanliga skäl för avslag", "Usual reasons for a rejection"),
    "letter_part.funds": ("Fonder", "Funds"),
    "letter_part.regulations": ("EU-förordningar", "Regulations of the European Union"),
    "letter_part.appeal": ("överklagande", "appeal"),
    "letter_part.conditions": ("villkor", "conditions"),
    "letter_part.payment": ("utbetalning", "payment"),
    "letter_part.notify": ("skyldighet att lämna uppgifter", "duty to notify"),
    "letter_part.withholding": ("innehållande", "withholding"),
    "letter_part.recovery": ("återkrav", "recovery"),
    "letter_part.basis": ("senare besluts grund", "what later decisions rest on"),
}
