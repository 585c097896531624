"""How figures become observations: words of the catalogue around a figure, claims, growth, rows."""
