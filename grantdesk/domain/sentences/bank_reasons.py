"""What a bank's codes for its reasons mean, in words that end no sentence: key, then Swedish and English.

Source: the external code sets of ISO 20022 for the reason of a status and of a return.
"""

_ACCOUNT: dict[str, tuple[str, str]] = {
    "bank_reason.AC01": ("kontonumret är fel", "the account number is wrong"),
    "bank_reason.AC02": ("kontot som betalningen ska dras från är fel", "the account to be charged is wrong"),
    "bank_reason.AC03": ("mottagarens kontonummer är fel", "the recipient's account number is wrong"),
    "bank_reason.AC04": ("kontot är avslutat", "the account is closed"),
    "bank_reason.AC05": ("kontot som betalningen ska dras från är avslutat", "the account to be charged is closed"),
    "bank_reason.AC06": ("kontot är spärrat", "the account is blocked"),
    "bank_reason.AC07": ("mottagarens konto är avslutat", "the recipient's account is closed"),
    "bank_reason.AC13": (
        "kontot som betalningen ska dras från är av fel slag",
        "the account to be charged is of the wrong kind",
    ),
    "bank_reason.AC14": ("mottagarens konto är av fel slag", "the recipient's account is of the wrong kind"),
    "bank_reason.AG01": (
        "kontot får inte användas för sådana betalningar",
        "the account may not be used for such payments",
    ),
    "bank_reason.AG03": ("banken gör inte sådana betalningar", "the bank does not make such payments"),
    "bank_reason.BE01": (
        "namnet stämmer inte med den som har kontot",
        "the name does not agree with whoever has the account",
    ),
    "bank_reason.BE04": ("mottagarens adress saknas eller är fel", "the recipient's address is missing or wrong"),
    "bank_reason.BE05": (
        "banken känner inte igen den som har lämnat filen",
        "the bank does not know who gave it the file",
    ),
    "bank_reason.BE06": ("banken känner inte mottagaren", "the bank does not know the recipient"),
    "bank_reason.BE22": ("mottagarens namn saknas", "the recipient's name is missing"),
    "bank_reason.CNOR": (
        "mottagarens bank tar inte emot sådana betalningar",
        "the recipient's bank takes no such payments",
    ),
    "bank_reason.MD07": ("mottagaren har avlidit", "the recipient has died"),
    "bank_reason.RC01": ("bankens clearingnummer eller BIC är fel", "the bank's clearing number or BIC is wrong"),
    "bank_reason.RC04": (
        "clearingnumret eller BIC för mottagarens bank är fel",
        "the clearing number or BIC of the recipient's bank is wrong",
    ),
}

_AMOUNT: dict[str, tuple[str, str]] = {
    "bank_reason.AM01": ("beloppet är noll", "the amount is zero"),
    "bank_reason.AM02": ("beloppet är inte tillåtet", "the amount is not allowed"),
    "bank_reason.AM03": ("valutan är inte tillåten", "the currency is not allowed"),
    "bank_reason.AM04": ("det saknas pengar på kontot", "there is not enough money on the account"),
    "bank_reason.AM05": ("banken har fått samma betalning förut", "the bank has had the same payment before"),
    "bank_reason.AM06": ("beloppet är för litet", "the amount is too small"),
    "bank_reason.AM07": ("beloppet är spärrat", "the amount is blocked"),
    "bank_reason.AM09": ("beloppet är inte det som var avtalat", "the amount is not the one agreed"),
    "bank_reason.AM10": ("kontrollsumman stämmer inte", "the control sum does not agree"),
    "bank_reason.AM11": ("betalningens valuta är fel", "the payment's currency is wrong"),
    "bank_reason.AM12": ("beloppet är fel", "the amount is wrong"),
    "bank_reason.AM14": (
        "beloppet är över gränsen i avtalet med banken",
        "the amount is above the limit agreed with the bank",
    ),
    "bank_reason.AM18": ("antalet betalningar stämmer inte", "the number of payments does not agree"),
    "bank_reason.AM19": ("filens kontrollsumma stämmer inte", "the control sum of the file does not agree"),
    "bank_reason.CURR": ("valutan är fel", "the currency is wrong"),
}

_ORDER: dict[str, tuple[str, str]] = {
    "bank_reason.ARDT": ("pengarna är redan återsända", "the money has been sent back already"),
    "bank_reason.CUST": ("den som har kontot har begärt det", "whoever has the account has asked for it"),
    "bank_reason.DT01": ("betalningsdagen är fel", "the day of payment is wrong"),
    "bank_reason.DU01": (
        "banken har fått en fil med samma nummer förut",
        "the bank has had a file of the same number before",
    ),
    "bank_reason.DU02": ("banken har fått samma betalningsfil förut", "the bank has had the same batch before"),
    "bank_reason.DU03": ("banken har fått samma betalning förut", "the bank has had the same payment before"),
    "bank_reason.DU04": ("banken har fått samma referens förut", "the bank has had the same reference before"),
    "bank_reason.DUPL": ("banken har fått samma betalning förut", "the bank has had the same payment before"),
    "bank_reason.ED05": (
        "betalningen kunde inte avvecklas mellan bankerna",
        "the payment could not be settled between the banks",
    ),
    "bank_reason.FF01": ("filens format är fel", "the format of the file is wrong"),
    "bank_reason.FF03": ("slaget av betalning är fel angivet", "the kind of payment is wrong"),
    "bank_reason.FOCR": ("betalningen återkallades", "the payment was recalled"),
    "bank_reason.FR01": ("banken misstänker bedrägeri", "the bank suspects fraud"),
    "bank_reason.LEGL": ("ett rättsligt beslut hindrar betalningen", "a legal decision stands in the way"),
    "bank_reason.MS02": ("den som har kontot säger inte varför", "whoever has the account does not say why"),
    "bank_reason.MS03": ("banken säger inte varför", "the bank does not say why"),
    "bank_reason.NOAS": ("den som har kontot har inte svarat", "whoever has the account has not answered"),
    "bank_reason.RF01": ("referensen finns mer än en gång", "the reference is there more than once"),
    "bank_reason.RR04": ("lag eller tillsyn hindrar betalningen", "law or supervision stands in the way"),
    "bank_reason.RUTA": (
        "mottagarens bank kan inte föra pengarna till något konto",
        "the recipient's bank can put the money on no account",
    ),
    "bank_reason.TECH": ("det var ett tekniskt fel hos banken", "there was a technical fault at the bank"),
    "bank_reason.TM01": (
        "filen kom efter bankens klockslag för dagen",
        "the file came after the bank's hour for the day",
    ),
    "bank_reason.UPAY": ("betalningen skulle inte ha gjorts", "the payment should not have been made"),
}

SENTENCES: dict[str, tuple[str, str]] = {**_ACCOUNT, **_AMOUNT, **_ORDER}
