"""Briefings: charts of a set or a tray as slides, a document, its print and a bundle of pictures.

`content.brief` works out once what a briefing says; slides, document, print and bundle only lay it out, so
that all of them say the same. Every number comes from the tables through the functions that draw the
charts.
"""
