"""Widgets fed by attributes that speak by messages; they know no desk."""
