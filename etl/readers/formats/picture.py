"""Pictures of pages, where text recognition is installed; else `unread` tells them as pictures."""

import io

from etl.readers import ocr
from etl.readers.document import Document
from etl.readers.formats.pdf import write
from etl.readers.formats.unread import is_picture
from etl.readers.limits import SCANNED_PAGES
from etl.readers.pdf.glyphs import PageGlyphs
from etl.readers.problems import unreadable
from etl.readers.source import Source

ORDER = -1
MOST_PIXELS = 100_000_000


def matches(source: Source) -> bool:
    """Return whether the content is a picture and the extra is installed."""
    return is_picture(source.data) and ocr.available()


def read(source: Source) -> Document:
    """Return the text of the picture, of a TIFF that of all its pages; a pixel counts as a point."""
    from PIL import Image, ImageSequence

    found = []
    try:
        with Image.open(io.BytesIO(source.data)) as opened:
            for number, frame in enumerate(ImageSequence.Iterator(opened), start=1):
                if frame.width * frame.height > MOST_PIXELS or number > SCANNED_PAGES:
                    raise unreadable("too_big", size=f"{frame.width} x {frame.height}", limit="100 MP")
                found.append(_page(number, frame.convert("RGB")))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise unreadable("damaged", format="picture") from problem
    return write(found).document(ocr.FORMAT)


def _page(number: int, frame: object) -> PageGlyphs:
    import numpy as np

    picture = np.asarray(frame)[:, :, ::-1]
    height, width = picture.shape[:2]
    return PageGlyphs(number, width, height, tuple(ocr.read_picture(picture, height, 1.0)), (), False)
