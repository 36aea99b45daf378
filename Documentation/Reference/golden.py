"""Golden numbers for the Swift tests, computed by PyTorch from closed-form weights.

    python3 -m venv /tmp/reference
    /tmp/reference/bin/pip install -r Documentation/Reference/requirements.txt
    /tmp/reference/bin/python Documentation/Reference/golden.py          # writes the files
    /tmp/reference/bin/python Documentation/Reference/golden.py --check  # compares, writes nothing

Every number that goes in is closed(seed, scale, shape) of README.md beside this file, so that a
test can rebuild it; every number that comes out is computed twice, in float64 ("values") and in
float32 ("float32"), both from the same inputs rounded to float32.
"""

import argparse
import json
import math
import pathlib
import sys

import numpy
import torch

TORCH = "2.13.0+cpu"
FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Tests/NeuralNetworksTests/Golden"


# Closed forms and the file format


def closed(seed, scale, shape):
    """The closed form: scale * sin(seed + 0.37 n + 0.013 n^2), n the row-major index."""
    count = math.prod(shape)
    values = [scale * math.sin(seed + 0.37 * n + 0.013 * n * n) for n in range(count)]
    return torch.tensor(values, dtype=torch.float64).to(torch.float32).reshape(shape)


def given(seed, scale, shape):
    """An input's entry in a golden file: how to rebuild it, and its float32 values."""
    values = closed(seed, scale, shape)
    return {"shape": list(shape), "seed": seed, "scale": scale, "values": shortest(values)}


def shortest(tensor):
    """The numbers of a tensor, each in the fewest digits that read back to the same value."""
    return [float(str(x)) for x in tensor.detach().numpy().reshape(-1)]


def found(single, double):
    """A result's entry in a golden file, from its float32 and float64 computations."""
    numpy.testing.assert_allclose(single.detach(), double.detach(), rtol=1e-4, atol=1e-5)
    return {
        "shape": list(double.shape),
        "values": shortest(double),
        "float32": shortest(single),
    }


def case(name, configuration, inputs, compute):
    """Runs compute({name: tensor}) -> {name: tensor} in both precisions."""
    outputs = []
    for dtype in (torch.float32, torch.float64):
        tensors = {}
        for key, entry in inputs.items():
            values = torch.tensor(entry["values"], dtype=torch.float32).reshape(entry["shape"])
            tensors[key] = values.to(dtype).requires_grad_(True)
        outputs.append(compute(tensors))
    single, double = outputs
    return {
        "name": name,
        "configuration": configuration,
        "inputs": inputs,
        "results": {key: found(single[key], double[key]) for key in double},
    }


def gradients(loss, tensors, results):
    """Adds d loss / d tensor for every tensor under "gradient." + its name."""
    names = list(tensors)
    derivatives = torch.autograd.grad(
        loss, [tensors[name] for name in names], allow_unused=True
    )
    for name, derivative in zip(names, derivatives):
        if derivative is not None:
            results["gradient." + name] = derivative
    return results


# (a), (b): recurrent layers


def recurrent(kind, layers, bidirectional):
    """A GRU or LSTM over a packed batch of lengths 5, 3, 1; time-major."""
    sizes = {"inputSize": 3, "hiddenSize": 4, "layerCount": layers}
    lengths = [5, 3, 1]
    steps, batch, directions = max(lengths), len(lengths), 2 if bidirectional else 1

    def module():
        return getattr(torch.nn, kind)(3, 4, layers, bidirectional=bidirectional)

    parameters = {name: list(p.shape) for name, p in module().named_parameters()}
    inputs = {
        name: given(number + 1, 0.5, shape)
        for number, (name, shape) in enumerate(parameters.items())
    }
    state = [layers * directions, batch, 4]
    inputs["input"] = given(101, 1.0, [steps, batch, 3])
    inputs["initial.hidden"] = given(102, 0.5, state)
    inputs["cotangent.output"] = given(103, 1.0, [steps, batch, 4 * directions])
    inputs["cotangent.hidden"] = given(104, 1.0, state)
    if kind == "LSTM":
        inputs["initial.cell"] = given(105, 0.5, state)
        inputs["cotangent.cell"] = given(106, 1.0, state)

    def compute(t):
        packed = torch.nn.utils.rnn.pack_padded_sequence(t["input"], lengths)
        initial = t["initial.hidden"]
        if kind == "LSTM":
            initial = (initial, t["initial.cell"])
        layer = module().to(t["input"].dtype)
        weights = {name: t[name] for name in parameters}
        output, final = torch.func.functional_call(layer, weights, (packed, initial))
        output, _ = torch.nn.utils.rnn.pad_packed_sequence(output)
        hidden, cell = final if kind == "LSTM" else (final, None)
        loss = (output * t["cotangent.output"]).sum() + (hidden * t["cotangent.hidden"]).sum()
        results = {"output": output, "final.hidden": hidden}
        if cell is not None:
            loss = loss + (cell * t["cotangent.cell"]).sum()
            results["final.cell"] = cell
        results["loss"] = loss
        wanted = {k: v for k, v in t.items() if not k.startswith("cotangent.")}
        return gradients(loss, wanted, results)

    name = f"{kind.lower()}-{layers}-{'bidirectional' if bidirectional else 'forward'}"
    configuration = {**sizes, "bidirectional": bidirectional, "lengths": lengths}
    return case(name, configuration, inputs, compute)


def recurrent_cases(kind):
    return [recurrent(kind, layers, both) for layers in (1, 2) for both in (False, True)]


# (c): optimisers and clipping


def optimizer(name, make, configuration):
    """Five steps on a 2 x 3 parameter with the gradients gradient.1 ... gradient.5."""
    inputs = {"parameter": given(1, 1.0, [2, 3])}
    for step in range(1, 6):
        inputs[f"gradient.{step}"] = given(10 + step, 1.0 / step, [2, 3])

    def compute(t):
        parameter = torch.nn.Parameter(t["parameter"].detach().clone())
        algorithm = make([parameter])
        results = {}
        for step in range(1, 6):
            parameter.grad = t[f"gradient.{step}"].detach().clone()
            algorithm.step()
            results[f"parameter.{step}"] = parameter.detach().clone()
        state = algorithm.state[parameter]
        results["firstMoment.5"] = state["exp_avg"]
        results["secondMoment.5"] = state["exp_avg_sq"]
        return results

    return case(name, configuration, inputs, compute)


def clipping(name, maximum):
    """torch.nn.utils.clip_grad_norm_ over the gradients of two tensors."""
    inputs = {"gradient.a": given(1, 1.0, [2, 3]), "gradient.b": given(2, 2.0, [4])}

    def compute(t):
        parameters = [torch.nn.Parameter(torch.zeros_like(x)) for x in t.values()]
        for parameter, gradient in zip(parameters, t.values()):
            parameter.grad = gradient.detach().clone()
        norm = torch.nn.utils.clip_grad_norm_(parameters, maximum)
        clipped = {"clipped." + k[-1]: p.grad for k, p in zip(t, parameters)}
        return {"norm": norm, **clipped}

    return case(name, {"maximumNorm": maximum}, inputs, compute)


def optimizer_cases():
    common = {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    keys = {"lr": 0.01, "betas": (0.9, 0.999), "eps": 1e-8}
    return [
        optimizer(
            "adam",
            lambda p: torch.optim.Adam(p, **keys),
            {**common, "weightDecay": 0.0},
        ),
        optimizer(
            "adamw",
            lambda p: torch.optim.AdamW(p, weight_decay=0.1, **keys),
            {**common, "weightDecay": 0.1},
        ),
        clipping("clip-active", 1.0),
        clipping("clip-inactive", 100.0),
    ]


# (d): linear + softmax cross-entropy


def cross_entropy(name, weights):
    """loss = sum over rows r of weight[r] * -log softmax(h W^T + b)[r, target[r]]."""
    targets = [3, 0, 10, 7, 7, 1, 5]
    inputs = {
        "h": given(1, 1.0, [7, 4]),
        "W": given(2, 0.5, [11, 4]),
        "b": given(3, 0.5, [11]),
    }

    def compute(t):
        logits = t["h"] @ t["W"].T + t["b"]
        rows = torch.nn.functional.cross_entropy(
            logits, torch.tensor(targets), reduction="none"
        )
        loss = (rows * torch.tensor(weights, dtype=rows.dtype)).sum()
        return gradients(loss, t, {"rows": rows, "loss": loss})

    return case(name, {"targets": targets, "weights": weights}, inputs, compute)


def cross_entropy_cases():
    return [
        cross_entropy("sum", [1.0] * 7),
        cross_entropy("masked", [1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0]),
    ]


# (e): the evidence lower bound of a small sequence variational autoencoder


def elbo():
    """Embedding shared by a bidirectional GRU encoder and a GRU decoder; see README.md."""
    vocabulary, embedded, hidden, latent, beta = 7, 3, 4, 2, 0.5
    bos, eos = 1, 2
    sequences = [[4, 5, 6, 3], [6, 4], [5]]
    lengths = [len(s) + 1 for s in sequences]
    batch, steps = len(sequences), max(lengths)

    def padded(rows):
        table = torch.zeros(steps, batch, dtype=torch.long)
        for column, row in enumerate(rows):
            table[: len(row), column] = torch.tensor(row)
        return table

    source = padded([s + [eos] for s in sequences])
    prefix = padded([[bos] + s for s in sequences])
    mask = (torch.arange(steps)[:, None] < torch.tensor(lengths)[None, :]).to(torch.float64)

    def encoder():
        return torch.nn.GRU(embedded, hidden, bidirectional=True)

    def decoder():
        return torch.nn.GRU(embedded + latent, hidden)

    shapes = {"embedding.weight": [vocabulary, embedded]}
    for name, parameter in encoder().named_parameters():
        shapes["encoder." + name] = list(parameter.shape)
    shapes["posterior.weight"] = [2 * latent, 2 * hidden]
    shapes["posterior.bias"] = [2 * latent]
    shapes["initialState.weight"] = [hidden, latent]
    shapes["initialState.bias"] = [hidden]
    for name, parameter in decoder().named_parameters():
        shapes["decoder." + name] = list(parameter.shape)
    shapes["output.weight"] = [vocabulary, hidden]
    shapes["output.bias"] = [vocabulary]
    inputs = {
        name: given(number + 1, 0.5, shape) for number, (name, shape) in enumerate(shapes.items())
    }
    inputs["noise"] = given(101, 1.0, [batch, latent])

    def part(t, prefix_of_names):
        start = len(prefix_of_names)
        return {k[start:]: v for k, v in t.items() if k.startswith(prefix_of_names)}

    def compute(t):
        dtype, functional = t["noise"].dtype, torch.nn.functional
        packed = torch.nn.utils.rnn.pack_padded_sequence(
            functional.embedding(source, t["embedding.weight"]), lengths
        )
        _, final = torch.func.functional_call(
            encoder().to(dtype), part(t, "encoder."), (packed,)
        )
        summary = torch.cat([final[0], final[1]], dim=1)
        q = functional.linear(summary, t["posterior.weight"], t["posterior.bias"])
        mean, log_variance = q[:, :latent], q[:, latent:]
        z = mean + torch.exp(log_variance / 2) * t["noise"]
        state = functional.linear(z, t["initialState.weight"], t["initialState.bias"])
        fed = torch.cat(
            [
                functional.embedding(prefix, t["embedding.weight"]),
                z[None].expand(steps, batch, latent),
            ],
            dim=2,
        )
        states, _ = torch.func.functional_call(
            decoder().to(dtype), part(t, "decoder."), (fed, state[None])
        )
        logits = functional.linear(states, t["output.weight"], t["output.bias"])
        tokens = functional.cross_entropy(
            logits.reshape(-1, vocabulary), source.reshape(-1), reduction="none"
        ).reshape(steps, batch)
        reconstruction = (tokens * mask.to(dtype)).sum(dim=0)
        divergence = 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum(dim=1)
        loss = (reconstruction + beta * divergence).mean()
        results = {
            "mean": mean,
            "logVariance": log_variance,
            "z": z,
            "initialState": state,
            "tokenNats": tokens * mask.to(dtype),
            "reconstruction": reconstruction,
            "divergence": divergence,
            "loss": loss,
        }
        return gradients(loss, {k: v for k, v in t.items() if k != "noise"}, results)

    configuration = {
        "vocabularySize": vocabulary,
        "embeddingSize": embedded,
        "hiddenSize": hidden,
        "latentDimension": latent,
        "beta": beta,
        "sequences": sequences,
    }
    return [case("elbo", configuration, inputs, compute)]


# Files


def render(cases):
    """JSON with one tensor a line, so that a difference can be read."""
    text = [f'{{\n"generator": "golden.py with torch {TORCH}",\n"cases": [']
    for position, entry in enumerate(cases):
        text.append(f'{{"name": {json.dumps(entry["name"])},')
        text.append(f'"configuration": {json.dumps(entry["configuration"])},')
        for section in ("inputs", "results"):
            lines = [f"{json.dumps(k)}: {json.dumps(v)}" for k, v in entry[section].items()]
            ending = "}," if section == "inputs" else "}"
            text.append(f'"{section}": {{\n' + ",\n".join(lines) + "\n" + ending)
        text.append("}" if position + 1 == len(cases) else "},")
    return "\n".join(text) + "\n]\n}\n"


def differs(old, new):
    """Whether two golden files differ by more than rounding in the last digits."""
    if isinstance(new, dict):
        return not isinstance(old, dict) or old.keys() != new.keys() or any(
            differs(old[k], new[k]) for k in new
        )
    if isinstance(new, list):
        return len(old) != len(new) or any(differs(a, b) for a, b in zip(old, new))
    if isinstance(new, float):
        return not math.isclose(old, new, rel_tol=1e-5, abs_tol=1e-6)
    return old != new


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true")
    check = arguments.parse_args().check
    if torch.__version__ != TORCH:
        sys.exit(f"golden.py: needs torch {TORCH}, found {torch.__version__}")
    files = {
        "gru.json": recurrent_cases("GRU"),
        "lstm.json": recurrent_cases("LSTM"),
        "optimizers.json": optimizer_cases(),
        "cross-entropy.json": cross_entropy_cases(),
        "elbo.json": elbo(),
    }
    stale = False
    for name, cases in files.items():
        text = render(cases)
        if check:
            different = differs(json.loads((FOLDER / name).read_text()), json.loads(text))
            stale = stale or different
            print(name, "DIFFERS" if different else "agrees")
        else:
            (FOLDER / name).write_text(text)
            print(name, len(text), "bytes")
    sys.exit(1 if stale else 0)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
