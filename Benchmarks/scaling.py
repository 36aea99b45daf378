#!/usr/bin/env python3
"""Prints what scaling.sh measured as tables, and writes the points of its charts.

    scaling.py RESULTS INFO FOLDER      INFO is what `isthmus info --json` printed

FOLDER gets, for each sweep, `SWEEP.jsonl` for `isthmus chart`: what the training achieves of the
machine's best product, measured in the same process, since the machine's own speed may vary.
"""
import collections
import datetime
import json
import sys

PRECISIONS = ["f32", "bf16"]


def read(path):
    """The rows by sweep, then size and precision."""
    sweeps = collections.defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        sweep, size, precision, text = line.split(" ", 3)
        sweeps[sweep][int(size), precision] = json.loads(text)
    return sweeps


def write_points(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        for precision in PRECISIONS:
            for size in sorted(size for size, p in rows if p == precision):
                y = rows[size, precision]["efficiency"]
                print(json.dumps({"series": precision, "x": size, "y": y}), file=out)
        for size in sorted({size for size, _ in rows}):
            point = {"series": "the machine's best product", "x": size, "y": 1, "reference": True}
            print(json.dumps(point), file=out)


def table(name, rows):
    precisions = [p for p in PRECISIONS if any(q == p for _, q in rows)]
    heads = [f"{p} {what}" for p in precisions
             for what in ("tokens/s", "GFLOP/s", "of the limit", "peak MB")]
    lines = [f"| {name} | " + " | ".join(heads) + " |", "|" + "---:|" * (1 + len(heads))]
    for size in sorted({size for size, _ in rows}):
        cells = [f"{size:,}"]
        for precision in precisions:
            row = rows.get((size, precision))
            cells += ["-"] * 4 if row is None else [
                f"{row['train_tokens_per_s']:,}", f"{done(row):.0f}", f"{row['efficiency']:.2f}",
                f"{row['peak_mb']:,}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def done(row):
    return row["gemm_gflops"] * row["efficiency"]


def main():
    sweeps, info = read(sys.argv[1]), json.load(open(sys.argv[2], encoding="utf-8"))
    print(f"{datetime.date.today()}, {info['processor']} ({info['cpu_features']}),"
          f" {info['threads']} threads, Isthmus {info['isthmus']} with oneDNN {info['onednn']}.")
    for sweep, rows in sweeps.items():
        print(f"\n## {sweep.replace('threads-', 'Threads, preset ').capitalize()}\n")
        print(table(sweep.split("-")[0], rows))
        write_points(f"{sys.argv[3]}/{sweep}.jsonl", rows)


if __name__ == "__main__":
    main()
