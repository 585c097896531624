"""Tables in, charts and pages out.

Imports go one way: etl.tables ← data ← charts ← pages ← app ← cli, and charts ← export ← cli.
"""
