"""Verbs and questions, one module per noun, all called through `desk.do` and `desk.ask`."""
