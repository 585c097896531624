"""Reports in, tidy tables out.

Imports go one way: model ← readers, reading ← observe ← derive, findings ← tables ← build ← cli.
`etl` never imports `dashboard`, dash or plotly.
"""
