#!/usr/bin/env bash
# Measures the speed of training and sampling, in turn with the same model in PyTorch when a Python
# with torch is given, and prints a table. Leave the machine alone while it runs.
#
#     Benchmarks/run.sh .build/release/isthmus [MOLECULES] [TEXT]
#
# MOLECULES and TEXT are corpora of tokens between spaces; by default those that ship are cut into
# tokens. Every number is measured in a process of its own. A round measures every case once, each
# program right after the other (A B A B), and the table shows medians over the rounds.
#
#     PYTHON   the Python that may have torch (python3)
#     ROUNDS   how many rounds (3)
#     CASES    what to measure, each as preset:corpus
#     OUT      where results are kept, one a line; what is there is not measured again, so that a
#              run that was interrupted goes on (by default a file that is deleted at the end)
#     ISOLATE  a command to put before each measurement, such as "taskset -c 0,1"
set -euo pipefail

isthmus=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
rounds=${ROUNDS:-3}
cases=${CASES:-moses:molecules small:molecules he2019:text small:text}
out=${OUT:-$work/results}
read -ra isolate <<<"${ISOLATE:-}"

molecules=${2:-$work/molecules.txt}
text=${3:-$work/text.txt}
tokens() { "$isthmus" vocab encode --quiet --vocab "$root/vocab/$1.json" --format tokens "$2"; }
[ $# -ge 2 ] || tokens molecules "$root/corpora/molecules/train.smi" >"$molecules"
[ $# -ge 3 ] || tokens sentences "$root/corpora/sentences/train.txt" >"$text"

. "$root/Benchmarks/cells.sh"

has_torch=0
"$python" -c 'import torch' 2>/dev/null && has_torch=1
[ "$has_torch" = 1 ] || echo "no torch in $python: measuring Isthmus alone" >&2

# Steps that take PyTorch some ten seconds, and sequences that take it as long to draw.
steps_of() {
    case $1:$2:$3 in
        moses:*:torch-packed) echo 4 ;; moses:*) echo 8 ;; he2019:*) echo 20 ;;
        small:text:*) echo 40 ;; *) echo 80 ;;
    esac
}
sample_of() {
    case $1:$2 in moses:*) echo 2048 ;; he2019:*) echo 256 ;; *:text) echo 512 ;; *) echo 10240 ;; esac
}

# measure PRESET CORPUS PRECISION ROUND
measure() {
    local preset=$1 path=$text name="$1 $2 $3" flags=()
    [ "$2" = molecules ] && path=$molecules
    cell "$name isthmus $4" "$isthmus" bench --quiet --corpus "$path" --preset "$preset" \
        --warmup 4 --steps "$(steps_of "$1" "$2" isthmus)" --sample "$(sample_of "$1" "$2")" \
        --precision "$3"
    [ "$has_torch" = 1 ] || return 0
    [ "$3" = bf16 ] && flags=(--bf16)
    for variant in packed padded; do
        [ "$variant" = padded ] && flags+=(--padded)
        # Nine seconds a step, far from PyTorch's best: once is enough.
        [ "$1 $variant $4" != "moses packed $4" ] || [ "$4" = 1 ] || continue
        # PyTorch draws in the same way in each variant: once a round is enough.
        [ "$3 $variant" = "f32 padded" ] && flags+=(--sample "$(sample_of "$1" "$2")")
        cell "$name torch-$variant $4" "$python" "$root/Benchmarks/peers/torch_vae.py" "$path" \
            --preset "$preset" --warmup 4 --steps "$(steps_of "$1" "$2" "torch-$variant")" \
            "${flags[@]}"
    done
}

for round in $(seq "$rounds"); do
    for case in $cases; do
        for precision in f32 bf16; do
            measure "${case%%:*}" "${case##*:}" "$precision" "$round"
        done
    done
done
"$isthmus" info --json >"$work/info"
"$python" "$root/Benchmarks/table.py" "$out" "$work/info"
