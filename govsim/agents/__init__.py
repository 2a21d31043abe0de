"""The people and institutions of the district as Mesa agents.

Mechanism  Every kind of agent is a table of NumPy columns (`table.py`); an agent is a view on one row
of it (`rows.py`), made when somebody asks for it; a set of agents is an array of their numbers
(`row_set.py`). 690,422 residents are thus real Mesa agents at the price of their columns alone.
"""
