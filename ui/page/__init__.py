"""The Gradio page where a reader asks, reads quotes and checks them in the document.

In: an answerer and the site's facts. Out: an ASGI app in each language. The conversation is stored in the browser.
"""
