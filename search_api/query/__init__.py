"""From what was typed to a tree of plain words that any engine can compile."""
