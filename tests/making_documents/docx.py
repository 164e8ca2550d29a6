"""Word documents written as bare packages, so that each holds its trap and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
LONG_AGO = (2021, 1, 1, 0, 0, 0)
KINDS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "comments": "comments",
         "header1": "header", "header2": "header", "footer1": "footer", "footer2": "footer"}  # fmt: skip
SPACED = '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>'
STYLES = f"""{SPACED}<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Tight"><w:name w:val="No Spacing"/>
<w:pPr><w:spacing w:after="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Asked"><w:name w:val="Asked"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", numbered: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph of runs or of plain words. `numbered`: list and depth."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        own += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    own += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{own}</w:pPr>{inner}</w:p>"


def tc(content: str, span: int = 1, merge: str = "") -> str:
    own = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    own += {"": "", "down": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    return f"<w:tc><w:tcPr>{own}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, own: str = "") -> str:
    inner = "".join(one if one.startswith("<w:tc") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{own}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def level(depth: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def package(body: str, parts: Mapping[str, str] | None = None, files: Mapping[str, bytes] | None = None) -> bytes:
    """A document of a body and other parts (styles, numbering, footnotes, comments, header1, footer1, …)."""
    parts = {"styles": STYLES, **(parts or {})}
    roots = {"footnotes": "footnotes", "comments": "comments", "styles": "styles", "numbering": "numbering"}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{KINDS[name]}" Target="{name}.xml"/>' for name in parts
    ) + "".join(f'<Relationship Id="f{n}" Type="{R}/package" Target="{n}"/>' for n in files or {})
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    of_package = "http://schemas.openxmlformats.org/package/2006"
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{head}<Types xmlns="{of_package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{of_package}/relationships"><Relationship Id="a" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "docProps/core.xml": f"{head}<cp:coreProperties xmlns:cp='{of_package}/metadata/core-properties' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>Kim Officer</dc:creator></cp:coreProperties>",
        "word/document.xml": f"{head}<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{of_package}/relationships">{relations}'
        "</Relationships>",
    }
    for name, text in parts.items():
        root = roots.get(name) or {"h": "hdr", "f": "ftr"}[name[0]]
        written[f"word/{name}.xml"] = f"{head}<w:{root} {SPACES}>{text}</w:{root}>"
    written |= {f"word/{name}": data for name, data in (files or {}).items()}
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return found.getvalue()
