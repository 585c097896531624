"""Drafts held against the tables: every figure of a paragraph, in Chinese or English, gets a verdict.

Promises: `supported` is said only where one metric, place, time and measure is meant and a report states
just that value (or what the claim's hedge or rounding allows); docs/checking.md explains each verdict. Pure:
a text and one version of the tables give the same verdicts, and nothing of a draft is kept.
"""
