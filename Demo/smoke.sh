#!/usr/bin/env bash
# Runs every command that the README shows, on a model of a few steps.
#
#     Demo/smoke.sh .build/release/isthmus
set -euo pipefail

isthmus=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0

# Runs a command and keeps what it prints; shows it when it fails.
check() {
    local name=$1
    shift
    if ! "$@" >"$work/$name.out" 2>"$work/$name.err"; then
        echo "failed: $*" >&2
        cat "$work/$name.err" >&2
        exit 1
    fi
    passed=$((passed + 1))
}

lines() { [ "$(wc -l <"$work/$1.out")" -eq "$2" ] || { echo "$1: not $2 lines" >&2; exit 1; }; }

head -n 2000 corpora/sentences/train.txt >"$work/sentences.txt"
head -n 20 corpora/sentences/test.txt >"$work/test.txt"
head -n 500 corpora/molecules/train.smi >"$work/molecules.smi"
text=$work/text
smiles=$work/smiles

check train "$isthmus" train --corpus "$work/sentences.txt" --preset demo-sentences \
    --max-steps 40 --out "$text" --json
check train-smiles "$isthmus" train --corpus "$work/molecules.smi" --kind smiles \
    --max-steps 20 --out "$smiles"
check settings "$isthmus" train --print-config
check generate "$isthmus" generate --model "$text" -n 10 --temperature 0.8
lines generate 10
check generate-smiles "$isthmus" generate --model "$smiles" -n 10 --format jsonl
lines generate-smiles 10
check interpolate "$isthmus" interpolate --model "$text" --from "She bakes bread." \
    --to "We walked home." --steps 7
lines interpolate 7
check reconstruct "$isthmus" reconstruct --model "$text" "$work/test.txt"
lines reconstruct 20
check encode "$isthmus" encode --model "$text" "$work/test.txt" --format npy
check codes "$isthmus" encode --model "$text" "$work/test.txt" --format jsonl
check decode "$isthmus" decode --model "$text" "$work/codes.out"
lines decode 20
check score "$isthmus" score --model "$text" "$work/test.txt"
lines score 20
check evaluate "$isthmus" evaluate --model "$text" --corpus "$work/test.txt" --json
check import "$isthmus" corpus import "$work/test.txt"
lines import 20
check vocabulary "$isthmus" vocab train "$work/sentences.txt" --model word --size 500 \
    --out "$work/vocabulary.json"
check vocab-encode "$isthmus" vocab encode --vocab "$work/vocabulary.json" "$work/test.txt"
check bench "$isthmus" bench --corpus "$work/sentences.txt" --preset small --steps 2
check report "$isthmus" report --model "$text" --out "$work/report.html"
check info "$isthmus" info --model "$text"
echo "$passed passed, 0 failed"
