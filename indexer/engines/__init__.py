"""Faster ways to run the encoder we ship; `embedding.py` chooses among them and is the only one to import them."""
