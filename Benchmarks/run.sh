#!/usr/bin/env bash
# Measures training and sampling speed, in turn with the same model in PyTorch when a Python with
# torch is given: A B A B, and the medians. Leave the machine alone while it runs.
#
#     Benchmarks/run.sh .build/release/isthmus [MOLECULES] [TEXT]
#
# MOLECULES and TEXT are corpora of tokens between spaces; by default those that ship are cut into
# tokens. PYTHON names the Python; ROUNDS the pairs (3); PRESETS what to measure.
set -euo pipefail

isthmus=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
rounds=${ROUNDS:-3}
presets=${PRESETS:-small moses he2019}

molecules=${2:-$work/molecules.txt}
text=${3:-$work/text.txt}
[ $# -ge 2 ] || "$isthmus" vocab encode --quiet --vocab "$root/vocab/molecules.json" --format tokens \
    "$root/corpora/molecules/train.smi" >"$molecules"
[ $# -ge 3 ] || "$isthmus" vocab encode --quiet --vocab "$root/vocab/sentences.json" --format tokens \
    "$root/corpora/sentences/train.txt" >"$text"

has_torch=0
"$python" -c 'import torch' 2>/dev/null && has_torch=1
[ "$has_torch" = 1 ] || echo "no torch in $python: measuring Isthmus alone" >&2

# The corpus and the steps of a preset.
corpus_of() { [ "$1" = he2019 ] && echo "$text" || echo "$molecules"; }
steps_of() { case $1 in small) echo 100 ;; moses) echo 6 ;; *) echo 8 ;; esac; }

measure() {
    local preset=$1 corpus steps
    corpus=$(corpus_of "$preset")
    steps=$(steps_of "$preset")
    for _ in $(seq "$rounds"); do
        for precision in f32 bf16; do
            "$isthmus" bench --quiet --corpus "$corpus" --preset "$preset" --steps "$steps" \
                --sample 1000 --precision "$precision" | sed 's/^/isthmus /'
            [ "$has_torch" = 1 ] || continue
            local flags=()
            [ "$precision" = bf16 ] && flags=(--bf16)
            for variant in packed padded; do
                [ "$variant" = padded ] && flags+=(--padded)
                "$python" "$root/Benchmarks/peers/torch_vae.py" "$corpus" --preset "$preset" \
                    --steps "$steps" --sample 1000 "${flags[@]}" 2>/dev/null |
                    sed "s/^/torch-$variant /"
            done
        done
    done
}

for preset in $presets; do measure "$preset"; done >"$work/results"
"$python" "$root/Benchmarks/table.py" "$work/results"
