import Foundation

/// Two models that were trained for a moment, shared by the tests and removed at the end.
enum TinyModels {
    /// A model of molecules.
    static let molecules = Result { try train("molecules", lines: smiles, kind: "smiles") }

    /// A model of sentences.
    static let sentences = Result { try train("sentences", lines: texts, kind: "text") }

    static let smiles = [
        "CCO", "CCN", "CCC", "CCCC", "CC(C)O", "CC(=O)O", "c1ccccc1", "Cc1ccccc1", "CCOC", "CNC",
        "c1ccncc1", "CC(C)C", "OCCO", "NCCN", "CC#N", "C1CCCCC1", "CC(=O)N", "COC", "CCCO", "CCCN",
    ]

    static let texts = [
        "The cat sleeps.", "The dog sleeps.", "A cat eats fish.", "A dog eats meat.",
        "The old man walks home.", "The young man runs home.", "We like the cat.",
        "They like the dog.", "The cat likes fish.", "The dog likes meat.", "We walk home.",
        "They run home.", "A man sleeps.", "A man walks.", "The fish swims.", "We eat fish.",
    ]

    private struct TrainingFailed: Error, CustomStringConvertible {
        let description: String
    }

    private static let folder = Result { try Scratch() }

    private static func train(_ name: String, lines: [String], kind: String) throws -> String {
        let folder = try folder.get()
        let copies = Array(repeating: lines, count: 4).joined()
        let corpus = try folder.write(copies.map { $0 + "\n" }.joined(), to: "\(name).txt")
        let sizes = ["encoder_hidden_size", "decoder_hidden_size", "embedding_size"]
        let settings = sizes.flatMap { ["--set", "model.\($0)=16"] }
        let run = try Tool.run(
            [
                "train", "--corpus", corpus, "--kind", kind, "--out", folder.file(name),
                "--set", "model.latent_dimension=4", "--max-steps", "50", "--batch-size", "16",
                "--max-length", "20", "--learning-rate", "0.01",
            ] + settings
        )
        atexit { TinyModels.removeAll() }
        guard run.code == 0 else { throw TrainingFailed(description: run.messages) }
        return folder.file(name)
    }

    private static func removeAll() {
        guard let path = try? folder.get().path else { return }
        try? FileManager.default.removeItem(atPath: path)
    }
}
