import ArgumentParser
import Tokenization

/// `isthmus vocab encode`: text to tokens.
struct VocabEncode: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode",
        abstract: "Print the tokens of each line.",
        discussion: """
            Example:
              echo "The cat sat." | isthmus vocab encode --vocab vocab/sentences.json

            Lines are encoded with the white space at their ends, of which some tokenizers make \
            tokens. With --json a line becomes an object of its ids, its tokens, and where each is \
            in it: from which character to which (offsets), and in bytes (byte_offsets).

            With --dropout or --sampling one of the ways to cut a line into tokens is drawn, by \
            --seed and the number of the line; with --sampling and --best N, one among the N most \
            probable of each piece.
            """
    )

    @Argument(help: "The text, a sequence a line (default: stdin).")
    var path: String?

    @Option(help: TokenizerFile.help)
    var vocab: String

    @Option(help: "What to print of a token.")
    var format = TokenNotation.ids

    @Flag(help: "Add the beginning and the end of the sequence.")
    var specials = false

    @Option(
        help: ArgumentHelp(
            "Print the N most probable ways to cut each line, with tabs between them (unigram).",
            valueName: "n"
        )
    )
    var best: Int?

    /// As many as SentencePiece allows; there can be more ways than there is memory for.
    private static let bestLimit = 1024

    @OptionGroup var pattern: PatternOption

    @OptionGroup var sampling: SamplingArguments

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let best, !(1...Self.bestLimit).contains(best) {
            throw ValidationError("--best \(best): it must be from 1 to \(Self.bestLimit)")
        }
        if best != nil, sampling.dropout != nil {
            throw ValidationError("--best: it goes without --dropout")
        }
        if best != nil, sampling.exponent == nil, specials {
            throw ValidationError("--best: it goes without --specials")
        }
    }

    func run() throws {
        let file = try TokenizerFile(vocab)
        let tokenizer = try pattern.tokenizer(of: file, console: common.console)
        if let warning = TokenizerFile.warning(ofWhatIsPassedOverBy: tokenizer, at: vocab) {
            common.console.warn(warning)
        }
        let draws = try sampling.draws(from: tokenizer, best: best, path: vocab)
        let tokens = TokenNumbering(
            tokenizer,
            sentencePiece: try file.sentencePiece()
        )
        if let best, tokens.bestWays("", count: best) == nil {
            throw ToolError.badData(
                "\(vocab): it knows one way only to cut text, so leave out --best"
            )
        }
        let lines = try InputLines(
            path: path,
            isMolecules: tokenizer.readsSMILES,
            keepsWhiteSpace: true,
            hint: "echo \"some text\" | isthmus vocab encode --vocab \(vocab)",
            console: common.console
        )
        let mapping = LineMapping(
            lines: lines,
            expansion: draws == nil ? best ?? 1 : 1,
            isJSON: common.json,
            threadCount: common.threadCount,
            console: common.console
        )
        if let best, draws == nil {
            try writeBest(best, tokens, mapping)
        } else {
            try write(tokens, draws, mapping)
        }
    }

    private func write(
        _ tokens: TokenNumbering,
        _ draws: SamplingArguments.Draws?,
        _ mapping: LineMapping
    ) throws {
        let writer = TokenWriter(format, of: tokens)
        let records = common.json ? TokenRecords(tokens: tokens) : nil
        try mapping.run { part, output in
            tokens.withEncoder(addingSpecialTokens: specials, draws: draws) { encoder in
                var ids: [TokenID] = []
                output.add(part) { line, bytes in
                    if let records {
                        return records.append(encoder.encoding(of: line), of: line, to: &bytes)
                    }
                    ids.removeAll(keepingCapacity: true)
                    encoder.append(line, to: &ids)
                    writer.append(ids, to: &bytes)
                }
            }
        }
    }

    private func writeBest(
        _ count: Int,
        _ tokens: TokenNumbering,
        _ mapping: LineMapping
    ) throws {
        let writer = TokenWriter(format, of: tokens)
        let records = common.json ? TokenRecords(tokens: tokens) : nil
        try mapping.run { part, output in
            output.add(part) { line, bytes in
                let ways = tokens.bestWays(line.text, count: count) ?? []
                if let records { return records.append(ways, to: &bytes) }
                for (index, way) in ways.enumerated() {
                    if index > 0 { bytes.append(UInt8(ascii: "\t")) }
                    writer.append(way.ids, to: &bytes)
                }
            }
        }
    }
}
