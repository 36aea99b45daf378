import ArgumentParser
import Tokenization

/// The patterns that cut text for files that do not say, by their names on the command line.
enum PatternName: String, CaseIterable, ExpressibleByArgument {
    /// GPT-2's.
    case gpt2
    /// That of cl100k.
    case cl100k
    /// That of o200k.
    case o200k
    /// That of Qwen: cl100k's, with each digit by itself.
    case qwen

    /// The pattern.
    var pattern: SplitPattern {
        switch self {
        case .gpt2: .gpt2
        case .cl100k: .cl100k
        case .o200k: .o200k
        case .qwen: .qwen
        }
    }

    /// Words in the names of files of known vocabularies, and the patterns of these.
    private static let vocabularies: [(word: String, pattern: PatternName)] = [
        ("cl100k", .cl100k), ("o200k", .o200k), ("r50k", .gpt2), ("p50k", .gpt2),
        ("gpt2", .gpt2), ("multilingual", .gpt2), ("qwen", .qwen),
    ]

    /// The pattern of a vocabulary that is known by the name of its file, or nil.
    init?(ofFile path: String) {
        let name = (path.split(separator: "/").last ?? "").lowercased()
        guard let known = Self.vocabularies.first(where: { name.contains($0.word) }) else {
            return nil
        }
        self = known.pattern
    }

    /// All names, for messages.
    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}

/// How text is cut for a tokenizer's file that does not say: a .tiktoken file.
struct PatternOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            How text is cut, for a .tiktoken file: gpt2, cl100k, o200k or qwen (default: by the \
            name of the file, else cl100k).
            """,
            valueName: "name"
        )
    )
    var pattern: PatternName?

    /// The tokenizer of a file; tells what cuts its text if nobody said so.
    func tokenizer(of file: TokenizerFile, console: Console) throws -> Tokenizer {
        if let message = try file.choice(of: pattern).message { console.note(message) }
        return try file.tokenizer(pattern: pattern)
    }
}

extension TokenizerFile {
    /// The pattern that cuts text for the file, and what is to be told of the choice.
    ///
    /// - Throws: A ``ToolError``, when a pattern is given for a file that says itself how text is
    ///   cut.
    func choice(
        of pattern: PatternName?
    ) throws -> (pattern: PatternName, message: String?) {
        guard format == .tiktoken else {
            if pattern == nil { return (.cl100k, nil) }
            throw ToolError.usage(
                "--pattern: it is for .tiktoken files, and \(path) says itself how text is cut"
            )
        }
        if let pattern { return (pattern, nil) }
        if let known = PatternName(ofFile: path) {
            return (
                known, "\(path): text is cut by the pattern \(known.rawValue), as its name says"
            )
        }
        return (
            .cl100k,
            "\(path): text is cut by the pattern cl100k, as the file does not say; give another "
                + "with --pattern (\(PatternName.list))"
        )
    }
}
