"""`rundbord serve`, `keys`, `backup`, `restore` and `configuration`: the commands of whoever runs a server.

In: settings and options. Out: a running server, keys, backups and the reference of all settings.
"""
