#!/usr/bin/env bash
# Trains the two models of the demonstration in 32-bit floats and in bfloat16 with several seeds, and
# draws the loss on held-out records beside each other.
#
#     Benchmarks/precision.sh .build/release/isthmus RUNS FOLDER
#
# RUNS gets the trainings; what is there is gone on with, so that an interrupted run continues.
# FOLDER gets precision-sentences.svg, precision-molecules.svg and precision-tables.md.
#
#     PYTHON   a Python (python3)
#     SEEDS    the seeds ("1 2 3")
#     MODELS   which of the two ("sentences molecules")
#     THREADS  threads a training (the cores of the machine)
set -euo pipefail

isthmus=$1
runs=$2
folder=$3
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
seeds=${SEEDS:-1 2 3}
models=${MODELS:-sentences molecules}
threads=()
[ -z "${THREADS:-}" ] || threads=(--threads "$THREADS")

# learn NAME SEED PRECISION
learn() {
    local corpus=sentences/train.txt validation=sentences/valid.txt kind=()
    if [ "$1" = molecules ]; then
        corpus=molecules/train.smi validation=molecules/valid.smi kind=(--kind smiles)
    fi
    "$isthmus" train --quiet --out "$runs/$1-$3-$2" --seed "$2" --precision "$3" \
        --corpus "$root/corpora/$corpus" --validation "$root/corpora/$validation" \
        --preset "demo-$1" "${kind[@]}" "${threads[@]}" >&2
}

mkdir -p "$runs"
for name in $models; do
    for seed in $seeds; do
        for precision in f32 bf16; do learn "$name" "$seed" "$precision"; done
    done
done

"$python" "$root/Benchmarks/precision.py" "$runs" >"$folder/precision-tables.md"
for name in $models; do
    "$python" "$root/Benchmarks/precision.py" "$runs" "$name" |
        "$isthmus" chart --title "Training the $name of the demonstration" --x-label "step" \
            --y-label "negative ELBO of held-out records, nats" >"$folder/precision-$name.svg"
done
