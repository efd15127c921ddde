"""A drawn file becomes an archival one that can be read aloud: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from grantdesk.documents.object_file import ObjectFile
from grantdesk.documents.structure_objects import StructureObjects
from grantdesk.documents.tagging import Structure

_SRGB = Path(__file__).with_name("colours") / "sRGB.icc"
_PRODUCER = "ReportLab, pikepdf"


@dataclass(frozen=True)
class Description:
    """What a file says of itself; `language` as in `sv-SE`."""

    title: str
    author: str
    subject: str
    language: str
    dated_on: date
    creator: str


def finish(drawn: BinaryIO, structure: Structure, said: Description, out: BinaryIO) -> None:
    """Write the archival file; `structure` is what ReportLab's canvas was drawn with. The same input gives the same bytes.

    The tree is never in memory as objects: it is written an element at a time, after all that was drawn.
    """
    with Pdf.open(drawn) as pdf:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        _point_at(root, pdf)
        _describe(pdf, said)
        _name_the_colours(pdf)
        _mend_the_letters(pdf)
        pages = [page.obj.objgen[0] for page in pdf.pages]
        tree = StructureObjects(structure.tree, pages, root=root.objgen[0], first=_highest(pdf) + 1)
        file = ObjectFile(out, first_free=tree.first_free)
        for each in pdf.objects:
            if each.objgen != root.objgen:
                _copy(each, file)
        for number, told in tree.written():
            file.add(number, told)
        file.close(root=pdf.Root.objgen[0], info=pdf.docinfo.objgen[0])


def _highest(pdf: Pdf) -> int:
    return max(each.objgen[0] for each in pdf.objects)


def _copy(each: Object, file: ObjectFile) -> None:
    """Write what was drawn as it is, and packed where it is a stream that is not."""
    number = each.objgen[0]
    if not isinstance(each, Stream):
        file.add(number, each.unparse(resolved=True))
        return
    content, entries = each.read_raw_bytes(), copy(each.stream_dict)
    filters = entries.get(Name.Filter)
    for name in (Name.Length, Name.Filter):
        if name in entries:
            del entries[name]
    told = entries.unparse().removeprefix(b"<<").removesuffix(b">>").strip()
    if filters is None:
        # The description is left as it is, so that an archive finds it in the file.
        file.add_stream(number, told, content, packed=entries.get(Name.Type) != Name.Metadata)
    else:
        names = list(filters) if isinstance(filters, Array) else [filters]
        file.add_packed(number, told, content, [str(name).encode() for name in names])


def _point_at(root: Object, pdf: Pdf) -> None:
    """Have the catalogue and the pages say that there is a tree."""
    for number, page in enumerate(pdf.pages):
        page.StructParents = number
        page.Tabs = Name.S
        if Name.Trans in page:  # ReportLab writes an empty page transition
            del page.Trans
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _describe(pdf: Pdf, said: Description) -> None:
    """The same description twice: for old readers, and as XMP for archives."""
    on = f"{said.dated_on:%Y%m%d}"
    told = {
        "Title": said.title,
        "Author": said.author,
        "Subject": said.subject,
        "Creator": said.creator,
        "Producer": _PRODUCER,
        "CreationDate": f"D:{on}000000+00'00'",
        "ModDate": f"D:{on}000000+00'00'",
    }
    # ReportLab's own description is written over, so that no object is left that nothing names.
    for name in list(pdf.docinfo.keys()):
        del pdf.docinfo[name]
    for key, value in told.items():
        pdf.docinfo[f"/{key}"] = String(value)
    pdf.Root.Metadata = pdf.make_stream(_xmp(said).encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(said.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _name_the_colours(pdf: Pdf) -> None:
    """Which red, green and blue are meant, so that the colours are the same on any machine."""
    profile = pdf.make_stream(_SRGB.read_bytes(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _mend_the_letters(pdf: Pdf) -> None:
    """ReportLab says of the codes that a font does not use that they are U+0000, which archives refuse."""
    for each in pdf.objects:
        if isinstance(each, Dictionary) and Name.ToUnicode in each:
            told = each.ToUnicode.read_bytes()
            each.ToUnicode.write(told.replace(b"> <0000>", b"> <FFFD>"))


def _xmp(said: Description) -> str:
    on = f"{said.dated_on.isoformat()}T00:00:00+00:00"
    return _XMP.format(
        title=escape(said.title),
        author=escape(said.author),
        subject=escape(said.subject),
        language=escape(said.language),
        creator=escape(said.creator),
        producer=escape(_PRODUCER),
        on=on,
    )


# PDF/A wants every name of the packet that it does not know itself, such as PDF/UA's, described in the packet.
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{on}</xmp:CreateDate>
<xmp:ModifyDate>{on}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
