"""Tests of `models.documents`."""
