#!/usr/bin/env python3
"""Draws sequences from a model that isthmus trained, as a PyTorch program does, and prints how fast.

    torch_sample.py MODEL N          MODEL is a folder with model.safetensors

Ancestral sampling in batches of 512 of at most 100 tokens: the whole batch computes until its last
sequence has ended. Loading is not timed. Needs torch, numpy and safetensors.
"""
import argparse
import json
import time

import torch
from safetensors.torch import load_file
from torch import nn

BEGINNING, END = 1, 2


class Decoder:
    """The decoder of a model, its sizes read from its weights."""

    def __init__(self, weights):
        self.embedding = weights["embedding.weight"]
        self.latent = weights["decoder.initial_state.weight"].shape[1]
        recurrent = {
            name.removeprefix("decoder."): value
            for name, value in weights.items()
            if name.startswith(("decoder.weight_", "decoder.bias_"))
        }
        hidden = recurrent["weight_hh_l0"].shape[1]
        self.layers = sum(name.startswith("weight_hh") for name in recurrent)
        self.is_gru = recurrent["weight_hh_l0"].shape[0] == 3 * hidden
        kind = nn.GRU if self.is_gru else nn.LSTM
        self.network = kind(
            self.embedding.shape[1] + self.latent, hidden, self.layers, batch_first=True
        )
        self.network.load_state_dict(recurrent)
        self.initial = self.linear(weights, "decoder.initial_state")
        self.output = self.linear(weights, "decoder.output")

    @staticmethod
    def linear(weights, name):
        weight = weights[f"{name}.weight"]
        layer = nn.Linear(weight.shape[1], weight.shape[0])
        layer.load_state_dict({"weight": weight, "bias": weights[f"{name}.bias"]})
        return layer

    def state(self, z):
        h = self.initial(z).unsqueeze(0).repeat(self.layers, 1, 1)
        return h if self.is_gru else (h.tanh(), h)

    @torch.no_grad()
    def sample(self, count, longest):
        """The lengths of the sequences, their ends not counted."""
        z = torch.randn(count, self.latent)
        state, token = self.state(z), torch.full((count, 1), BEGINNING)
        done = torch.zeros(count, dtype=torch.bool)
        lengths = torch.zeros(count, dtype=torch.long)
        for _ in range(longest):
            x = torch.cat([self.embedding[token], z.unsqueeze(1)], -1)
            y, state = self.network(x, state)
            token = torch.multinomial(self.output(y[:, 0]).softmax(-1), 1)
            done |= token[:, 0] == END
            lengths += ~done
            if done.all():
                break
        return lengths


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("count", type=int)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    weights = load_file(f"{arguments.model}/model.safetensors")
    decoder = Decoder({name: value.float() for name, value in weights.items()})
    decoder.sample(min(512, arguments.count), 100)
    start = time.perf_counter()
    lengths = []
    while sum(map(len, lengths)) < arguments.count:
        left = arguments.count - sum(map(len, lengths))
        lengths.append(decoder.sample(min(512, left), 100))
    seconds = time.perf_counter() - start
    lengths = torch.cat(lengths).float()
    print(json.dumps({
        "peer": "torch " + torch.__version__,
        "sample_sequences_per_s": round(arguments.count / seconds, 1),
        "sample_mean_length": round(lengths.mean().item(), 1),
        "sample_longest": int(lengths.max().item()),
    }))


if __name__ == "__main__":
    main()
