"""The authorities that hold or held children's services in the United Kingdom, and the boards they form.

Reviewed data: `authorities.csv` (one authority a row, with its nation, its English region, the months between which it
existed and the other names it is called by) and `boards.csv` (boards and partnerships whose authorities their name does
not tell). An empty `since` or `until` is open.
"""

from ingest.gazetteer.places import Authority, Gazetteer, load_gazetteer

__all__ = ["Authority", "Gazetteer", "load_gazetteer"]
