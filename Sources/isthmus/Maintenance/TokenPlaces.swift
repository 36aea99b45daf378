import ArgumentParser
import DurableFiles
import Tokenization

/// `isthmus token-places`: the tokens of each line, their places, and what they are decoded to.
///
/// For maintainers, who compare them with other programs'; it is not listed.
struct TokenPlaces: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token-places",
        abstract: "Write the tokens of each line, their places and their text in binary.",
        discussion: """
            Example:
              isthmus token-places --vocab tokenizer.json text.txt > tokens.bin

            Lines end at U+000A only, and nothing is taken from their ends. For each there are \
            numbers of 32 bits, the least significant byte first: how many tokens it has with \
            those that the post-processors add, the id and the first and last place of each in \
            characters, how many bytes of text they are decoded to, then these bytes.
            """,
        shouldDisplay: false
    )

    @Argument(help: "The text.")
    var path: String

    @Option(help: ArgumentHelp("The tokenizer: a tokenizer.json or .model.", valueName: "path"))
    var vocab: String

    @OptionGroup var pattern: PatternOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        let file = try TokenizerFile(vocab)
        let tokenizer = try file.tokenizer(pattern: pattern.pattern)
        let sentencePiece = try file.sentencePiece()
        let text = try FileContents.read(path)
        try StandardOutput.writing { output in
            var start = 0
            while start < text.count {
                let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
                let line = String(decoding: text[start..<end], as: UTF8.self)
                try output.write(record(of: line, tokenizer, sentencePiece))
                start = end + 1
            }
        }
    }

    private func record(
        of line: String,
        _ tokenizer: Tokenizer,
        _ sentencePiece: SentencePieceTokenizer?
    ) -> [UInt8] {
        let encoding =
            sentencePiece?.encode(line)
            ?? tokenizer.pipeline?.encode(line, addingSpecialTokens: true)
            ?? tokenizer.encode(line)
        let decoded =
            sentencePiece?.decode(encoding.ids)
            ?? tokenizer.pipeline?.decode(encoding.ids)
            ?? tokenizer.decode(encoding.ids)
        var numbers = [encoding.tokens.count]
        for (id, place) in zip(encoding.ids, encoding.characterRanges(in: line)) {
            numbers += [Int(id), place.lowerBound, place.upperBound]
        }
        numbers.append(decoded.utf8.count)
        let bytes = numbers.flatMap { number in
            withUnsafeBytes(of: Int32(truncatingIfNeeded: number).littleEndian) { Array($0) }
        }
        return bytes + Array(decoded.utf8)
    }
}
