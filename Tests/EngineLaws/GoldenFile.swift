internal import DurableFiles
package import JSONText
package import Tensors

/// Numbers that another implementation computed; `Documentation/Reference` says how.
package struct GoldenFile {
    /// The cases of the file.
    package let cases: [GoldenCase]

    /// Reads `Tests/NeuralNetworksTests/Golden/<name>.json`, found from this source file.
    package init(_ name: String) throws {
        let tests = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
        let path = tests.joined(separator: "/") + "/NeuralNetworksTests/Golden/\(name).json"
        let json = try JSONValue(parsing: try FileContents.read(path))
        cases = (json["cases"]?.array ?? []).map(GoldenCase.init)
    }

    /// The case called `name`; a missing one has no numbers, which every comparison notices.
    package subscript(name: String) -> GoldenCase {
        cases.first { $0.name == name } ?? GoldenCase(.null)
    }
}

/// One computation: its settings, inputs and results.
package struct GoldenCase: Sendable {
    private let json: JSONValue

    init(_ json: JSONValue) {
        self.json = json
    }

    /// What the case is called.
    package var name: String { json["name"]?.string ?? "" }

    /// The names of the inputs, in order.
    package var inputNames: [String] { json["inputs"]?.object?.keys ?? [] }

    /// A setting.
    package func setting(_ name: String) -> JSONValue { json["configuration"]?[name] ?? .null }

    /// A setting that is a whole number.
    package func integer(_ name: String) -> Int { setting(name).integer ?? 0 }

    /// A setting that is a number.
    package func number(_ name: String) -> Double { setting(name).double ?? .nan }

    /// A setting that is an array of whole numbers.
    package func integers(_ name: String) -> [Int] {
        (setting(name).array ?? []).compactMap(\.integer)
    }

    /// The numbers of an input.
    package func input(_ name: String) -> [Float] {
        values(json["inputs"]?[name]).map(Float.init)
    }

    /// An input as a tensor of its shape.
    package func tensor(_ name: String, on backend: any Backend) -> Tensor {
        let shape = (json["inputs"]?[name]?["shape"]?.array ?? []).compactMap(\.integer)
        return Tensor(input(name), shape: shape, on: backend)
    }

    /// A result, computed in double precision.
    package func result(_ name: String) -> [Double] {
        values(json["results"]?[name])
    }

    private func values(_ array: JSONValue?) -> [Double] {
        (array?["values"]?.array ?? []).compactMap(\.double)
    }
}
