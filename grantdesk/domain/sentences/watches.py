"""Sentences of what is watched after the last payment: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "watch.kind.keep_investment": ("Behålla investeringen", "Keep the investment"),
    "watch.kind.report_changes": ("Anmäla ändringar", "Report changes"),
    "watch.kind.guarantee": ("Säkerhet", "Security"),
    "watch.kind.falling_liability": ("Minskande ansvar", "Falling liability"),
    "watch.kind.final_report": ("Slutrapport", "Final report"),
    "watch.kind.other": ("Annat", "Other"),
    "watch.act.attend": ("Den är sedd, och bevakas vidare", "It is seen to, and watched on"),
    "watch.act.fulfil": ("Den är uppfylld", "It is fulfilled"),
    "watch.act.end": ("Den avslutas av annat skäl", "It is ended for another reason"),
    "state.watch.waiting": ("Att se till", "To see to"),
    "state.watch.standing": ("Bevakas", "Watched"),
    "state.watch.done": ("Uppfylld", "Fulfilled"),
    "state.watch.ended": ("Avslutad", "Ended"),
    "state.watch.lapsed": ("Tiden har gått ut", "Its time is over"),
    "state.watch.recovered": ("Inget kvar att kräva tillbaka", "Nothing left to recover"),
    "watch.falling_liability": (
        "Ansvaret att betala tillbaka minskar för varje helt år, och har upphört efter {years} år.",
        "The liability to repay falls for each full year, and is over after {years} years.",
    ),
    "copy.watches": ("Bevakningar efter slutbetalningen", "Watches after the final payment"),
    "copy.watch": ("bevakning", "watch"),
    "copy.watched": ("vad som bevakas", "what is watched"),
    "copy.seen": ("vad som har setts", "what has been seen"),
    "pile.watches": ("Bevakningar att se till", "Watches to see to"),
    "pile_amount.watches": ("Utbetalt, kr", "Paid, SEK"),
    "first.watch": (
        "Bevakningen har redan avslutats. Öppna sidan igen och se vad som gäller nu.",
        "The watch has been ended already. Open the page again to see what holds now.",
    ),
    "not_there.watch": ("Bevakningen finns inte i ärendet.", "There is no such watch in the case."),
    "watch.not_final": (
        "Ärende {number} har ingen slutbetalning än. Bevakningar sätts upp när den sista utbetalningen är gjord eller "
        "ärendet har avslutats.",
        "Case {number} has no final payment yet. Watches are set up when the last payment is made or the case is closed.",
    ),
    "watch.may_not_keep": (
        "Det är den som handlägger ärendet som sätter upp och ser till bevakningar.",
        "Whoever handles the case sets up and sees to watches.",
    ),
    "watch.over_already": (
        "Sista dagen {until} har redan passerat. Ange en dag som kommer.",
        "The last day, {until}, has passed already. Give a day to come.",
    ),
    "watch.too_long": (
        "Sista dagen får vara högst {years} år efter den första, alltså senast {latest}.",
        "The last day may be at most {years} years after the first, so {latest} at the latest.",
    ),
    "watch.without_text": (
        "Skriv vad som bevakas, och var det är bestämt.",
        "Write what is watched, and where that is laid down.",
    ),
    "watch.without_reason": (
        "Skriv vad som är gjort, eller varför bevakningen avslutas.",
        "Write what has been done, or why the watch is ended.",
    ),
    "watch.over": (
        "Bevakningen är redan över: {why}.",
        "The watch is over already: {why}.",
    ),
    "constraint.uq_watch_case_id_rule": (
        "Bevakningarna är redan uppsatta i ärendet.",
        "The watches have been set up in the case already.",
    ),
    "constraint.uq_watch_once": (
        "Formuläret har redan skickats och bevakningen är uppsatt.",
        "The form has been sent already and the watch is set up.",
    ),
    "event.watch.set_up": (
        "Bevakningar efter slutbetalningen sattes upp",
        "Watches after the final payment were set up",
    ),
    "event.watch.added": ("En bevakning lades till", "A watch was added"),
    "event.watch.attended": ("En bevakning sågs till", "A watch was seen to"),
    "event.watch.fulfilled": ("En bevakning uppfylldes", "A watch was fulfilled"),
    "event.watch.ended": ("En bevakning avslutades", "A watch was ended"),
}
