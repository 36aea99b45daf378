import ArgumentParser
import JSONText
import LatentSpace

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How codes are printed.
enum CodeFormat: String, CaseIterable, ExpressibleByArgument {
    /// An object a line: `input`, `mean`, `log_variance`.
    case jsonl
    /// The means, then the log-variances, in columns with names.
    case tsv
    /// NumPy's array of 32-bit floats, `[lines, 2, Z]`.
    case npy
}

/// `isthmus encode`: the posterior of each line.
struct Encode: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the code of each line: mean and log-variance of its posterior.",
        discussion: """
            Example:
              isthmus encode --model runs/demo-molecules molecules.smi > codes.jsonl

            A line that fails gives an object with error, empty columns, or NaNs. npy is an \
            array of [lines, 2, Z]: means, then log-variances.
            """
    )

    @OptionGroup var model: ModelOptions

    @Argument(help: "The sequences, one a line (default: stdin).")
    var path: String?

    @Option(help: "How to print codes.")
    var format = CodeFormat.jsonl

    @Option(help: ArgumentHelp("Tokens at most (default: as in the training).", valueName: "n"))
    var maxLength: Int?

    @OptionGroup var common: CommonOptions

    func run() throws {
        if format == .npy, Terminal.isInteractive(STDOUT_FILENO) {
            throw ToolError.usage("npy is binary; send it to a file, such as '> codes.npy'")
        }
        let model = try model.load(on: common.backend())
        var lines = try LineBatches(
            path: path,
            model: model,
            maximumLength: maxLength,
            command: "encode",
            console: common.console
        )
        try StandardOutput.writing { output in
            let dimension = model.latentDimension
            let printer = CodePrinter(output, format: format, dimension: dimension)
            try lines.forEach { items, batch in
                var codes = model.network.codes(of: batch)[...]
                for item in items {
                    let code = item.problem == nil ? codes.popFirst() : nil
                    try printer.print(code, of: item)
                }
                try output.flush()
            }
            try printer.finish()
        }
        try lines.finish()
    }
}

/// Prints codes in one of the formats.
final class CodePrinter {
    private let output: StandardOutput
    private let format: CodeFormat
    private let dimension: Int
    private let writer: ResultWriter
    private var values: [Float] = []

    init(_ output: StandardOutput, format: CodeFormat, dimension: Int) {
        self.output = output
        self.format = format
        self.dimension = dimension
        writer = ResultWriter(
            output,
            format: format == .tsv ? .tsv : .jsonl,
            columns: Self.columns(dimension: dimension)
        )
    }

    /// The names of the columns of a table of codes.
    static func columns(dimension: Int) -> [String] {
        (0..<dimension).map { "mean_\($0)" } + (0..<dimension).map { "log_variance_\($0)" }
    }

    /// Prints the code of a line, or that there is none.
    func print(_ code: LatentCode?, of item: LineBatches.Item) throws {
        if format == .npy {
            let missing = [Float](repeating: .nan, count: 2 * dimension)
            values += code.map { $0.mean + $0.logVariance } ?? missing
        } else if let code {
            try writer.write(fields(code, item.line.text ?? ""), text: "")
        } else {
            try writer.writeFailure(item.problem ?? "")
        }
    }

    private func fields(_ code: LatentCode, _ input: String) -> [(String, JSONValue)] {
        if format == .tsv {
            let numbers = (code.mean + code.logVariance).map { JSONValue($0) }
            return Array(zip(Self.columns(dimension: dimension), numbers))
        }
        return [
            ("input", .string(input)), ("mean", .array(code.mean.map { JSONValue($0) })),
            ("log_variance", .array(code.logVariance.map { JSONValue($0) })),
        ]
    }

    /// Prints what can be printed only when all lines are known.
    func finish() throws {
        guard format == .npy else { return }
        let count = values.count / (2 * dimension)
        try output.write(NumPyArray.bytes(values, shape: [count, 2, dimension]))
    }
}

/// NumPy's file format, version 1.0.
enum NumPyArray {
    /// The bytes of a file with an array of 32-bit floats in C order.
    static func bytes(_ values: [Float], shape: [Int]) -> [UInt8] {
        let sizes = shape.map(String.init).joined(separator: ", ")
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(sizes)), }"
        let padding = 63 - (10 + header.utf8.count) % 64
        let text = header + String(repeating: " ", count: padding) + "\n"
        let length = UInt16(text.utf8.count)
        let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]
        let start = magic + [UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
        return start
            + values.flatMap { value in
                withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
            }
    }
}
