"""Who may ask for what.

In: a request. Out: a `Caller` with scopes and groups, or a refusal with its reason. Keys, tokens, limits and the login
are the facts that the rules rest on; the loopback is not one of them.
"""
