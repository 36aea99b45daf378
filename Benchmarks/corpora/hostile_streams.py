#!/usr/bin/env python3
"""Imports files and streams in states that programs do not expect, and writes a table of how that ends.

    hostile_streams.py ISTHMUS SCRATCH > table.md

Each case is a line of bash in SCRATCH, where lines.txt, long.txt (70 MB) and broken.jsonl are; $import is
`isthmus corpus import`, and $nobody runs a command without root's rights. A full disk is /dev/full, and a
file system of 1 MB where that may be mounted.
"""
import os
import pathlib
import subprocess
import sys
import time

CASES = {
    "a file that may not be read": "install -m 000 lines.txt secret.txt; $nobody $import secret.txt",
    "a folder": "$import .",
    "a file that is not there": "$import missing.txt",
    "the same, after another file": "$import lines.txt missing.txt",
    "a link to nothing": "ln -sf nowhere dangling.txt; $import dangling.txt",
    "a link to itself": "ln -sf loop.txt loop.txt; $import loop.txt",
    "a name of 300 letters": "$import $(printf 'a%.0s' $(seq 300))",
    "an empty name": '$import ""',
    "a socket": "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"socket\")'; $import socket",
    "a file as a folder": "$import lines.txt/x",
    "/dev/null": "$import /dev/null",
    "/dev/zero": "$import /dev/zero",
    "/dev/urandom": "$import /dev/urandom",
    "/proc/self/mem": "$import /proc/self/mem",
    "a FIFO": "mkfifo pipe; cat lines.txt > pipe & $import pipe",
    "a FIFO that nothing is written to": "mkfifo empty; true > empty & $import empty",
    "stdin a folder": "$import - < .",
    "stdin closed": "$import - <&-",
    "stdout closed": "$import lines.txt >&-",
    "stderr closed, messages": "$import broken.jsonl --out a.txt 2>&-; code=$?; cat a.txt >&2; exit $code",
    "all three closed": "$import broken.jsonl --out b.txt <&- >&- 2>&-; code=$?; cat b.txt >&2; exit $code",
    "a full disk, stdout": "$import lines.txt > /dev/full",
    "a full disk, `--out`": "mkdir -p disk; mount -t tmpfs -o size=1m none disk && { $import long.txt --out disk/a.txt;"
                            " code=$?; ls disk >&2; umount disk; exit $code; }",
    "a full disk, `--rejects`": "$import broken.jsonl --rejects /dev/full > /dev/null",
    "a full disk, stderr": "$import broken.jsonl 2> /dev/full",
    "a limit of 100 kB on files": "ulimit -f 100; $import long.txt --out c.txt",
    "a limit of 12 open files, 100 files": "ulimit -n 12; $import $(yes lines.txt | head -100)",
    "a limit of 400 MB of addresses": "ulimit -v 400000; $import long.txt > /dev/null",
    "`\\| head -1`": "set -o pipefail; $import long.txt | head -1",
    "`\\| true`": "set -o pipefail; $import long.txt | true",
    "`--out` in a folder that may not be written": "install -d -m 555 closed; $nobody $import lines.txt --out closed/a.txt",
    "`--out` in a folder that is not there": "$import lines.txt --out no/such/a.txt",
    "`--out` a folder": "$import lines.txt --out closed",
    "`--out` of an empty name": '$import lines.txt --out ""',
    "`--out` a file that is protected": "install -m 444 lines.txt kept.txt; $nobody $import lines.txt --out kept.txt",
    "`--out` the input": "cp lines.txt d.txt; $import d.txt --out d.txt; code=$?; wc -l d.txt >&2; exit $code",
    "`>` the input": "cp lines.txt e.txt; $import e.txt > e.txt",
    "`>>` the input": "cp long.txt f.txt; $import f.txt >> f.txt",
    "`>>` stdin's file": "cp long.txt g.txt; $import - < g.txt >> g.txt",
    "`--rejects` the input": "cp broken.jsonl h.jsonl; $import h.jsonl --rejects h.jsonl > /dev/null",
    "`--out` and `--rejects` one file": "$import broken.jsonl --out i.txt --rejects ./i.txt",
    "SIGTERM": "$import - --out j.txt < <(cat long.txt; sleep 2) & sleep 1; kill $!; wait $!; code=$?;"
               " ls | grep j.txt >&2; exit $code",
    "20,000 files": "$import $(yes lines.txt | head -20000) > /dev/null",
    "a zero byte in text": r"printf 'One.\nT\0o.\nThree.\n' > zero.txt; $import zero.txt",
    "a zero byte in CSV": r"printf 'text\nT\0o.\n' > zero.csv; $import zero.csv | od -An -c >&2",
    "a zero byte in JSON lines": r"printf '{\"text\":\"T\0o.\"}\n' > zero.jsonl; $import zero.jsonl",
    "its escape in JSON lines": r"""printf '{"text":"T\\u0000o."}\n' > one.jsonl; $import one.jsonl | od -An -c >&2""",
    "a zero byte in XML": r"printf '<TEI><text><body><p>T\0o.</p></body></text></TEI>' > zero.xml; $import zero.xml",
    "a zero byte in HTML": r"printf '<html><body><p>T\0o.</p></body></html>' > zero.html; $import zero.html | od -An -c >&2",
}


def prepare(scratch):
    scratch.mkdir(parents=True)
    scratch.chmod(0o755)
    (scratch / "lines.txt").write_text("One.\nTwo.\n")
    (scratch / "long.txt").write_text("The cat sat on the mat, and looked.\n" * 2_000_000)
    (scratch / "broken.jsonl").write_text('{\n{"text": "One."}\n')


def measure(line, scratch, environment):
    start = time.time()
    command = ["/usr/bin/time", "-o", "time", "-f", "%M", "timeout", "20", "bash", "-c", line]
    done = subprocess.run(command, cwd=scratch, env=environment, capture_output=True, check=False)
    megabytes = int((scratch / "time").read_text().split()[-1]) / 1024
    return done.returncode, done.stderr.decode("utf-8", "replace"), time.time() - start, megabytes


def main():
    isthmus, scratch = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    prepare(scratch)
    nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups" if os.getuid() == 0 else ""
    environment = {**os.environ, "import": f"{isthmus} corpus import", "nobody": nobody}
    print("| Files and streams | said | code | seconds | MB |\n|---|---|---|---|---|")
    for case, line in CASES.items():
        code, said, seconds, megabytes = measure(line, scratch, environment)
        message = " / ".join(" ".join(part.split()) for part in said.splitlines()[-2:]).replace("|", "\\|")
        message = message.replace("isthmus: ", "").replace("a" * 300, "a...a")
        print(f"| {case} | {message[:230]} | {code} | {seconds:.1f} | {megabytes:.0f} |", flush=True)


main()
