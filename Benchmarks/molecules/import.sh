#!/bin/sh
# Imports molecules under the policies and prints a line of the table for each file:
# records, rejects by reason, and megabytes of input a second.
#
#     import.sh PATH/TO/isthmus FILE... [-- OPTION...]
#
# Without options molecules are checked and written in canonical form (--canonical).
set -eu
tool=$1
shift
files=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    files="$files $1"
    shift
done
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- --canonical
echo "| file | options | records and rejects | MB/s | peak memory, MB |"
echo "| --- | --- | --- | --- | --- |"
for file in $files; do
    # A structure-data file is turned into SMILES by reading it.
    case $file in *.sdf | *.sdf.gz | *.mol) options= ;; *) options=$* ;; esac
    start=$(date +%s.%N)
    summary=$(
        { /usr/bin/env time -f "peak %M" "$tool" corpus import "$file" $options --out /dev/null; } \
            2>&1 | tail -n 2 | tr '\n' '|'
    )
    end=$(date +%s.%N)
    size=$(wc -c < "$file")
    awk -v file="$(basename "$file")" -v options="$options" -v summary="$summary" \
        -v size="$size" -v seconds="$(echo "$end $start" | awk '{print $1 - $2}')" 'BEGIN {
            split(summary, parts, "|")
            sub("peak ", "", parts[2])
            printf "| %s | `%s` | %s | %.2f | %.0f |\n", file, options, parts[1],
                size / seconds / 1e6, parts[2] / 1024
        }'
done
