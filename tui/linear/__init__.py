"""The whole job as plain question and answer, line by line: for screen readers, bad lines and scripts that type.

Nothing here moves a cursor, paints or knows Textual; it acts through the desk and the plain commands like every other front.
"""
