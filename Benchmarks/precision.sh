#!/usr/bin/env bash
# Trains the two models of the demonstration in 32-bit floats and in bfloat16 with several seeds, and
# draws the loss on held-out records beside each other.
#
#     Benchmarks/precision.sh .build/release/isthmus RUNS FOLDER
#
# RUNS gets the trainings; what is there is gone on with, so that an interrupted run continues.
# FOLDER gets precision-molecules.svg, precision-sentences.svg and precision-tables.md.
#
#     PYTHON   a Python (python3)
#     SEEDS    the seeds ("1 2 3")
#     THREADS  threads a training (the cores of the machine)
set -euo pipefail

isthmus=$1
runs=$2
folder=$3
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
seeds=${SEEDS:-1 2 3}
threads=()
[ -z "${THREADS:-}" ] || threads=(--threads "$THREADS")

# learn NAME SEED PRECISION FLAGS...
learn() {
    local name=$1 out=$runs/$1-$3-$2 seed=$2 precision=$3
    shift 3
    "$isthmus" train --quiet --out "$out" --seed "$seed" --precision "$precision" \
        "${threads[@]}" "$@" >&2
}

mkdir -p "$runs"
for seed in $seeds; do
    for precision in f32 bf16; do
        learn sentences "$seed" "$precision" --corpus "$root/corpora/sentences/train.txt" \
            --validation "$root/corpora/sentences/valid.txt" --preset demo-sentences
        learn molecules "$seed" "$precision" --corpus "$root/corpora/molecules/train.smi" \
            --kind smiles --validation "$root/corpora/molecules/valid.smi" \
            --preset demo-molecules
    done
done

"$python" "$root/Benchmarks/precision.py" "$runs" >"$folder/precision-tables.md"
for name in molecules sentences; do
    "$python" "$root/Benchmarks/precision.py" "$runs" "$name" |
        "$isthmus" chart --title "Training the $name of the demonstration" --x-label "step" \
            --y-label "negative ELBO of held-out records, nats" >"$folder/precision-$name.svg"
done
