"""Everything that knows only scenarios, seeds and tables: store, runner, comparison."""
