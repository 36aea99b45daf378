internal import SequenceModels
internal import Tensors

extension ModelCard {
    /// The card as Markdown, with the front matter that model hubs read.
    package var markdown: String {
        [frontMatter, introduction, results, use, table("Model", sizeRows), provenance, limits]
            .filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// The number of weights.
    package var parameterCount: Int {
        SequenceVAE.parameterShapes(sizes).reduce(0) { $0 + $1.shape.reduce(1, *) }
    }

    private var frontMatter: String {
        """
        ---
        library_name: isthmus
        pipeline_tag: text-generation
        tags:
        - isthmus
        - variational-autoencoder
        - \(kind == .smiles ? "smiles" : "sentences")
        ---
        """
    }

    private var introduction: String {
        let things = kind == .smiles ? "molecules, written as SMILES" : "sentences"
        return """
            # \(escaped(name))

            A recurrent variational autoencoder of \(things), trained with Isthmus: an encoder turns
            a sequence into a code of \(grouped(sizes.latentDimension)) numbers, and a decoder turns
            a code into a sequence (Bowman et al., 2016, <https://arxiv.org/abs/1511.06349>).
            """
    }

    private var results: String {
        guard let validation else {
            return "## Results\n\nNothing was held out, so nothing was measured."
        }
        let measured = "Measured on \(grouped(validation.records)) sequences that were held out."
        let warning = """
            **Warning: the posterior has collapsed.** The code says next to nothing about a
            sequence, so reconstructions and interpolations mean little, though samples may be
            good. Train again with a lower `objective.beta` or with `objective.free_bits`.
            """
        return [table("Results", validation.rows(of: sizes)), measured]
            .joined(separator: "\n\n") + (validation.isCollapsed ? "\n\n" + warning : "")
    }

    private var use: String {
        let (first, second) =
            kind == .smiles
            ? ("CCO", "c1ccccc1") : ("the first sentence", "the second sentence")
        return """
            ## Use

            In these commands `DIR` is this folder.

            ```sh
            isthmus generate --model DIR -n 10
            isthmus interpolate --model DIR --from '\(first)' --to '\(second)' --steps 8
            isthmus reconstruct --model DIR sequences.txt
            isthmus encode --model DIR sequences.txt
            isthmus score --model DIR sequences.txt
            isthmus evaluate --model DIR --corpus sequences.txt
            isthmus info --model DIR
            ```
            """
    }

    private var sizeRows: [(String, String)] {
        let directions = sizes.isEncoderBidirectional ? "both directions" : "one direction"
        return [
            ("Parameters", grouped(parameterCount)),
            ("Latent dimension", grouped(sizes.latentDimension)),
            ("Recurrent cell", sizes.cell.rawValue),
            (
                "Encoder",
                "\(layers(sizes.encoderLayerCount, sizes.encoderHiddenSize)), \(directions)"
            ),
            ("Decoder", layers(sizes.decoderLayerCount, sizes.decoderHiddenSize)),
            ("Embedding", grouped(sizes.embeddingSize)),
            ("Vocabulary", "\(grouped(sizes.vocabularySize)) tokens (\(tokenizer))"),
        ] + (rewriting.isEmpty ? [] : [("Text is rewritten", rewriting)])
    }

    private var provenance: String {
        let files = data.files.isEmpty ? "not recorded" : data.files.joined(separator: ", ")
        let preparation = data.preparation.isEmpty ? "none" : data.preparation
        return table(
            "Training",
            [
                ("Corpus", files),
                ("Preparation of records", preparation),
                ("Sequences", grouped(data.records)),
                ("Tokens, ends included", grouped(data.tokens)),
                ("Held-out sequences", grouped(data.validationRecords)),
                ("Longest sequence", "\(grouped(data.maximumLength)) tokens"),
                ("Steps", grouped(training.steps)),
                ("Epochs", grouped(training.epochs)),
                ("Seed", "\(training.seed)"),
                ("Precision", training.precision),
            ]
        )
    }

    private var limits: String {
        let molecules = """
            A generated string may be no valid molecule, and a valid one may be unstable, toxic or
            impossible to make: nothing here says that it is safe.
            """
        let sentences = """
            The model repeats the words, the mistakes and the prejudices of its corpus, and knows
            nothing of what is true.
            """
        return "## Limits\n\n" + (kind == .smiles ? molecules : sentences)
    }

    private func layers(_ count: Int, _ size: Int) -> String {
        "\(count) \(count == 1 ? "layer" : "layers") of \(grouped(size)) units"
    }

    private func table(_ title: String, _ rows: [(String, String)]) -> String {
        "## \(title)\n\n| | |\n|---|---|\n"
            + rows.map { "| \($0) | \(escaped($1)) |" }.joined(separator: "\n")
    }
}

extension ModelCard.Validation {
    fileprivate func rows(of sizes: SequenceVAE.Configuration) -> [(String, String)] {
        [
            ("Negative ELBO", "\(rounded(negativeELBO)) nats a sequence"),
            ("Reconstruction", "\(rounded(reconstruction)) nats a sequence"),
            ("KL divergence", "\(rounded(divergence)) nats a sequence"),
            ("Perplexity (bound)", "\(rounded(perplexity)) a token"),
            ("Mutual information", "\(rounded(mutualInformation)) nats"),
            ("Active units", "\(activeUnits) of \(sizes.latentDimension)"),
        ]
    }
}

/// A text on one line of Markdown, in which nothing is markup.
private func escaped(_ text: String) -> String {
    text.reduce(into: "") { line, character in
        if character.isNewline {
            line += " "
        } else {
            line += "\\`*_[]<>|#".contains(character) ? "\\\(character)" : String(character)
        }
    }
}

/// A count with commas between the thousands.
private func grouped(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    let parts = digits.indices.map { index in
        index > 0 && (digits.count - index) % 3 == 0 ? ",\(digits[index])" : "\(digits[index])"
    }
    return (count < 0 ? "-" : "") + parts.joined()
}

/// A number with two decimal places.
private func rounded(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let hundredths = Int((abs(value) * 100).rounded())
    let decimals = String(hundredths % 100)
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    return "\(sign)\(grouped(hundredths / 100)).\(decimals.count < 2 ? "0" : "")\(decimals)"
}
