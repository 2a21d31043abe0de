"""The values of the model's specification for numbers that calibration has moved since.

Answers that were worked out by hand hold at these, and tests of single equations use them.
"""

from __future__ import annotations

from dataclasses import replace

from govsim.world import World

SPECIFIED = replace(
    World(),
    street_staff=60.0, hours_per_fte=150.0, passdown_hours=0.1,
    temporary_tasks_year=22.0, temporary_task_months=2, hours_regular_task=9.0, hours_temporary_task=30.0,
    task_growth=0.05, formal_mandate=0.25, property_household_cost=5.0, pay_base=1.2,
    registered_2007=180, latent_groups=7.0, blocked_2007=68, registration_inflow=1.5, registration_give_up=0.01,
    sponsored_meets_conditions=0.35, filing_consideration=0.24, filing_eligible=0.8, choice_scale=0.25,
    cost_capital=1.0, cost_member_gap=0.5, cost_search=0.4, exit_registered=0.02, opportunist_pool=0.15,
    opportunist_cost=2000.0, group_members=16.0,
)
