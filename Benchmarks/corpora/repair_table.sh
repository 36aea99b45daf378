#!/usr/bin/env bash
# Counts what the repairs of text would change in files that nobody damaged on purpose.
#
#     repair_table.sh ISTHMUS FILE...
#
# A row for each file: its records, and what each repair finds. The changes stand in changes.jsonl.
set -euo pipefail
isthmus=$1
shift
echo "| file | records | look-alikes | misread | invisible |"
echo "|---|---:|---:|---:|---:|"
: > changes.jsonl
for file in "$@"; do
    line=$("$isthmus" corpus import --as text --encoding utf-8 "$file" --out /dev/null --repair-confusables \
        --repair-mojibake --controls report --report-only --changes part.jsonl 2>&1 | tail -1)
    cat part.jsonl >> changes.jsonl
    count() { grep -oE "[0-9,]+ $1" <<< "$line" | cut -d' ' -f1 || echo 0; }
    echo "| $(basename "$file") | $(count record) | $(count word) | $(count misread) | $(count invisible) |"
done
rm -f part.jsonl
