"""A PDF page → lines, tables and paragraphs in reading order; pure geometry, tested without a PDF."""
