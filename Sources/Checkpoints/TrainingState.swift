internal import Autodiff
internal import DurableFiles
package import NeuralNetworks
package import SequenceModels
internal import Tensors

/// What a training needs to go on as if it had never stopped.
///
/// That is the weights, the optimiser's moments and the counters. Every random
/// draw is a function of the seed and the step.
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

    /// Reads a state; the weights and the optimiser take over what it holds, but only when all of
    /// it is sound, and of the expected step if one is.
    package init(
        path: String,
        step expected: Int? = nil,
        model: SequenceVAE,
        optimizer: inout Adam
    ) throws {
        let file = try SafetensorsFile(path: path)
        let parameters = model.parameters
        let weights = try Self.tensors("weight", of: model, in: file)
        let first = try Self.tensors("first", of: model, in: file)
        let second = try Self.tensors("second", of: model, in: file)
        let stepCount = try Self.integer("optimizer_step", in: file)
        step = try Self.integer("step", in: file)
        numbers = try Self.numbers(in: file)
        guard expected == nil || expected == step else {
            throw ModelFolderError(path, "is of step \(step), not of the step that its name says")
        }
        for (named, value) in zip(parameters, weights) { named.parameter.value = value }
        optimizer.restore(stepCount: stepCount, firstMoments: first, secondMoments: second)
    }

    private static func tensors(
        _ part: String,
        of model: SequenceVAE,
        in file: SafetensorsFile
    ) throws -> [Tensor] {
        try model.parameters.map { named in
            let shape = named.parameter.value.shape
            let values = try file.floats("\(part)/\(named.name)", shape: shape)
            return Tensor(values, shape: shape, on: model.backend)
        }
    }

    private static func numbers(in file: SafetensorsFile) throws -> [String: Double] {
        let names = (file.metadata["numbers"] ?? "").split(separator: " ").map(String.init)
        guard case .float64(let values) = try file.values("numbers", shape: [names.count]) else {
            throw ModelFolderError(file.path ?? "", "its numbers are not of dtype F64")
        }
        return Dictionary(zip(names, values), uniquingKeysWith: { $1 })
    }

    /// A count; random streams have room for 48 bits of steps.
    private static func integer(_ name: String, in file: SafetensorsFile) throws -> Int {
        guard case .int64(let values) = try file.values(name, shape: [1]),
            (0..<(1 << 48)).contains(values[0])
        else {
            throw ModelFolderError(file.path ?? "", "\(name) is not a count")
        }
        return Int(values[0])
    }
}
