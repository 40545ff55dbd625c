"""Questions become answers made of quotes, or honest refusals.

In: a `Question` and a bundle. Out: an `Answer` whose every part is verbatim text of a page with its citation.
`answerer.DocumentAnswerer` joins the steps.
"""
