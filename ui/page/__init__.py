"""The Gradio page where a leader asks, reads quotes and checks them in the document beside them.

In: an answerer and the site's facts. Out: an ASGI app in each language. The conversation is kept in the browser.
"""
