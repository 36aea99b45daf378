public import ArgumentParser
import DurableFiles
public import Tokenization

extension Tokenizer.Kind: ExpressibleByArgument {
    /// The kinds by the names of the command line.
    public init?(argument: String) {
        self.init(rawValue: argument == "char" ? "character" : argument)
    }

    /// The names of the command line.
    public static var allValueStrings: [String] {
        ["word", "whitespace", "char", "smiles", "selfies"]
    }

    /// The name of the command line.
    public var defaultValueDescription: String { self == .character ? "char" : rawValue }
}

/// A file with a tokenizer.
enum TokenizerFile {
    /// The most bytes that are read of one.
    private static let limit = 1 << 28

    /// Reads a tokenizer.
    static func read(_ path: String) throws -> Tokenizer {
        try Tokenizer(json: FileContents.read(path, limit: limit), source: path)
    }
}
