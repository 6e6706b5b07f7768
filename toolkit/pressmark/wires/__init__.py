"""How structured news and scholarly formats are taken apart: what an item says, where, and a draft from it."""
