#!/usr/bin/env bash
# Draws from one trained model with isthmus and with PyTorch in turn, and prints sequences a second:
# the same weights, so the same lengths. Loading is part of the time of isthmus, not of PyTorch's.
# Leave the machine alone while it runs.
#
#     Benchmarks/sampling.sh .build/release/isthmus MODEL
#
#     PYTHON   a Python with torch and safetensors (python3)
#     ROUNDS   how many rounds (3)
#     COUNT    how many sequences (5120)
set -euo pipefail

isthmus=$1
model=$2
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
count=${COUNT:-5120}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for _ in $(seq "${ROUNDS:-3}"); do
    start=$(date +%s.%N)
    "$isthmus" generate --quiet --model "$model" -n "$count" --seed 1 --max-length 100 >"$work/out"
    end=$(date +%s.%N)
    "$python" -c "print(f'isthmus: {$count / ($end - $start):.1f} sequences a second')"
    "$python" "$root/Benchmarks/peers/torch_sample.py" "$model" "$count"
done
