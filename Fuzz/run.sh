#!/usr/bin/env bash
# Builds the fuzzing program and gives it time for each reader; prints a line for each.
#
#     Fuzz/run.sh SECONDS [READER...]
#
# What the runs learn stays in Fuzz/.build/corpora, where the next run goes on. An input that breaks a
# reader is written to Fuzz/.build/findings, with the log, and the code is then 1.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
duration=${1:?usage: run.sh SECONDS [READER...]}
shift
[ $# -gt 0 ] || set -- $(ls Seeds)

# The Swift compiler heeds the last -sanitize alone.
swift build -c release --sanitize fuzzer --sanitize address \
    -Xswiftc -sanitize=fuzzer,address || exit 1
program=$PWD/.build/release/Fuzz
mkdir -p .build/findings .build/logs
code=0
for reader in "$@"; do
    learnt=.build/corpora/$reader
    log=.build/logs/$reader.log
    mkdir -p "$learnt"
    options=(-max_total_time="$duration" -timeout=10 -rss_limit_mb=2048 -max_len=8192
        -print_final_stats=1 -artifact_prefix=".build/findings/$reader-")
    [ -f "Dictionaries/$reader.dict" ] && options+=(-dict="Dictionaries/$reader.dict")
    if "$program" --reader="$reader" "${options[@]}" "$learnt" "Seeds/$reader" < /dev/null \
        > "$log" 2>&1; then
        outcome="no finding"
    else
        code=1
        outcome="BROKEN, see Fuzz/$log and $(grep -o 'Test unit written to .*' "$log" | tail -n 1)"
    fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    edges=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 | cut -d' ' -f2)
    printf '%-14s %9s inputs, %6s edges: %s\n' "$reader" "${runs:-?}" "${edges:-?}" "$outcome"
done
exit "$code"
