"""A corpus made up from a seed: as many quotes as wanted, for measuring and for looking at full pages."""
