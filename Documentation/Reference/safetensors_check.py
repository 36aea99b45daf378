"""Compares our safetensors files with those of the Python package `safetensors`.

    python3 -m venv /tmp/reference
    /tmp/reference/bin/pip install -r Documentation/Reference/requirements.txt
    /tmp/reference/bin/python Documentation/Reference/safetensors_check.py            # writes
    /tmp/reference/bin/python Documentation/Reference/safetensors_check.py --check    # compares
    /tmp/reference/bin/python Documentation/Reference/safetensors_check.py FILE...    # reads

The first form writes Tests/CheckpointsTests/Golden/reference.safetensors, which the Swift tests
read, and reproduce byte for byte. The last opens files of ours, such as a model's, and lists what
the package finds in them; it fails when a tensor holds a number that is not finite.
"""

import pathlib
import sys

import safetensors
import safetensors.torch
import torch

VERSIONS = ("0.8.0", "2.13.0+cpu")
GOLDEN = (
    pathlib.Path(__file__).resolve().parents[2]
    / "Tests/CheckpointsTests/Golden/reference.safetensors"
)


def tensors():
    """One tensor of each type that Isthmus writes, an empty one and a scalar."""
    halves = torch.arange(6) * 0.5 - 1
    return {
        "f32": halves.reshape(2, 3).to(torch.float32),
        "f64": halves.to(torch.float64) / 3,
        "bf16": (halves.to(torch.float32) / 3).to(torch.bfloat16),
        "u64": torch.tensor([0, 1, 2**64 - 1], dtype=torch.uint64),
        "i64": torch.tensor([-(2**63), 2**63 - 1], dtype=torch.int64),
        "i32": torch.tensor([-7, 7], dtype=torch.int32),
        "u8": torch.tensor([0, 127, 255], dtype=torch.uint8),
        "bool": torch.tensor([True, False, True]),
        "empty": torch.zeros(0, 4),
        "scalar": torch.tensor(1.5),
        "é": torch.tensor([2.5]),
    }


def show(path):
    with safetensors.safe_open(path, framework="pt") as file:
        print(path, file.metadata())
        for name in file.keys():
            tensor = file.get_tensor(name)
            finite = bool(torch.isfinite(tensor.double()).all())
            print(f"  {name} {tensor.dtype} {list(tensor.shape)}", "" if finite else "NOT FINITE")
            if not finite:
                sys.exit(1)


def main():
    found = (safetensors.__version__, torch.__version__)
    if found != VERSIONS:
        sys.exit(f"safetensors_check.py: needs safetensors and torch {VERSIONS}, found {found}")
    paths = [argument for argument in sys.argv[1:] if argument != "--check"]
    if paths:
        for path in paths:
            show(path)
    elif "--check" in sys.argv:
        same = GOLDEN.read_bytes() == safetensors.torch.save(tensors(), {"format": "pt"})
        print(GOLDEN.name, "agrees" if same else "DIFFERS")
        sys.exit(0 if same else 1)
    else:
        GOLDEN.write_bytes(safetensors.torch.save(tensors(), {"format": "pt"}))
        show(GOLDEN)


if __name__ == "__main__":
    main()
