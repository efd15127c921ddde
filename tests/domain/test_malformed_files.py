"""A file of the region's folder that cannot be used is refused with file, line, what is wrong, and what would be right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grantdesk import region
from grantdesk.domain.fields import InputErrors
from grantdesk.domain.messages import render

FOLDER = region.find("vastmanland")
SCHEME, DE_MINIMIS, TOWNS = "schemes/konsultcheck.toml", "de_minimis.toml", "municipalities.csv"
REGION, OBJECTIVES, ORDER = "region.toml", "objectives.toml", "delegation.toml"
CAP = 'value = "100000.00"\nvalid_from = 2024-01-01\n'
KNOWN_TOWNS = "the codes are 1904, 1907, 1960, 1961, 1962, 1980, 1981, 1982, 1983, 1984"

# File, what stands in it, what stands there instead, the line that is wrong, and what the sentence says.
MALFORMED = [
    # No TOML
    (SCHEME, "[[rules.cap]]", "[[rules.cap]", 25, "lacks the ]] that ends the heading"),
    (SCHEME, "[[rules.cap]]", "[rules.cap]]", 25, "lacks the ]] that ends the heading"),
    (SCHEME, "[[rules.cap]]", "[rules.cap", 25, "lacks the ] that ends the heading"),
    (SCHEME, CAP, 'value "100000.00"\n', 26, 'write key = value, such as value = "80000.00"'),
    (SCHEME, CAP, 'värde = "100000.00"\n', 26, "a key is written with the letters a-z, digits and _, such as value"),
    (SCHEME, CAP, 'value = "100000.00\n', 26, "lacks the closing quotation mark"),
    (SCHEME, CAP, "value = 100 000\n", 26, "write one value a line, and texts and amounts in quotation marks"),
    (SCHEME, CAP, "value = \n", 26, "write texts and amounts in quotation marks"),
    (SCHEME, CAP, 'value = "1.00"\nvalid_from = 2024-02-30\n', 27, "2024-02-30; write one that does as YYYY-MM-DD"),
    (SCHEME, CAP, 'value = "1.00"\nvalid_from = 2024-1-1\n', 27, "2024-1-1; write one that does as YYYY-MM-DD"),
    (SCHEME, "value = true", "value = True", 12, "true or false in small letters"),
    (SCHEME, '{ base = "0.50" }', '{ base = "0.50"', 19, "end it with } on the same line"),
    (SCHEME, '"external_service"]', '"external_service"', 33, "end it with ]"),
    (SCHEME, 'source = "SFS', 'source = "\\SFS', 42, "write two of them where one should stand"),
    (SCHEME, 'handled_by = "almi"', 'code = "x"', 7, "says something that has been said"),
    (SCHEME, "[[rules.in_force]]", "= 3", 11, "a line is key = value, a heading such as [[rules.cap]]"),
    (ORDER, "[[delegation]]", "[[delegation", 8, "lacks the ]] that ends the heading"),
    # A rule that is none, or is written as one thing and not as a list
    (SCHEME, "[[rules.cap]]", "[rules.cap]", 25, "write the heading with double brackets, such as [[rules.cap]]"),
    (SCHEME, "[[rules.cap]]", "[[rules.capp]]", 25, "is no known key; the nearest is cap"),
    (SCHEME, "[[rules.in_force]]", "[[rules.roof]]", 11, "is no known key; the keys are advance, agency"),
    # What every row has
    (SCHEME, CAP, CAP.replace("value ", "vaule "), 26, "is no known key; the nearest is value"),
    (SCHEME, CAP, "valid_from = 2024-01-01\n", 25, "is missing; write the rule's value"),
    (SCHEME, CAP, 'value = "100000.00"\n', 25, "is missing; write the first day without quotation marks"),
    (SCHEME, CAP, CAP.replace("2024-01-01", '"2024-01-01"'), 27, "should be a date without quotation marks"),
    (SCHEME, CAP, f"{CAP}valid_to = 2023-12-31\n", 28, "lies before valid_from"),
    (SCHEME, 'source = "SFS 2022:1468 17 §"\n', "", 39, 'is missing; write where the value comes from, source = "SFS'),
    (SCHEME, 'source = "SFS 2022:1468 17 §"', 'source = ""', 42, "should be a text that is not empty"),
    (SCHEME, "source = { sv =", "source = { se =", 14, "should be a source, as a text or as { sv = ..., en = ... }"),
    (SCHEME, 'confidence = "CFG"\n', "", 11, 'write how sure the value is, confidence = "A", "B", "C" or "CFG"'),
    (SCHEME, 'confidence = "CFG"', 'confidence = "cfg"', 15, "should be one of A, B, C, CFG"),
    (SCHEME, "confirmed = false\n", "", 11, "is missing; write confirmed = true, or confirmed = false"),
    (SCHEME, "confirmed = false", 'confirmed = "no"', 16, "should be true or false"),
    (SCHEME, "\n[[rules.rate_policy]]", CAP + "\n[[rules.rate_policy]]", 17, "says something that has been said"),
    # A value of the wrong kind, or out of bounds
    (SCHEME, CAP, CAP.replace('"100000.00"', "100000.00"), 26, 'written as a text with a point, two decimals'),
    (SCHEME, CAP, CAP.replace("100000.00", "100 000,00"), 26, "no spaces"),
    (SCHEME, CAP, CAP.replace("100000.00", "0.00"), 26, "should be an amount above zero"),
    (SCHEME, '{ base = "0.50" }', '{ base = "1.50" }', 19, 'should be a share from "0.00" to "1.00"'),
    (SCHEME, '{ base = "0.50" }', "{ base = 0.5 }", 19, 'as a text with at least two decimals, such as "0.35"'),
    (SCHEME, '{ base = "0.50" }', '{ bsae = "0.50" }', 19, "is wrong at bsae: is no known key; the nearest is base"),
    (SCHEME, "normally = 3", "normally = -3", 40, "should be a whole number, zero or more"),
    (SCHEME, '["consultancy", "ext', '["advice", "ext', 33, "should be one of machinery, equipment, building"),
    (SCHEME, '["consultancy", "external_service"]', '"consultancy"', 33, "should be a list"),
    (SCHEME, 'handled_by = "almi"', 'handled_by = "alm"', 7, "should be one of region, almi"),
    (SCHEME, 'handled_by = "almi"', 'handledby = "almi"', 7, "the nearest is handled_by"),
    (SCHEME, 'code = "konsultcheck"', 'code = "kompetenscheck"', 1, "the file should be schemes/kompetenscheck.toml"),
    (DE_MINIMIS, '"750000.00"', "750000", 83, "should be an amount above zero, written as a text"),
    (TOWNS, "1904;Skinnskatteberg;3;", "1904;Skinnskatteberg;4;", 2, "should be 1, 2, 3 or empty"),
    (TOWNS, "1907;Surahammar;;no;", "1907;Surahammar;;nej;", 3, "should be one of yes, no"),
    (TOWNS, "1960;Kungsör;;no;2022-01-01", "1960;Kungsör;;no;2022-02-29", 4, "should be a date that exists"),
    (REGION, '"232100-0172"', '"232100-0173"', 4, "compare with the certificate of registration"),
    (ORDER, 'limit = "250000.00"', 'limit = "much"', 14, 'or "none" where there is no limit'),
    # A code that points nowhere
    ("schemes/investeringsstod.toml", '["1980"]', '["0180"]', 54, KNOWN_TOWNS),
    (REGION, 'code = "1980"', 'code = "0180"', 23, KNOWN_TOWNS),
    (OBJECTIVES, 'goal_area = "VAL"', 'goal_area = "XXX"', 30, "the codes are VAL, TIL, NYS"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "county"))


def _errors(folder: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(InputErrors) as wrong:
        region.load(folder)
    assert all(render(error.reason, "sv") for error in wrong.value.errors)
    return [(error.where.partition(": ")[0], error.line, render(error.reason, "en")) for error in wrong.value.errors]


@pytest.mark.parametrize(("file", "old", "new", "line", "said"), MALFORMED)
def test_a_malformed_file_is_refused_with_its_line_and_what_would_be_right(
    folder: Path, file: str, old: str, new: str, line: int, said: str
) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    errors = _errors(folder)
    assert any((where, at) == (file, line) and said in words for where, at, words in errors), errors


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    text = (folder / SCHEME).read_text("utf-8")
    (folder / SCHEME).write_bytes(text.encode("utf-16"))
    assert _errors(folder) == [(SCHEME, None, "is not written in UTF-8; save the file as UTF-8")]


@pytest.mark.parametrize("file", [REGION, TOWNS, OBJECTIVES, DE_MINIMIS, ORDER, "eruf.toml", "themes.toml"])
def test_a_file_that_is_not_there_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    ((where, _, said),) = _errors(folder)
    assert where == file
    assert "should be there and readable" in said


def test_a_file_with_a_byte_order_mark_is_read(folder: Path) -> None:
    text = (folder / SCHEME).read_text("utf-8")
    (folder / SCHEME).write_text(text, "utf-8-sig")
    assert repr(region.load(folder)) == repr(region.load(FOLDER))


def test_files_written_while_they_are_read_are_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Half of an edit of two files that belong together would be a county that nobody has laid down.
    read = Path.read_text
    edited: list[Path] = []

    def read_and_edit(file: Path, *given: str) -> str:
        text = read(file, *given)
        if file.name == "objectives.toml" and not edited:
            edited.append(file)
            for name in (REGION, ORDER):
                path = folder / name
                path.write_text(read(path, "utf-8").replace("021-17 30 00", "021-00 00 00") + "# edited\n", "utf-8")
        return text

    monkeypatch.setattr(Path, "read_text", read_and_edit)
    assert region.load(folder).county.region.telephone == "021-00 00 00"
