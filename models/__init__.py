"""The model of verification: all that would still be true if the terminal vanished.

Floors, each importing only those below: desk · ledger, documents, formats (siblings) · views · rules · ground
(errors, moments, codes, text, settings, landing, words, checklists).
"""
