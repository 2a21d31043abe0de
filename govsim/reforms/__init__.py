"""Reform rules, one file each; `govsim.reforms.base.found()` lists them."""
