"""Charts: ECharts options from tables, plain functions; colours are named as `widgets.chart` says."""
