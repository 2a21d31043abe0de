"""A small study of dates and a trait of the world, for made-up runs."""

TEXT = """
title = "Dates"
baseline = "no_reform"
scenarios = ["jinjiang"]
set = ["end=2010-12-01"]
sample = 0.01
replications = 3
measures = ["satisfaction", "wait_min"]

[[lever]]
name = "R1"
switch = "R1"

[[lever]]
name = "R2"
switch = "R2"

[[uncertainty]]
name = "loss"
set = "world.loss_aversion"
values = [1.5, 2.0]
"""
