"""The HTTP interfaces: REST, server-sent events, OpenAI's chat completions, MCP, the widget's file, metrics.

In: an opened bundle and settings. Out: one ASGI app (`app`, joined in `wiring`). `access` controls access.
"""
