"""The organisation's own login by OpenID Connect.

In: a browser without a session. Out: a signed session cookie that names the user and the groups.
"""
