"""A draft as DOCX with real footnotes: a Word draft is kept as it is, of another format its text is taken.

python-docx knows no footnotes: their part is written here by hand, and a document's own footnotes are kept.
"""

import copy
import io
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from etl.checking.book import Book
from etl.checking.drafts import Draft
from etl.checking.model import Checked
from etl.checking.saying import TEXTS, say
from etl.readers.contacts import SIGN, find_contacts
from etl.texts import Lang

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
"""Elements of a run that stand for one character of the clean text."""


def write(draft: Draft, found: Sequence[Checked], book: Book, lang: Lang) -> bytes:
    """Return the footnoted document."""
    own = draft.document.format == "docx"
    document = docx.Document(io.BytesIO(draft.data)) if own else _plain(draft)
    paragraphs = list(document.element.body.iter(qn("w:p")))
    notes = _Footnotes(document)
    left = list(_place(draft, found, paragraphs, notes, book, lang))
    if left:
        document.add_paragraph(TEXTS.say("notes.title", lang))
    for one in left:
        note = say(one, book, lang).note(lang)
        document.add_paragraph(f"{draft.text[one.claim.start : one.claim.end]} {note}")
    for paragraph in paragraphs:
        _mask(paragraph)
    notes.save()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _plain(draft: Draft) -> Any:
    document = docx.Document()
    for line in draft.text.splitlines():
        document.add_paragraph(line)
    return document


def _place(
    draft: Draft, found: Sequence[Checked], paragraphs: list, notes: "_Footnotes", book: Book, lang: Lang
) -> Iterator[Checked]:
    """Put a footnote behind each figure, last first; yield the checked figures that stand in no paragraph."""
    where = _located(draft, paragraphs)
    set_: list[tuple[Any, int, Checked]] = []
    for one in found:
        spot = next(
            ((p, one.claim.end - low) for low, high, p in where if low <= one.claim.start < high), None
        )
        if spot is None:
            yield one
        else:
            set_.append((*spot, one))
    references = [notes.add(say(one, book, lang).note(lang)) for _, _, one in set_]
    for (paragraph, offset, _), reference in reversed(list(zip(set_, references, strict=True))):
        _insert(paragraph, offset, reference)


def _located(draft: Draft, paragraphs: list) -> list[tuple[int, int, Any]]:
    """Return where each paragraph's text stands in the draft's clean text, searched in order."""
    text, at = draft.document.text, 0
    found = []
    for paragraph in paragraphs:
        own = "".join(piece for piece, _ in _characters(paragraph))
        position = text.find(own, at) if own.strip() else -1
        if position >= 0:
            at = position + len(own)
            found.append((position, at, paragraph))
    return found


def _characters(paragraph: Any) -> Iterator[tuple[str, Any]]:
    """Yield the text of each run's piece with its element, without that of deleted runs and text boxes."""
    for element in paragraph.iter(qn("w:t"), *SPACES):
        above = {one.tag for one in element.iterancestors()}
        if qn("w:del") in above or element.getparent().tag != qn("w:r"):
            continue
        if next(element.iterancestors(qn("w:p"))) is paragraph:
            yield (element.text or "") if element.tag == qn("w:t") else SPACES[element.tag], element


def _insert(paragraph: Any, offset: int, reference: Any) -> None:
    """Put a run with a footnote reference behind `offset` characters of a paragraph, cutting a run in two."""
    for piece, element in _characters(paragraph):
        if offset > len(piece):
            offset -= len(piece)
            continue
        run = element.getparent()
        if offset < len(piece):
            _cut(run, element, offset)
        else:
            _cut(run, element, None)
        run.addnext(reference)
        return
    paragraph.append(reference)


def _cut(run: Any, element: Any, offset: int | None) -> None:
    """Leave the run with what stands up to `element` (and `offset` in it); the rest goes behind it."""
    rest = list(element.itersiblings())
    if offset is None and not rest:
        return
    behind = OxmlElement("w:r")
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        behind.append(copy.deepcopy(properties))
    if offset is not None:
        cut = OxmlElement("w:t")
        cut.text = element.text[offset:]
        cut.set(qn("xml:space"), "preserve")
        element.text = element.text[:offset]
        element.set(qn("xml:space"), "preserve")
        behind.append(cut)
    for one in rest:
        behind.append(one)
    run.addnext(behind)


def _mask(paragraph: Any) -> None:
    """Replace the names and numbers of contact persons by signs, run by run."""
    pieces = [(piece, element) for piece, element in _characters(paragraph)]
    text = "".join(piece for piece, _ in pieces)
    hidden = {at for low, high in find_contacts(text) for at in range(low, high)}
    at = 0
    for piece, element in pieces:
        if element.tag == qn("w:t") and hidden & set(range(at, at + len(piece))):
            element.text = "".join(SIGN if at + n in hidden else char for n, char in enumerate(piece))
        at += len(piece)


class _Footnotes:
    """The footnotes part of a document: its own when it has one, else a new one."""

    def __init__(self, document: Any) -> None:
        self._document = document
        own = [r for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
        self._part = own[0].target_part if own else None
        blob = self._part.blob if self._part else _EMPTY.encode()
        self._root = parse_xml(blob)
        self._next = max((int(note.get(qn("w:id"))) for note in self._root), default=0) + 1

    def add(self, text: str) -> Any:
        """Add a footnote and return the run that refers to it."""
        number = str(max(self._next, 1))
        self._next = int(number) + 1
        note = parse_xml(_NOTE.format(spaces=nsdecls("w"), number=number))
        note.find(f".//{qn('w:t')}").text = f" {text}"
        self._root.append(note)
        return parse_xml(_REFERENCE.format(spaces=nsdecls("w"), number=number))

    def save(self) -> None:
        """Write the footnotes into the document's package."""
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self._part is not None:
            self._part._blob = blob
            return
        main = self._document.part
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, blob, main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


_SEPARATOR = '<w:footnote w:type="{name}" w:id="{id}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
_EMPTY = (
    f"<w:footnotes {nsdecls('w')}>"
    + _SEPARATOR.format(name="separator", id=-1, mark="separator")
    + _SEPARATOR.format(name="continuationSeparator", id=0, mark="continuationSeparator")
    + "</w:footnotes>"
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_NOTE = (
    '<w:footnote {spaces} w:id="{number}"><w:p><w:r>'
    + _RAISED
    + '<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
    + '<w:t xml:space="preserve"></w:t></w:r></w:p></w:footnote>'
)
_REFERENCE = "<w:r {spaces}>" + _RAISED + '<w:footnoteReference w:id="{number}"/></w:r>'
