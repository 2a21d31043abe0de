"""Study files: scenarios, what is varied in them, and by which design, in TOML.

    title        = "How much of a gate"             # `title_zh`, `description`, `description_zh` too
    baseline     = "no_reform"                      # what effects are taken against; may be left out
    scenarios    = ["jinjiang"]                     # shipped names, or paths of .toml files
    set          = ["end=2012-12-01"]               # for all of them, as on the command line; not of what is varied
    sample       = 0.05
    replications = 20                               # seeds `seed`, `seed` + 1, ...
    worlds       = 40                               # of the place's plausible worlds, one a seed; 0 for none
    seed         = 1
    horizon      = 2012-12-01                       # month of the outcomes; the last one by default
    measures     = ["satisfaction", "wait_min"]     # shown in tables and figures; runs hold all of them
    detail       = "district"                       # what runs hold: district, street, community, courtyard

    [design]
    kind         = "factorial"                      # or one of `govsim.experiment.design.KINDS`

    [[lever]]                                       # a choice: the scenarios have it, the baseline has not
    name         = "gate"
    set          = "reform.task_admission.gate"     # or a list of paths that get the same value
    values       = [0.0, 0.5, 1.0]                  # or range = [0.0, 1.0], with scale = "log", steps = 5

    [[lever]]
    name         = "R3"
    switch       = "R3"                             # with and without the reforms of that name

    [[uncertainty]]                                 # a trait of the world: the baseline has it too
    name         = "loss_aversion"
    set          = "world.loss_aversion"            # without `range`, all that is allowed

Without `worlds`, seeds go through all plausible worlds of the place, unless an uncertainty is varied here.
A setting of a reform that a switch has dropped means nothing there, and is left out.
"""

from __future__ import annotations

from govsim.experiment.study.loading import is_study, load_study, shipped_studies
from govsim.experiment.study.study import Study

__all__ = ["Study", "is_study", "load_study", "shipped_studies"]
