#!/usr/bin/env python3
"""Runs a command that prints one JSON object and prints it again with the command's peak memory."""
import json
import resource
import subprocess
import sys


def main():
    run = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=False, text=True)
    if run.returncode != 0:
        sys.exit(run.returncode)
    row = json.loads(run.stdout.splitlines()[-1])
    unit = 2**20 if sys.platform == "darwin" else 2**10
    row["peak_mb"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit)
    print(json.dumps(row))


if __name__ == "__main__":
    main()
