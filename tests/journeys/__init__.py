"""Whole stories, from the first key to the file."""
