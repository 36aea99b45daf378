internal import Autodiff
internal import DurableFiles
package import NeuralNetworks
package import SequenceModels
internal import Tensors

/// Everything that a training needs to go on as if it had never stopped.
///
/// These are the weights, the optimiser's moments and the counters; every random draw is a
/// function of the seed and the step.
package struct TrainingState: Sendable {
    /// How many steps were taken.
    package var step: Int
    /// Named numbers of the trainer, such as running sums and the best validation so far.
    package var numbers: [String: Double]

    /// Creates a state.
    package init(step: Int = 0, numbers: [String: Double] = [:]) {
        self.step = step
        self.numbers = numbers
    }

    /// Writes the state with the weights and the optimiser to one file, atomically.
    package func write(model: SequenceVAE, optimizer: Adam, to path: String) throws {
        var tensors: [SafetensorsTensor] = []
        for (index, named) in model.parameters.enumerated() {
            let shape = named.parameter.value.shape
            let values = [
                ("weight", named.parameter.value), ("first", optimizer.firstMoments[index]),
                ("second", optimizer.secondMoments[index]),
            ]
            for (part, value) in values {
                tensors.append(
                    SafetensorsTensor("\(part)/\(named.name)", shape: shape, value.scalars)
                )
            }
        }
        let names = numbers.keys.sorted()
        tensors.append(SafetensorsTensor("step", shape: [1], .int64([Int64(step)])))
        tensors.append(
            SafetensorsTensor("optimizer_step", shape: [1], .int64([Int64(optimizer.stepCount)]))
        )
        tensors.append(
            SafetensorsTensor(
                "numbers",
                shape: [names.count],
                .float64(names.map { numbers[$0] ?? 0 })
            )
        )
        let archive = SafetensorsArchive(
            tensors,
            metadata: ["numbers": names.joined(separator: " ")]
        )
        try archive.write(to: path)
    }

    /// Reads a state; the weights and the optimiser take over what it holds.
    package init(path: String, model: SequenceVAE, optimizer: inout Adam) throws {
        let file = try SafetensorsFile(path: path)
        let parameters = model.parameters
        func tensors(_ part: String) throws -> [Tensor] {
            try parameters.map { named in
                let shape = named.parameter.value.shape
                return Tensor(
                    try file.floats("\(part)/\(named.name)", shape: shape),
                    shape: shape,
                    on: model.backend
                )
            }
        }
        let (weights, first, second) =
            (try tensors("weight"), try tensors("first"), try tensors("second"))
        step = try Self.integer("step", in: file)
        let names = (file.metadata["numbers"] ?? "").split(separator: " ").map(String.init)
        guard case .float64(let values) = try file.values("numbers", shape: [names.count]) else {
            throw ModelFolderError(path, "the numbers of the training are not of dtype F64")
        }
        numbers = Dictionary(zip(names, values), uniquingKeysWith: { $1 })
        for (named, value) in zip(parameters, weights) { named.parameter.value = value }
        optimizer.restore(
            stepCount: try Self.integer("optimizer_step", in: file),
            firstMoments: first,
            secondMoments: second
        )
    }

    private static func integer(_ name: String, in file: SafetensorsFile) throws -> Int {
        guard case .int64(let values) = try file.values(name, shape: [1]), values[0] >= 0 else {
            throw ModelFolderError(file.path ?? "", "\(name) is not a count")
        }
        return Int(values[0])
    }
}
