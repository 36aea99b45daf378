#!/usr/bin/env bash
# Measures the speed of training over threads, batch, hidden and vocabulary sizes, each in a process
# of its own, and draws it beside the machine's limit. Leave the machine alone while it runs.
#
#     Benchmarks/scaling.sh .build/release/isthmus FOLDER
#
# FOLDER gets the charts (scaling-*.svg) and the tables (scaling-tables.md). The lines are drawn at
# random (20 to 60 tokens, frequencies as of words), the model is the preset small but for the size
# that varies; the batches of the hidden sizes have 128 sequences.
#
#     PYTHON   a Python (python3)
#     SECONDS_EACH   the time of each measurement, at least one step (2)
#     OUT      where results are kept, one a line; what is there is not measured again, so that a
#              run that was interrupted goes on (by default a file that is deleted at the end)
#     ISOLATE  a command to put before each measurement, such as "taskset -c 0,1"
set -euo pipefail

isthmus=$1
folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
seconds=${SECONDS_EACH:-2}
out=${OUT:-$work/results}
read -ra isolate <<<"${ISOLATE:-}"
. "$root/Benchmarks/cells.sh"

batches="8 16 32 64 128 256 512 1024"
hiddens="64 128 256 512 1024 2048"
vocabularies="30 100 300 1000 3000 10000 30000 50000"

# point NAME WARMUP FLAGS...: in 32-bit floats and in bfloat16 where the processor has it. There are
# 16 batches, and memory that a larger batch needs is first touched in its first step: steps are
# timed after all 16 where these do not take too long.
point() {
    local name=$1 warmup=$2
    shift 2
    for precision in $precisions; do
        cell "$name $precision" "$isthmus" bench --quiet --warmup "$warmup" --steps 500 \
            --seconds "$seconds" --precision "$precision" "$@"
    done
}

"$isthmus" info --json >"$work/info"
precisions="f32"
grep -q "\"native_bf16\": *true" "$work/info" && precisions="f32 bf16"

for n in $batches; do point "batch $n" 16 --synthetic 1000 --batch-size "$n"; done
for n in $vocabularies; do point "vocabulary $n" $((n < 10000 ? 16 : 6)) --synthetic "$n"; done
for preset in small moses he2019; do
    for n in 1 2; do
        point "threads-$preset $n" 4 --synthetic 1000 --preset "$preset" --threads "$n"
    done
done
for n in $hiddens; do
    point "hidden $n" $((n < 1024 ? 16 : 4)) --synthetic 1000 --batch-size 128 --hidden-size "$n"
done

"$python" "$root/Benchmarks/scaling.py" "$out" "$work/info" "$work" >"$folder/scaling-tables.md"

# draw SWEEP LABEL
draw() {
    "$isthmus" chart --quiet --log-x --title "Training over $1 sizes" --x-label "$2" \
        --y-label "part of the machine's best product, GFLOP/s to GFLOP/s" "$work/$1.jsonl" \
        >"$folder/scaling-$1.svg"
}
draw batch "sequences a batch"
draw hidden "hidden units of encoder and decoder"
draw vocabulary "tokens of the vocabulary"
