"""Sentences about recoveries that were lowered, and what was repaid too much and is paid back."""

SENTENCES: dict[str, tuple[str, str]] = {
    "state.refund.noted": ("väntar på bekräftelse", "waits to be confirmed"),
    "state.refund.confirmed": ("bekräftad", "confirmed"),
    "state.refund.withdrawn": ("tillbakadragen", "withdrawn"),
    "state.refund.reversed": ("återtagen", "reversed"),
    "state.recovery.owed": ("betalt för mycket", "paid too much"),
    "recovery_line.lowered": ("Återkravet nedsatt", "The recovery lowered"),
    "recovery_line.refunded": ("Betalt tillbaka till mottagaren", "Paid back to the recipient"),
    "first.refund": (
        "Uppgiften om vad som har betalats tillbaka har redan behandlats. Öppna återkravet igen och se vad som gäller nu.",
        "What has been paid back has been dealt with already. Open the recovery again to see what holds now.",
    ),
    "not_there.refund": (
        "Det finns ingen sådan återbetalning till mottagaren i det här återkravet.",
        "Nothing of the kind has been paid back to the recipient of this recovery.",
    ),
    "refund.nothing": ("Skriv ett belopp över noll.", "Write an amount above zero."),
    "refund.without_reference": (
        "Skriv verifikationens eller betalningens nummer i regionens redovisning.",
        "Write the number of the voucher or the payment in the Region's ledger.",
    ),
    "refund.day": (
        "Dagen ska vara den {first} eller senare, då återkravet sattes ned, och inte efter i dag, {today}.",
        "The day should be {first} or later, when the recovery was lowered, and not after today, {today}.",
    ),
    "refund.noted_already": (
        "En betalning till mottagaren väntar redan på att bekräftas. Bekräfta den eller dra tillbaka den först.",
        "A payment to the recipient already waits to be confirmed. Confirm it or withdraw it first.",
    ),
    "refund.above_owed": (
        "{amount} är mer än vad mottagaren har betalat för mycket och inte fått tillbaka: {owed}.",
        "{amount} is more than what the recipient has paid too much and not had back: {owed}.",
    ),
    "refund.own": (
        "Den som har noterat betalningen får inte bekräfta den. Be en annan på ekonomi.",
        "Whoever noted the payment may not confirm it. Ask another at finance.",
    ),
    "refund.own_confirmed": (
        "Den som har bekräftat betalningen får inte återta den. Be en annan på ekonomi.",
        "Whoever confirmed the payment may not reverse it. Ask another at finance.",
    ),
    "repay.counted_anew": (
        "Återkravet sattes ned den {on}, och en del av räntan i den här återbetalningen räknas sedan dess som kapital."
        " Den kan inte återtas för sig. Är den fel sätts återkravet ned eller beslutas på nytt.",
        "The recovery was lowered on {on}, and part of the interest in this repayment counts as capital since then."
        " It cannot be reversed by itself. Where it is wrong, the recovery is lowered or decided anew.",
    ),
    "repay.interest_not_booked": (
        "{amount} noterades som ränta innan räntan hade ett eget konto i huvudboken, så det kan inte tas därifrån."
        " Återta återbetalningen och notera den på nytt först.",
        "{amount} was noted as interest before interest had an account of its own in the ledger, so it cannot be taken"
        " from there. Reverse the repayment and note it anew first.",
    ),
    "repay.paid_back": (
        "Det som har betalats för mycket har betalats tillbaka till mottagaren. Återta den betalningen först.",
        "What was paid too much has been paid back to the recipient. Reverse that payment first.",
    ),
    "constraint.uq_refund_one_noted": (
        "En betalning till mottagaren väntar redan på att bekräftas. Öppna sidan igen och se vad som gäller nu.",
        "A payment to the recipient already waits to be confirmed. Open the page again to see what holds now.",
    ),
    "constraint.decision_lowers_never_above_what_is_wanted": (
        "Återkravet kan inte sättas ned med mer än det är på. Någon annan var före: öppna sidan igen.",
        "The recovery cannot be lowered by more than it is of. Somebody was first: open the page again.",
    ),
    "event.refund.noted": (
        "Att {amount} har betalats tillbaka till mottagaren den {paid_on} noterades ({reference})",
        "That {amount} was paid back to the recipient on {paid_on} was noted ({reference})",
    ),
    "event.refund.confirmed": (
        "Att {amount} har betalats tillbaka till mottagaren den {paid_on} bekräftades ({reference})",
        "That {amount} was paid back to the recipient on {paid_on} was confirmed ({reference})",
    ),
    "event.refund.withdrawn": (
        "Uppgiften att {amount} har betalats tillbaka till mottagaren drogs tillbaka ({reference})",
        "What was noted as {amount} paid back to the recipient was withdrawn ({reference})",
    ),
    "event.refund.reversed": (
        "Betalningen om {amount} till mottagaren ({reference}) återtogs: {reason}",
        "The payment of {amount} to the recipient ({reference}) was reversed: {reason}",
    ),
    "finance.owed": ("Återkrav där för mycket har betalats", "Recoveries that were paid too much"),
    "finance.refunds": ("Betalningar tillbaka att bekräfta", "Payments back to be confirmed"),
    "diary.refund.confirmed": ("Betalning tillbaka till mottagaren", "Payment back to the recipient"),
}
