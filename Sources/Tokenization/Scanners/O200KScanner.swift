internal import UnicodeText

/// The pattern of o200k, which starts a word at a capital letter.
///
///     [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+
///     (?i:'s|'t|'re|'ve|'m|'ll|'d)?|
///     [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*
///     (?i:'s|'t|'re|'ve|'m|'ll|'d)?|
///     \p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
struct O200KScanner: PieceScanner {
    private static let capital = ClassMask.upper | ClassMask.caseless | ClassMask.mark
    private static let small = ClassMask.lower | ClassMask.caseless | ClassMask.mark
    private static let both = ClassMask.caseless | ClassMask.mark

    func end(_ reader: TextReader, from start: Int) -> Int {
        let (bit, length) = reader.code(at: start)
        let next = start + length
        let isLead =
            !reader.isLineEnd(at: start) && bit & (ClassMask.letter | ClassMask.number) == 0
        let starts = isLead ? [next, start] : [start]
        for each in starts {
            if let end = mixed(reader, from: each) { return contracted(reader, end) }
        }
        for each in starts {
            let end = reader.end(of: Self.capital, from: each)
            if end > each { return contracted(reader, end) }
        }
        if bit & ClassMask.number != 0 { return reader.end(ofDigitsAtMost: 3, from: start) }
        if bit & ClassMask.space == 0 { return signs(reader, from: next) }
        if reader.text[start] == 0x20, next < reader.limit,
            reader.code(at: next).bit & ClassMask.wordy == 0
        {
            return signs(reader, from: next)
        }
        return reader.endOfLines(from: start) ?? reader.endOfBlank(from: start)
    }

    /// The end of as many capitals as leave a small letter, and small letters; or nil.
    private func mixed(_ reader: TextReader, from start: Int) -> Int? {
        let capitals = reader.end(of: Self.capital, from: start)
        let smalls = reader.end(of: Self.small, from: capitals)
        if smalls > capitals { return smalls }
        return lastSmall(reader, from: start, to: capitals)
            .map { reader.end(of: Self.small, from: $0) }
    }

    /// Where the last character that is both capital and small starts, as backtracking finds it.
    private func lastSmall(_ reader: TextReader, from start: Int, to end: Int) -> Int? {
        var index = end
        while index > start {
            index -= Scalars.scalar(in: reader.text, endingAt: index).length
            if reader.code(at: index).bit & Self.both != 0 { return index }
        }
        return nil
    }

    private func contracted(_ reader: TextReader, _ end: Int) -> Int {
        guard end < reader.limit, reader.text[end] == UInt8(ascii: "'") else { return end }
        return reader.endOfContraction(from: end, ignoringCase: true)
    }

    private func signs(_ reader: TextReader, from start: Int) -> Int {
        var end = reader.end(of: ~ClassMask.wordy, from: start)
        while reader.isLineEnd(at: end) || (end < reader.limit && reader.text[end] == 0x2F) {
            end += 1
        }
        return end
    }
}
