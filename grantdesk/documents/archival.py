"""A drawn file becomes an archival one that can be read aloud: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

from base64 import a85encode
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel, String

from grantdesk.documents.tagging import Element, Mark, Structure

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


def finish(drawn: bytes, structure: Structure, said: Description) -> bytes:
    """The archival file; `structure` is what ReportLab's canvas was drawn with. The same input gives the same bytes."""
    with Pdf.open(BytesIO(drawn)) as pdf:
        _write_structure(pdf, structure)
        _describe(pdf, said)
        _name_the_colours(pdf)
        _mend_the_letters(pdf)
        return _saved(pdf)


def _saved(pdf: Pdf) -> bytes:
    """The file, packed as small as it can be without a stream that ends with a carriage return.

    One packed stream in 256 does, and a validator may take that for the end of a line and miss it in the length.
    """
    for stream in pdf.objects:
        if isinstance(stream, Stream) and Name.DecodeParms not in stream and stream.read_raw_bytes().endswith(b"\r"):
            _write_as_letters(stream)
    small = _written(pdf, packed=True)
    return _written(pdf, packed=False) if b"\r\nendstream" in small else small


def _write_as_letters(stream: Stream) -> None:
    """The same content, told in letters that end with `~>`."""
    filters = stream.get(Name.Filter, Array())
    packed_by = list(filters) if isinstance(filters, Array) else [filters]
    stream.write(a85encode(stream.read_raw_bytes()) + b"~>", filter=Array([Name.ASCII85Decode, *packed_by]))


def _written(pdf: Pdf, *, packed: bool) -> bytes:
    out = BytesIO()
    pdf.save(
        out,
        min_version="1.7",
        deterministic_id=True,
        stream_decode_level=StreamDecodeLevel.none,
        compress_streams=packed,
        object_stream_mode=ObjectStreamMode.generate if packed else ObjectStreamMode.disable,
    )
    return out.getvalue()


def _write_structure(pdf: Pdf, structure: Structure) -> None:
    """The tree of elements, and the way back to it from each piece of content of each page."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _Writer(pdf)
    root.K = writer.write(structure.document, root)
    numbered = Array()
    for number, page in enumerate(writer.pages, start=1):
        page.StructParents = number - 1
        page.Tabs = Name.S
        if Name.Trans in page:  # ReportLab writes an empty page transition
            del page.Trans
        owners = [writer.written[element] for element in structure.owners.get(number, [])]
        numbered.append(number - 1)
        numbered.append(pdf.make_indirect(Array(owners)))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbered))
    root.ParentTreeNextKey = len(writer.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


class _Writer:
    """Writes elements, and remembers which object each became."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages: list[Object] = [page.obj for page in pdf.pages]
        self.written: dict[Element, Object] = {}

    def write(self, element: Element, parent: Object) -> Object:
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
        self.written[element] = made
        if element.alt:
            made.Alt = String(element.alt)
        if element.attributes:
            made.A = Dictionary({f"/{key}": _value(value) for key, value in element.attributes.items()})
        made.K = Array([self.kid(kid, made) for kid in element.kids])
        return made

    def kid(self, kid: Element | Mark, parent: Object) -> Object:
        if isinstance(kid, Element):
            return self.write(kid, parent)
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page - 1], MCID=kid.number)


def _value(value: str | tuple[float, ...]) -> Object:
    return Name(value) if isinstance(value, str) else Array([round(number, 2) for number in value])


def _describe(pdf: Pdf, said: Description) -> None:
    """The same description twice: for old readers, and as XMP for archives."""
    on = f"{said.dated_on:%Y%m%d}"
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(said.title),
            Author=String(said.author),
            Subject=String(said.subject),
            Creator=String(said.creator),
            Producer=String(_PRODUCER),
            CreationDate=String(f"D:{on}000000+00'00'"),
            ModDate=String(f"D:{on}000000+00'00'"),
        )
    )
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
