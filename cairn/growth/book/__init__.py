"""The small book as something to keep: which parts were chosen (choosing), and how it is written down (writing, pdf)."""
