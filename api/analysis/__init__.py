"""What Python users get from an index: typed rows with a data frame, a graph where that makes sense, and an HTML view.

`Index` (api/index.py) is the door; each file here is one kind of result:

- `answers.py` answers and hits · `statements.py` claims with their evidence · `things.py` documents, entities, themes
- `timeline.py` dates and periods · `network.py` who is tied to what · `queries.py` results of SPARQL
- `handover.py` tables for other tools · `frames.py` what all rows share · `views.py` the HTML
"""
