"""Loads a model folder into PyTorch's own layers, and computes the bound of one sequence.

    python3 -m venv /tmp/reference
    /tmp/reference/bin/pip install -r Documentation/Reference/requirements.txt
    .build/release/isthmus vocab encode --vocab DIR/tokenizer.json sequence.txt   # prints the ids
    /tmp/reference/bin/python Documentation/Reference/load_in_pytorch.py DIR ID...

The weights travel as they are: the gates stand in PyTorch's order and the names are those of
`torch.nn.GRU` and `torch.nn.LSTM`. Prints one JSON object: mean and log-variance of q(z|x), and,
with z at the mean, reconstruction, KL divergence and their sum, the negative bound, in nats.
"""

import json
import pathlib
import sys

import safetensors.torch
import torch

BEGINNING, END = 1, 2


def part(weights, prefix):
    """The weights of a module, by the names that the module knows them by."""
    return {
        name.removeprefix(prefix): value
        for name, value in weights.items()
        if name.startswith(prefix) and "." not in name.removeprefix(prefix)
    }


def recurrent(sizes, weights, network, inputs, bidirectional=False):
    layer = {"gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[sizes["cell"]](
        inputs, sizes[f"{network}_hidden_size"], sizes[f"{network}_layers"],
        bidirectional=bidirectional,
    )
    layer.load_state_dict(part(weights, f"{network}."))
    return layer


def linear(weights, name, x):
    return torch.nn.functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def posterior(sizes, weights, ids):
    """The mean and the log-variance of q(z|x)."""
    both = sizes["encoder_bidirectional"]
    encoder = recurrent(sizes, weights, "encoder", sizes["embedding_size"], both)
    _, final = encoder(weights["embedding.weight"][ids + [END]])
    hidden = final[0] if sizes["cell"] == "lstm" else final
    top = hidden[-2:] if both else hidden[-1:]
    return linear(weights, "encoder.posterior", top.flatten()).chunk(2)


def reconstruction(sizes, weights, ids, z):
    """-log p(x|z), the end included."""
    decoder = recurrent(
        sizes, weights, "decoder", sizes["embedding_size"] + sizes["latent_dimension"])
    first = linear(weights, "decoder.initial_state", z).expand(sizes["decoder_layers"], -1)
    state = (first.tanh(), first.contiguous()) if sizes["cell"] == "lstm" else first.contiguous()
    tokens = weights["embedding.weight"][[BEGINNING] + ids]
    outputs, _ = decoder(torch.cat([tokens, z.expand(len(tokens), -1)], dim=1), state)
    logits = linear(weights, "decoder.output", outputs)
    return torch.nn.functional.cross_entropy(logits, torch.tensor(ids + [END]), reduction="sum")


def main(folder, ids):
    folder = pathlib.Path(folder)
    sizes = json.loads((folder / "config.json").read_text())["model"]
    weights = safetensors.torch.load_file(folder / "model.safetensors")
    with torch.no_grad():
        mean, log_variance = posterior(sizes, weights, ids)
        nats = reconstruction(sizes, weights, ids, mean).item()
        kl = 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum().item()
    print(json.dumps({
        "mean": mean.tolist(), "log_variance": log_variance.tolist(),
        "reconstruction": nats, "kl": kl, "negative_elbo": nats + kl,
    }))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], [int(word) for word in sys.argv[2:]])
