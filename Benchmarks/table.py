#!/usr/bin/env python3
"""Prints what run.sh measured: medians over the rounds, and ratios to PyTorch.

A ratio is the median of each round's ratio, so that what is divided was measured within minutes.

    table.py RESULTS INFO      INFO is what `isthmus info --json` printed
"""
import collections
import datetime
import json
import statistics
import sys

ORDER = ["moses molecules", "small molecules", "he2019 text", "small text"]
TRAIN, SAMPLE = "train_tokens_per_s", "sample_sequences_per_s"
FULL, LENGTH = "sample_full_length_sequences_per_s", "sample_mean_length"
PEERS = ["torch-packed", "torch-padded"]


def read(path):
    """The results by case, precision, program and round."""
    results = collections.defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        preset, corpus, precision, program, number, text = line.split(" ", 5)
        results[f"{preset} {corpus}", precision, program][number] = json.loads(text)
    return results


class Case:
    """The results of one model, corpus and precision."""

    def __init__(self, results, case, precision):
        self.rows = {p: results.get((case, precision, p), {}) for p in ["isthmus", *PEERS]}

    def median(self, program, key):
        values = [row[key] for row in self.rows[program].values() if key in row]
        return statistics.median(values) if values else None

    def ratio(self, key, peers, others=None, own_key=None):
        """The median over rounds of ours to the best of the peers; `others` is whose peers."""
        ratios = []
        for number, own in self.rows["isthmus"].items():
            rows = [(others or self).rows[peer].get(number, {}) for peer in peers]
            best = max((row[key] for row in rows if row.get(key)), default=None)
            if best and own.get(own_key or key):
                ratios.append(own[own_key or key] / best)
        return statistics.median(ratios) if ratios else None


def text(value, places=0):
    return "-" if value is None else f"{value:,.{places}f}"


def table(columns, rows):
    print("| preset, corpus | numerics | " + " | ".join(columns) + " |")
    print("|---|---|" + "---:|" * len(columns))
    for case, precision, cells in rows:
        print("| " + " | ".join([case.replace(" ", ", "), precision, *cells]) + " |")
    print()


def training(c):
    return [
        text(c.median("isthmus", TRAIN)), *(text(c.median(p, TRAIN)) for p in PEERS),
        text(c.ratio(TRAIN, PEERS), 2), text(c.ratio(TRAIN, PEERS[:1]), 2),
        text(c.median("isthmus", "efficiency"), 3), text(c.median("isthmus", "gemm_gflops")),
        *(text(c.median(p, "peak_mb")) for p in ["isthmus", *PEERS]),
    ]


def sampling(c, peer):
    """Ours in its own numerics; PyTorch's, which are always in f32."""
    drawn = [m for m in (peer.median(p, SAMPLE) for p in PEERS) if m]
    return [
        text(c.median("isthmus", SAMPLE)), text(c.median("isthmus", LENGTH), 1),
        text(c.median("isthmus", FULL)), text(max(drawn, default=None)),
        text(c.ratio(SAMPLE, PEERS, peer), 1),
        text(c.ratio(SAMPLE, PEERS, peer, FULL), 1),
    ]


def main():
    results, info = read(sys.argv[1]), json.load(open(sys.argv[2], encoding="utf-8"))
    torch = {row["peer"] for key in results for row in results[key].values() if "peer" in row}
    rounds = max(len(rows) for rows in results.values())
    threads = {row["threads"] for key in results for row in results[key].values()}
    counts = "/".join(str(count) for count in sorted(threads))
    print(f"{datetime.date.today()}, {info['processor']} ({info['cpu_features']}),"
          f" {counts} threads, Isthmus {info['isthmus']} with oneDNN {info['onednn']},"
          f" {', '.join(sorted(torch)) or 'no torch'}; medians of {rounds} rounds.\n")
    cases = sorted({key[0] for key in results}, key=lambda c: ORDER.index(c) if c in ORDER else 99)
    found = [(case, precision, Case(results, case, precision)) for case in cases
             for precision in ["f32", "bf16"] if (case, precision, "isthmus") in results]
    table(
        ["Isthmus tokens/s", "PyTorch packed", "padded", "ratio to best", "ratio to packed",
         "efficiency", "limit GFLOP/s", "peak MB", "packed", "padded"],
        [(case, precision, training(c)) for case, precision, c in found],
    )
    table(
        ["Isthmus sequences/s", "mean length", "100 tokens each", "PyTorch", "ratio",
         "ratio at 100 tokens"],
        [(case, precision, sampling(c, Case(results, case, "f32"))) for case, precision, c in found],
    )
    field = Case(results, "moses molecules", "f32")
    for precision in ["f32", "bf16"]:
        own = Case(results, "moses molecules", precision)
        ratio = own.ratio(TRAIN, PEERS[:1], field)
        if ratio:
            print(f"moses in {precision} against packed sequences in f32: {ratio:.2f}")


if __name__ == "__main__":
    main()
