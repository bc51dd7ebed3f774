"""What the web pages show: one file a page, each a function from an index and a request's values to a view.

Views hold plain values; templates turn them into HTML. What pages show often is computed once an index (`cache.py`).
"""
