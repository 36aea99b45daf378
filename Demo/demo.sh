#!/usr/bin/env bash
# Trains the two demonstration models and shows what they can do. Every command is echoed, so
# that it can be repeated with other settings.
#
#     Demo/demo.sh .build/release/isthmus runs
set -euo pipefail

isthmus=$1
runs=$2
page=$runs/demo
molecules=$runs/demo-molecules
sentences=$runs/demo-sentences
mkdir -p "$page"
rm -f "$page"/*

title() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# Echoes a command and runs it.
run() {
    printf '$ %s\n' "$*" >&2
    "$@"
}

title "1. Learn 18,000 molecules"
run "$isthmus" train --corpus corpora/molecules/train.smi --kind smiles \
    --validation corpora/molecules/valid.smi --preset demo-molecules \
    --precision auto --out "$molecules"

title "2. Learn 39,000 sentences"
run "$isthmus" train --corpus corpora/sentences/train.txt \
    --validation corpora/sentences/valid.txt --preset demo-sentences \
    --precision auto --out "$sentences"

title "3. New molecules"
run "$isthmus" generate --model "$molecules" -n 1000 --seed 1 --format jsonl >"$page/molecules.jsonl"
run "$isthmus" generate --model "$molecules" -n 20 --seed 2 --valid-only --unique \
    --draw "$page/new-molecules.svg" | tee "$page/new-molecules.txt"
run "$isthmus" evaluate --model "$molecules" --corpus corpora/molecules/test.smi \
    --samples 1000 --train corpora/molecules/train.smi --json | tee "$page/evaluation-of-molecules.json"
if command -v rsvg-convert >/dev/null; then
    run rsvg-convert -w 1200 "$page/new-molecules.svg" -o "$page/new-molecules.png"
fi

title "4. From one molecule to another"
read -r first second < <(head -n 2 corpora/molecules/test.smi | cut -f 1 | paste -d ' ' - -)
run "$isthmus" interpolate --model "$molecules" --from "$first" --to "$second" --steps 8 \
    | tee "$page/molecule-path.txt"

title "5. From one sentence to another"
from=$(sed -n 1p corpora/sentences/test.txt)
to=$(sed -n 2p corpora/sentences/test.txt)
run "$isthmus" interpolate --model "$sentences" --from "$from" --to "$to" --steps 8 \
    | tee "$page/sentence-path.txt"

title "6. Sentences read and written again"
head -n 8 corpora/sentences/test.txt | run "$isthmus" reconstruct --model "$sentences" - \
    --format tsv | tee "$page/sentence-reconstructions.tsv"
run "$isthmus" generate --model "$sentences" -n 10 --seed 1 | tee "$page/new-sentences.txt"
run "$isthmus" evaluate --model "$sentences" --corpus corpora/sentences/test.txt --json \
    | tee "$page/evaluation-of-sentences.json"

title "7. The page"
run "$isthmus" report --model "$molecules" --model "$sentences" --include "$page" \
    --out "$page/index.html"
