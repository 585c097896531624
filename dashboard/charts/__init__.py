"""The charts: one small YAML file each, found by walking this folder, and one made for every other metric.

`charts(data)` lists them, `view(chart, data, query)` says what one shows, `figure(…)` draws it: the page,
the PNG and the golden test call the same function. Imports neither dash nor files of reports.
"""

from dashboard.charts.catalogue import Chart, chart, charts, exists, together
from dashboard.charts.draw import alt_text, figure
from dashboard.charts.view import Query, View, view

__all__ = ["Chart", "Query", "View", "alt_text", "chart", "charts", "exists", "figure", "together", "view"]
