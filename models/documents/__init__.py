"""Documents: frozen files, written once and read strictly. Bytes in, a model or a Refusal out."""
