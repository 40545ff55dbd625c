"""Reports of figures as tables for the terminal, as a self-contained HTML page in Danish, and as JSON.

In: the figures of `eval.exam`. Out: `rich` tables, `report.html` and `report.json`.
"""
