"""The tests; what several of them build stands in `sheets.py` and `builders.py`."""
