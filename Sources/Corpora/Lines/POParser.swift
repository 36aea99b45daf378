/// A gettext catalogue: each message's translation, or its original, or both, is a record.
///
/// Read are messages that are translated and neither obsolete nor marked as fuzzy. Plural forms are
/// messages of their own. The header names the language of the translations, and of the originals if that
/// is not English.
struct POParser: RecordParser {
    private var lines: LineReader
    private let factory: RecordFactory
    private let asked: [String]
    private var choice: LanguageChoice
    private var languages: [String]
    private var message = POMessage()
    private var ready: [CorpusItem] = []

    init(_ stream: ByteStream, options: CorpusOptions) throws {
        lines = try LineReader(stream, maximum: options.maximumRecordBytes)
        factory = RecordFactory(stream, maximumBytes: options.maximumRecordBytes)
        asked = options.languages
        choice = LanguageChoice(asked)
        languages = POHeader().languages(asked: asked)
    }

    var emptyReason: String? { choice.emptyReason }

    mutating func next() throws -> CorpusItem? {
        while ready.isEmpty {
            guard let line = try lines.next() else {
                finish()
                return ready.isEmpty ? nil : ready.removeFirst()
            }
            read(line)
        }
        return ready.removeFirst()
    }

    private mutating func read(_ line: Line) {
        let text = line.bytes.trimmingSpaces()
        if text.isEmpty {
            finish()
        } else if text.first == UInt8(ascii: "#") {
            readComment(text)
        } else if text.first == UInt8(ascii: "\"") {
            if !message.append(text) { reject(line) }
        } else {
            readKeyword(text, line)
        }
    }

    private mutating func readComment(_ text: ArraySlice<UInt8>) {
        if !message.translations.isEmpty { finish() }
        if text.starts(with: "#,".utf8), String(decoding: text, as: UTF8.self).contains("fuzzy") {
            message.isFuzzy = true
        }
    }

    private mutating func readKeyword(_ text: ArraySlice<UInt8>, _ line: Line) {
        let word = text.prefix { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
        let value = text.drop { $0 != UInt8(ascii: "\"") }
        let keyword = String(decoding: word, as: UTF8.self)
        let startsMessage = keyword == "msgctxt" || keyword == "msgid"
        if startsMessage, !message.translations.isEmpty { finish() }
        if message.line == 0 { message.line = line.number }
        if !message.start(keyword) || !message.append(value) { reject(line) }
    }

    private mutating func reject(_ line: Line) {
        let detail = "this is neither a keyword of gettext with a string, nor a string or comment"
        ready.append(factory.reject(.malformedRow, detail, line.bytes, line: line.number))
    }

    /// Ends a message; the one without an original is the header.
    private mutating func finish() {
        defer { message = POMessage() }
        guard let original = message.originals.first else { return }
        if original.isEmpty {
            languages = POHeader(message.translations.first ?? []).languages(asked: asked)
        } else if !message.isFuzzy {
            addRecords()
        }
    }

    private mutating func addRecords() {
        for (number, translation) in message.translations.enumerated() where !translation.isEmpty {
            let original = message.originals[min(number, message.originals.count - 1)]
            if let item = item([original, translation]) { ready.append(item) }
        }
    }

    /// The record of an original and its translation; nil where no text is in the languages.
    private mutating func item(_ texts: [[UInt8]]) -> CorpusItem? {
        if asked.isEmpty { return factory.item(texts[1], line: message.line) }
        guard let chosen = choice.numbers(among: languages) else { return nil }
        let item = factory.item(texts[chosen[0]], line: message.line)
        guard chosen.count == 2, case .record(var record) = item else { return item }
        record.counterpart = String(decoding: texts[chosen[1]], as: UTF8.self)
        return .record(record)
    }
}

/// A message while its lines arrive.
private struct POMessage {
    var originals: [[UInt8]] = []
    var translations: [[UInt8]] = []
    var isFuzzy = false
    var line = 0
    private var part = Part.context

    private enum Part { case context, original, translation }

    /// Starts a part of the message; false when the keyword is none.
    mutating func start(_ keyword: String) -> Bool {
        switch keyword {
        case "msgctxt": part = .context
        case "msgid", "msgid_plural":
            part = .original
            originals.append([])
        case "msgstr":
            part = .translation
            translations.append([])
        default: return false
        }
        return true
    }

    /// Adds a string between quotation marks to the part; false when it is none.
    mutating func append(_ quoted: ArraySlice<UInt8>) -> Bool {
        let mark = UInt8(ascii: "\"")
        guard quoted.count >= 2, quoted.first == mark, quoted.last == mark else { return false }
        let text = Self.unescaped(quoted.dropFirst().dropLast())
        switch part {
        case .context: break
        case .original:
            guard !originals.isEmpty else { return false }
            originals[originals.count - 1] += text
        case .translation:
            guard !translations.isEmpty else { return false }
            translations[translations.count - 1] += text
        }
        return true
    }

    /// The text of a string, whose escapes are those of C: letters, and bytes by their numbers.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.first else {
                result.append(byte)
                continue
            }
            if let (value, length) = numbered(rest) {
                result.append(value)
                rest = rest.dropFirst(length)
            } else {
                result.append(meanings[escape] ?? escape)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// What `a`, `b`, `f`, `n`, `r`, `t` and `v` stand for.
    private static let meanings: [UInt8: UInt8] = [
        0x61: 0x07, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09, 0x76: 0x0B,
    ]

    /// The byte of an octal number of up to three digits, or of `x` and two hexadecimal ones, and the length.
    private static func numbered(_ text: ArraySlice<UInt8>) -> (value: UInt8, length: Int)? {
        let isHexadecimal = text.first == UInt8(ascii: "x")
        let digits = text.dropFirst(isHexadecimal ? 1 : 0).prefix(isHexadecimal ? 2 : 3)
            .prefix { isHexadecimal ? Character(UnicodeScalar($0)).isHexDigit : 0x30...0x37 ~= $0 }
        let text = String(decoding: digits, as: UTF8.self)
        return UInt8(text, radix: isHexadecimal ? 16 : 8)
            .map { ($0, digits.count + (isHexadecimal ? 1 : 0)) }
    }
}
