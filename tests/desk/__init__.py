"""Tests of `models.desk`."""
