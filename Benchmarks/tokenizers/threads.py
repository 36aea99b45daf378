"""How much faster two threads are than one, beside what two processes of one thread each do at the same time.

    python3 Benchmarks/tokenizers/threads.py .build/release/isthmus corpus.txt --model byte-bpe --size 16000

Rounds of one thread, two threads and two processes take turns, so that all of them meet the same minutes of a
machine that others use, too. Two processes share nothing, so they show what the second core is worth.
"""

import argparse
import json
import statistics
import subprocess


def start(arguments, threads):
    command = [arguments.isthmus, "vocab", "bench", arguments.text, "--model", arguments.model]
    command += ["--size", str(arguments.size), "--threads", str(threads), "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def speeds(process):
    result = json.loads(process.communicate()[0])
    return result["train_MB_per_s"], result["encode_MB_per_s"]


def measured(arguments):
    """The speeds of a round: for learning and encoding, of one thread, two threads and two processes."""
    one = speeds(start(arguments, 1))
    two = speeds(start(arguments, 2))
    both = [start(arguments, 1), start(arguments, 1)]
    sums = [sum(pair) for pair in zip(*[speeds(process) for process in both])]
    return list(zip(one, two, sums))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("isthmus")
    parser.add_argument("text")
    parser.add_argument("--model", default="byte-bpe")
    parser.add_argument("--size", type=int, default=16000)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    rounds = [measured(arguments) for _ in range(arguments.rounds)]
    for work, columns in zip(("learning", "encoding"), zip(*rounds)):
        for name, best in (("median", statistics.median), ("best", max)):
            one, two, sums = (best(values) for values in zip(*columns))
            print(
                f"{arguments.model} {work}, {name} of {arguments.rounds}: {one:.1f} MB/s, two threads {two:.1f} "
                f"({two / one:.2f}), two processes {sums:.1f} ({sums / one:.2f})",
                flush=True,
            )


if __name__ == "__main__":
    main()
