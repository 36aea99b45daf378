import ArgumentParser
public import DurableFiles
public import Tokenization

/// A number of bytes on the command line, such as 512MB or 2GiB.
struct MemorySize: ExpressibleByArgument, Hashable {
    /// The number of bytes.
    let byteCount: Int

    private static let units = [
        "": 1, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
        "KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40,
    ]

    /// So many bytes.
    init(byteCount: Int) { self.byteCount = byteCount }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let unit = Self.units[argument.dropFirst(digits.count).uppercased()]
        guard let number = Double(digits), let unit, number * Double(unit) < 1e18 else {
            return nil
        }
        byteCount = Int(number * Double(unit))
    }

    var defaultValueDescription: String { "\(byteCount / 1_000_000)MB" }
}

/// How much memory learning a vocabulary may take.
struct TrainingMemoryOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "About the most memory to count and learn with; counts that do not fit are kept in "
                + "a temporary file (in TMPDIR), and the rarest pieces that do not fit are not "
                + "learnt from, which is told.",
            valueName: "size"
        )
    )
    var memory = MemorySize(byteCount: 512_000_000)

    func validate() throws {
        if memory.byteCount < 16_000_000 {
            throw ValidationError("--memory: at least 16MB are needed")
        }
    }

    /// The memory of the program itself and of what it reads, in bytes.
    private static let programSize = 48_000_000

    /// The bound, with a temporary file for what does not fit.
    ///
    /// The program itself is part of what the user allows, but it leaves at least half.
    var bound: TrainingMemory {
        let folder = Terminal.environment("TMPDIR") ?? "/tmp"
        let limit = memory.byteCount - min(Self.programSize, memory.byteCount / 2)
        return TrainingMemory(limit: limit) { try TemporaryFile(in: folder) }
    }
}

extension TemporaryFile: OverflowStorage {}
