"""Footnotes of a Word document are read behind its body."""

import io
import zipfile
from pathlib import Path

from etl.readers import read

FILE = Path(__file__).with_name("files") / "summary.docx"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = (
    f'<w:footnotes xmlns:w="{WORD}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>分隔</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>其中含上年结转案件37宗。</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def with_notes(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/_rels/document.xml.rels":
                related = f'<Relationship Id="rIdNotes" Type="{KIND}" Target="footnotes.xml"/>'
                content = content.replace("</Relationships>", f"{related}</Relationships>")
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/>'
                content = content.replace("</Types>", f"{override}</Types>")
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", NOTES)
    return out.getvalue()


def test_notes_follow_the_body():
    plain = read(FILE.read_bytes(), FILE.name)
    document = read(with_notes(FILE.read_bytes()), FILE.name)
    assert document.text == plain.text.rstrip("\n") + "\n其中含上年结转案件37宗。\n"
    assert "分隔" not in document.text
