"""The REST interface below /api/v1.

In: requests (`requests`). Out: responses (`responses`, `serialize`) as JSON or as events.
The field names are the contract.
"""
