internal import Checkpoints
internal import DurableFiles
internal import NeuralNetworks
internal import SequenceModels

/// The checkpoints of a training, beside the model they belong to.
///
/// A checkpoint is one file, written whole or not at all, and named by its step; the newest that
/// can be read is the one to go on from.
struct RunFolder {
    let model: ModelFolder
    let keep: Int

    private var folder: String { model.file("checkpoints") }

    func path(step: Int) -> String { "\(folder)/\(prefix)\(step)\(suffix)" }

    private let prefix = "step-"
    private let suffix = ".safetensors"

    init(_ model: ModelFolder, keep: Int) {
        self.model = model
        self.keep = keep
    }

    /// The steps that there are checkpoints of, newest first.
    func steps() -> [Int] {
        let names = (try? Directory.entries(of: folder)) ?? []
        return names.compactMap { name in
            guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
            return Int(name.dropFirst(prefix.count).dropLast(suffix.count))
        }.sorted(by: >)
    }

    /// Writes a checkpoint, then removes those that are too many.
    func save(_ state: TrainingState, model: SequenceVAE, optimizer: Adam) throws {
        try Directory.create(folder)
        try state.write(model: model, optimizer: optimizer, to: path(step: state.step))
        for step in steps().filter({ $0 <= state.step }).dropFirst(keep) {
            try Directory.remove(path(step: step))
        }
    }

    /// Goes back to the newest checkpoint that can be read, and reports those that cannot.
    ///
    /// Only checkpoints of steps before `limit` are taken.
    func restore(
        before limit: Int = .max,
        model: SequenceVAE,
        optimizer: inout Adam,
        unreadable: (String, String) -> Void
    ) -> TrainingState? {
        for step in steps() where step < limit {
            do {
                return try TrainingState(
                    path: path(step: step),
                    step: step,
                    model: model,
                    optimizer: &optimizer
                )
            } catch {
                unreadable(path(step: step), "\(error)")
            }
        }
        return nil
    }

    /// Removes what a process that was killed while it wrote left behind.
    func removeLeftovers() {
        for folder in [folder, model.path] {
            for name in (try? Directory.entries(of: folder)) ?? [] where isLeftover(name) {
                try? Directory.remove("\(folder)/\(name)")
            }
        }
    }

    private func isLeftover(_ name: String) -> Bool {
        let ours = [prefix, "model.safetensors.", "config.json.", "tokenizer.json.", "README.md."]
        return name.contains(".tmp-") && ours.contains { name.hasPrefix($0) }
    }
}
