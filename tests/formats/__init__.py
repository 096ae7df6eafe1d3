"""Tests of tables that come from other programs and go to them."""
