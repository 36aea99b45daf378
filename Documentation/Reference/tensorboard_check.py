"""Opens a run's event files as TensorBoard does, and lists what it finds.

    python3 -m venv /tmp/reference
    /tmp/reference/bin/pip install -r Documentation/Reference/requirements.txt
    /tmp/reference/bin/python Documentation/Reference/tensorboard_check.py FOLDER

Fails when the folder holds no point, or a step that does not rise.
"""

import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def main():
    events = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "tensors": 0})
    events.Reload()
    tags = events.Tags()
    for tag in tags["scalars"]:
        points = events.Scalars(tag)
        steps = [point.step for point in points]
        print(f"{tag}: {len(points)} points, steps {steps[0]} to {steps[-1]}, "
              f"last {points[-1].value:g}")
        if any(later <= earlier for earlier, later in zip(steps, steps[1:])):
            sys.exit(f"{tag}: the steps do not rise")
    for tag in tags["tensors"]:
        for point in events.Tensors(tag):
            print(f"{tag}, step {point.step}: {point.tensor_proto.string_val[0].decode()!r}")
    if not tags["scalars"]:
        sys.exit("no points found")


if __name__ == "__main__":
    main()
