#!/usr/bin/env python3
"""Prints the medians of what run.sh measured as a table, with ratios to the best PyTorch variant."""
import json
import statistics
import sys


def main():
    rates = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        program, text = line.split(" ", 1)
        row = json.loads(text)
        precision = row.get("precision") or ("bf16" if row["bf16"] else "f32")
        key = (row["preset"], precision, program)
        for quantity in ("train_tokens_per_s", "sample_sequences_per_s", "efficiency", "peak_rss_mb"):
            if row.get(quantity) is not None:
                rates.setdefault(key, {}).setdefault(quantity, []).append(row[quantity])

    def median(key, quantity):
        values = rates.get(key, {}).get(quantity)
        return statistics.median(values) if values else None

    print("| preset | numerics | Isthmus tokens/s | PyTorch packed | padded | ratio to best |"
          " Isthmus samples/s | PyTorch | ratio | efficiency | peak MB |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for preset, precision in sorted({key[:2] for key in rates}):
        own = (preset, precision, "isthmus")
        peers = [(preset, precision, f"torch-{v}") for v in ("packed", "padded")]
        train = [median(p, "train_tokens_per_s") for p in peers]
        sample = [s for s in (median(p, "sample_sequences_per_s") for p in peers) if s]
        best, fastest = max((t for t in train if t), default=None), max(sample, default=None)
        ours, drawn = median(own, "train_tokens_per_s"), median(own, "sample_sequences_per_s")
        cells = [preset, precision, ours, *train, ours and best and round(ours / best, 2), drawn,
                 fastest, drawn and fastest and round(drawn / fastest, 2), median(own, "efficiency"),
                 median(own, "peak_rss_mb")]
        print("| " + " | ".join("-" if c is None else str(c) for c in cells) + " |")


if __name__ == "__main__":
    main()
