#!/usr/bin/env python3
"""Makes files that are built to hurt their readers, reads each, and writes tables of how that ends.

    hostile.py ISTHMUS SCRATCH [--group NAME]... [--folder FOLDER] [--model FOLDER] > tables.md

SCRATCH is a folder for some 1.5 GB, one file at a time. Every file must be refused, or read, in bounded time
and memory, with a place. With --folder, each file in it is imported too, and what crashes, takes more than a
second or more than 100 MB is listed. With --model, copies of that model with other weights or another
configuration are read.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import time

import hostile_inputs as inputs


def run(isthmus, arguments):
    """How a command ends: its code, its last message, seconds and megabytes."""
    start = time.time()
    command = ["/usr/bin/time", "-f", "%M", isthmus, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        # Records may be many: they are counted and not kept.
        size = 0
        while chunk := process.stdout.read(1 << 16):
            size += len(chunk)
        error = process.stderr.read().decode("utf-8", "replace")
    seconds, lines = time.time() - start, error.splitlines()
    return process.returncode, lines[:-1], seconds, int(lines[-1]) / 1024, size


def outcome(code, lines, size, path):
    """What was said of the file, without its name."""
    if code not in (0, 65):
        return f"CODE {code}: {' '.join(lines)[-200:]}"
    told = [line for line in lines if str(path) in line and not line.startswith("isthmus: reading")]
    if not told:
        return f"read, {size:,} bytes" if code == 0 else "; ".join(lines)[:110]
    message = re.sub(rf"(isthmus: \w+: )?'?{re.escape(str(path))}'?:?", "", told[0]).strip(" ,")
    message = message.replace("isthmus: error: ", "")
    return ("" if code else f"told, {size:,} bytes are read: ") + re.split(r"; |, which is", message)[0][:110]


def table(title, rows):
    print(f"\n| {title} | outcome | code | seconds | MB |\n|---|---|---|---|---|")
    for name, path, (code, lines, seconds, megabytes, size) in rows:
        text = outcome(code, lines, size, path).replace("|", "\\|")
        print(f"| {name} | {text} | {code} | {seconds:.1f} | {megabytes:.0f} |", flush=True)


def write(path, parts):
    with open(path, "wb") as file:
        file.writelines(part.encode() if isinstance(part, str) else part for part in parts)


def files(isthmus, scratch, cases):
    for case, (name, arguments, parts) in cases.items():
        path = pathlib.Path(scratch) / name
        write(path, parts())
        command = arguments(path) if callable(arguments) else (*arguments, path)
        yield case, path, run(isthmus, command)
        path.unlink()


def models(isthmus, scratch, model):
    """Copies of a model, each with one file spoilt."""
    folder = pathlib.Path(scratch) / "model"
    changes = {**{case: ("model.safetensors", change) for case, change in inputs.WEIGHTS.items()},
               **{case: ("config.json", change) for case, change in inputs.SETTINGS.items()}}
    for case, (name, change) in changes.items():
        shutil.copytree(model, folder)
        data = (folder / name).read_bytes()
        if change is None:
            parts = [data[:len(data) // 2]]
        else:
            parts = change() if name.endswith("safetensors") else [change(data.decode())]
        write(folder / name, parts)
        yield case, folder / name, run(isthmus, ("generate", "--model", folder, "-n", "1"))
        shutil.rmtree(folder)


def folder(isthmus, root):
    paths = sorted(path for path in pathlib.Path(root).rglob("*") if path.is_file())
    ends = {path: run(isthmus, (*inputs.IMPORT, path)) for path in paths}
    codes = sorted({end[0] for end in ends.values()})
    counts = ", ".join(f"{sum(end[0] == code for end in ends.values())} with code {code}" for code in codes)
    placed = re.compile(r":\d+:\d+: ")
    unplaced = sum(end[0] == 65 and not placed.search(" ".join(end[1])) for end in ends.values())
    print(f"\n{len(paths)} files of {pathlib.Path(root).name}: {counts}, {unplaced} of 65 without line and column; "
          f"at most {max(end[2] for end in ends.values()):.2f} s and {max(end[3] for end in ends.values()):.0f} MB.")
    for path, (code, lines, seconds, megabytes, _) in ends.items():
        if code not in (0, 65) or seconds > 1 or megabytes > 100:
            print(f"- {path.name}: code {code}, {seconds:.1f} s, {megabytes:.0f} MB")
        elif code == 65 and not placed.search(" ".join(lines)):
            print(f"- {path.name}: {lines[0][:150]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("isthmus")
    parser.add_argument("scratch")
    parser.add_argument("--group", action="append", help="one of: " + ", ".join(inputs.GROUPS))
    parser.add_argument("--case", default="", help="a regular expression for the names of the files to make")
    parser.add_argument("--folder", action="append", default=[])
    parser.add_argument("--model")
    options = parser.parse_args()
    pathlib.Path(options.scratch).mkdir(parents=True, exist_ok=True)
    chosen = options.group or ([] if options.folder or options.model else inputs.GROUPS)
    for group in chosen:
        cases = {case: parts for case, parts in inputs.GROUPS[group].items() if re.search(options.case, case)}
        table(group, files(options.isthmus, options.scratch, cases))
    if options.model:
        table("Model", models(options.isthmus, options.scratch, options.model))
    for root in options.folder:
        folder(options.isthmus, root)


if __name__ == "__main__":
    main()
