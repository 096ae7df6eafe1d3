"""What papers say: each is put together from a sheet in the words of one language."""
