"""The texts of the pages, Danish and English.

In: a language. Out: text. `locale` has the two languages' dates, numbers and addresses.
"""
