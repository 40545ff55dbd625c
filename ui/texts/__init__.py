"""Everything that the pages say, Danish beside English.

In: a language. Out: text. `locale` has the two languages' dates, numbers and addresses.
"""
