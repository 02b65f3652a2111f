"""Lines with boxes become what a reader reads: paragraphs in reading order, tables, footnotes, sections."""
