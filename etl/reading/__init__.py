"""Words into values: numerals, units, periods, places and figures, pure functions over a text."""
