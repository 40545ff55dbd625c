"""Access control: callers and what each may ask for.

In: a request. Out: a `Caller` with scopes and groups, or a refusal with its reason. The rules rest on keys, tokens,
limits and the login. A loopback address proves nothing.
"""
