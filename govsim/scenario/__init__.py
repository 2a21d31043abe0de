"""Scenario files: what is simulated, in TOML.

    title          = "One rule in two streets"      # English; `title_zh`, `description`, `description_zh` too
    extends        = "no_reform"                    # a shipped name, or the path of a .toml file
    place          = "jinjiang"                     # a shipped name, or the path of a folder of tables
    start          = 2007-01-01                     # first and last month of the run
    end            = 2015-12-01
    sample         = 1.0                            # share of households that are simulated
    without        = ["R3", "incubator"]            # inherited rules or bundles to drop

    [world]                                         # assumptions otherwise than the defaults, with their ground
    loss_aversion  = {value = 1.8, source = "james_2009"}
    [rules]                                         # the rules at the start
    rotation       = {value = 0.2, assumption = "some courtyards rotated offices before 2008"}

    [change.fiscal_guarantee]                       # an inherited rule (or entry, or bundle) with other values
    start          = 2009-01-01

    [[bundle]]                                      # all rules of R1, R2 or R3 as enacted, or moved to `start`
    name           = "R1"
    announced      = 2008-06-01                     # residents hear of it

    [[reform]]                                      # one rule, its parameters beside it
    rule           = "function_stripping"
    start          = 2008-06-01                     # first and last month in force
    end            = 2012-12-01
    where          = ["Chunxilu", "Shuyuanjie"]     # see govsim.scenario.where
    shadow_weight  = 0.05

    [[revise]]                                      # fields of Rules set directly; {} only announces
    start          = 2009-01-01
    set            = {weight_upward = 0.4, feedback_weight = 0.1}

A child's file has its own title and description and inherits everything else: its values win, `without`
drops and `[change]` alters what it inherits, and its own entries compose after the inherited ones.
"""

from govsim.scenario.difference import Difference, differences
from govsim.scenario.force import RulesInForce, Timetable, rules_in_force, starts, timetable
from govsim.scenario.json_schema import schema
from govsim.scenario.reading import check, load, shipped
from govsim.scenario.scenario import Override, Revision, Scenario, Setting, from_resolved
from govsim.scenario.where import NEVER, Where

__all__ = [
    "NEVER",
    "Difference",
    "Override",
    "Revision",
    "RulesInForce",
    "Scenario",
    "Setting",
    "Timetable",
    "Where",
    "check",
    "differences",
    "from_resolved",
    "load",
    "rules_in_force",
    "schema",
    "shipped",
    "starts",
    "timetable",
]
