"""The region's letter texts: what they say now, and where an administrator has them say something else from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from grantdesk import clock, db
from grantdesk.actions import reword
from grantdesk.actions.reword import Rewording
from grantdesk.documents import letter_texts, placeholders, specimen
from grantdesk.documents.specimen import Setting
from grantdesk.documents.text_blocks import Block, Words, blocks, with_versions
from grantdesk.documents.text_keys import named_by
from grantdesk.domain.messages import LANGUAGES, Language
from grantdesk.domain.refusal import NotThere, Refused
from grantdesk.models.letter_text import TextVersion
from grantdesk.queries import texts
from grantdesk.queries.letterhead import letterhead_of
from grantdesk.web import county, filters, letters
from grantdesk.web.access import requires, signed_in
from grantdesk.web.forms.texts import TextForm, TextSearchForm

bp = Blueprint("texts", __name__)

Page = tuple[str, int]


@dataclass(frozen=True)
class Shown:
    """A text as it is today, and the latest day from which it was changed, where it has been."""

    block: Block
    words: Words
    changed_from: str
    waits: bool


@bp.get("/texts")
@requires("texts:edit")
def index() -> str:
    form, today = TextSearchForm(request.args), clock.today()
    found = _blocks()
    versions = texts.every()
    shown = [_shown(block, versions) for block in found.values()]
    wanted = (form.q.data or "").casefold().strip()
    parts: dict[str, list[Shown]] = {}
    for one in shown:
        if wanted in f"{one.block.key} {one.words.both.sv} {one.words.both.en}".casefold():
            parts.setdefault(one.block.part, []).append(one)
    gone = sorted({version.key for version in versions} - found.keys())
    return render_template("texts/index.html", form=form, parts=parts, wanted=wanted, gone=gone, today=today)


@bp.get("/texts/<key>")
@requires("texts:edit")
def text(key: str) -> str:
    block, form = _block(key), TextForm()
    now = texts.in_force_of(block, texts.versions_of(key), on=clock.today())
    form.sv.data, form.en.data, form.confirmed.data = now.both.sv, now.both.en, now.confirmed
    form.valid_from.data = clock.today()
    return _page(block, form)


@bp.post("/texts/<key>")
@requires("texts:edit")
def save(key: str) -> Response | Page:
    block, form = _block(key), TextForm()
    if not form.validate() or not _can_be_printed(block, form):
        return _page(block, form), 422
    said = _rewording(form, block)
    previewed = next((each for each in LANGUAGES if request.form.get("preview") == each), None)
    if previewed:
        return letters.as_pdf(_preview(block, said, previewed), "preview")
    try:
        with db.transaction(at=clock.now()):
            reword.text(block, said, by=signed_in(), on=clock.today())
    except Refused as refused:
        form.form_errors = [filters.say(refused.reason)]
        return _page(block, form), 409
    flash(gettext("The text is saved. Letters that are made already do not change."))
    return redirect(url_for("texts.text", key=key), 303)


def _blocks() -> dict[str, Block]:
    """The texts of the region's file; Refused where letters could not be printed with it."""
    letters.in_force()
    return blocks(letters.written())


def _block(key: str) -> Block:
    found = _blocks().get(key)
    if found is None:
        raise NotThere("not_there.text", name=key)
    return found


def _shown(block: Block, versions: Sequence[TextVersion]) -> Shown:
    mine = [version for version in reversed(versions) if version.key == block.key]
    words = texts.in_force_of(block, mine, on=clock.today())
    latest = mine[0].valid_from if mine else None
    return Shown(block, words, latest.isoformat() if latest else "", latest is not None and latest > clock.today())


def _page(block: Block, form: TextForm) -> str:
    must, may = named_by(block.key)
    return render_template(
        "texts/text.html", block=block, form=form, must=sorted(must), may=sorted(may - must),
        versions=texts.versions_of(block.key), today=clock.today(),
    )  # fmt: skip


def _rewording(form: TextForm, block: Block) -> Rewording:
    return Rewording(
        sv=_lines(form.sv.data),
        en=_lines(form.en.data),
        # What the file has confirmed needs no confirmation, and cannot be printed with a source that it has not.
        confirmed=bool(form.confirmed.data) or block.confirmed,
        valid_from=form.valid_from.data,
        once=form.once.data,
    )


def _lines(written: str) -> str:
    return written.replace("\r\n", "\n").strip()


def _can_be_printed(block: Block, form: TextForm) -> bool:
    """Whether each language can be; everything that is wrong is said at its own field."""
    said = _rewording(form, block)
    found = placeholders.faults(said.words.both, block.key)
    for language, field in (("sv", form.sv), ("en", form.en)):
        wrong = [filters.say(fault.reason) for fault in found if fault.language == language]
        if wrong:
            field.errors = [" ".join(wrong)]
    return not found


def _preview(block: Block, said: Rewording, language: Language) -> bytes:
    versions = texts.words_on(said.valid_from) | {block.key: said.words}
    printed = letter_texts.parse(with_versions(letters.written(), versions), file="letters/decision.toml")
    words = said.sv if language == "sv" else said.en
    return specimen.preview(block.key, _setting(printed, language), language, words=words)


def _setting(printed: letter_texts.LetterTexts, language: Language) -> Setting:
    """The first scheme of the region whose ordinance the texts know."""
    region = county.current()
    known = (each for each in region.schemes.values() if each.ordinance.removeprefix("SFS ") in printed.ordinances)
    scheme = next(known)
    return Setting(
        texts=printed,
        letterhead=letterhead_of(region, language),
        scheme=scheme.name.sv if language == "sv" else scheme.name.en,
        ordinance=scheme.ordinance.removeprefix("SFS "),
        on=clock.today(),
    )
