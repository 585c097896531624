"""Footnoted copies of a checked draft: each figure with its verdict, statement and sentence in a footnote.

A writer takes the draft, its verdicts, the book and the language, and returns the bytes of the file. Contact
persons are masked in copies as everywhere.
"""

from etl.checking.copies import markdown, word

WRITERS = {".md": markdown.write, ".docx": word.write}
"""Writers by the ending of the copy's name."""
