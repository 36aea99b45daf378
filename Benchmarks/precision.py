"""Reads the trainings of precision.sh: python3 precision.py RUNS [NAME]

Without NAME, prints a table of the last losses; with it, the curve of each training as points.
"""
import json
import pathlib
import re
import statistics
import sys

PRECISIONS = ("f32", "bf16")


def curves(runs, name):
    """The validations of each training of `name`: {(precision, seed): [object of a step]}."""
    found = {}
    for path in sorted(runs.glob(f"{name}-*")):
        match = re.fullmatch(rf"{name}-(f32|bf16)-(\d+)", path.name)
        if not match:
            continue
        lines = [json.loads(line) for line in open(path / "metrics.jsonl", encoding="utf-8")]
        found[match[1], int(match[2])] = [x for x in lines if x.get("split") == "validation"]
    return found


def table(runs):
    """The last validation of each training, and the means over the seeds."""
    print("| model | seed | f32: -ELBO = reconstruction + KL | bf16 | difference of -ELBO |")
    print("|---|---|---|---|---|")
    for name in ("molecules", "sentences"):
        found = curves(runs, name)
        seeds = sorted(s for p, s in found if p == "f32" and ("bf16", s) in found)
        if not seeds:
            continue
        last = {key: curve[-1] for key, curve in found.items()}
        differences = []
        for seed in seeds:
            pair = [last[precision, seed] for precision in PRECISIONS]
            cells = [
                f"{x['negative_elbo']:.3f} = {x['reconstruction']:.3f} + {x['kl']:.3f}" for x in pair
            ]
            differences.append(pair[1]["negative_elbo"] - pair[0]["negative_elbo"])
            print(f"| {name} | {seed} | {cells[0]} | {cells[1]} | {differences[-1]:+.3f} |")
        means = [
            statistics.mean(last[precision, seed]["negative_elbo"] for seed in seeds)
            for precision in PRECISIONS
        ]
        spreads = [
            statistics.stdev(last[precision, seed]["negative_elbo"] for seed in seeds)
            for precision in PRECISIONS
        ]
        cells = [f"{mean:.3f} ± {spread:.3f}" for mean, spread in zip(means, spreads)]
        print(f"| {name} | mean | {cells[0]} | {cells[1]} | {means[1] - means[0]:+.3f} |")


def points(runs, name):
    """The curves, those of a precision under one name and its seed."""
    for (precision, seed), curve in sorted(curves(runs, name).items(), reverse=True):
        for x in curve:
            point = {"series": f"{precision}, seed {seed}", "x": x["step"], "y": x["negative_elbo"]}
            print(json.dumps(point))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        points(pathlib.Path(sys.argv[1]), sys.argv[2])
    else:
        table(pathlib.Path(sys.argv[1]))
