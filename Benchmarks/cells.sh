# cell NAME COMMAND...: measures unless the results in $out have NAME, and keeps one line: NAME and
# the JSON object that the command prints. To be sourced, with out, work, python, root and the array
# isolate set.
cell() {
    local name=$1
    shift
    if [ -f "$out" ] && grep -q "^$name {" "$out"; then return; fi
    echo "$name" >&2
    if "${isolate[@]}" "$python" "$root/Benchmarks/cell.py" "$@" >"$work/cell" 2>"$work/messages"
    then
        echo "$name $(cat "$work/cell")" >>"$out"
    else
        echo "$name failed:" >&2
        cat "$work/messages" >&2
    fi
}
