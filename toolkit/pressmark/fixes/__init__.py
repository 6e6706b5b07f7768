"""Safe rewrites: what a rule found is mended where the record itself says how."""
