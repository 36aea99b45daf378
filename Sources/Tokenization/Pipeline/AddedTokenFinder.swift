internal import UnicodeText

/// Finds added tokens in text: of those that start at the same place, the longest.
struct AddedTokenFinder: Sendable {
    /// The tokens by their first byte, longest first, and of equal ones the first given.
    private var byFirstByte: [UInt8: [(content: [UInt8], token: AddedToken)]] = [:]

    /// Whether some token starts with a byte.
    private var isFirst = Array(repeating: false, count: 256)

    /// The byte with which all tokens start, if they do.
    private let onlyFirst: UInt8?

    /// Whether there is nothing to find.
    var isEmpty: Bool { byFirstByte.isEmpty }

    /// Prepares to find tokens by their contents, which `normalize` may change.
    init(_ tokens: [AddedToken], normalize: (String) -> [UInt8]) {
        for token in tokens {
            let content = normalize(token.content)
            guard let first = content.first else { continue }
            byFirstByte[first, default: []].append((content, token))
            isFirst[Int(first)] = true
        }
        onlyFirst = byFirstByte.count == 1 ? byFirstByte.keys.first : nil
        for first in byFirstByte.keys {
            let sorted = byFirstByte[first, default: []].enumerated().sorted {
                ($1.element.content.count, $0.offset) < ($0.element.content.count, $1.offset)
            }
            byFirstByte[first] = sorted.map(\.element)
        }
    }

    /// Cuts the tokens out of each piece of text.
    func run(on text: inout PipelineText) {
        if isEmpty { return }
        text.cut { text, range, pieces in cut(text, range, &pieces) }
    }

    private func cut(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ pieces: inout [PipelineText.Piece]
    ) {
        var done = range.lowerBound
        var index = range.lowerBound
        while true {
            index = nextFirst(in: text, index..<range.upperBound)
            if index == range.upperBound { break }
            guard let (length, token) = match(text, index, range) else {
                index += 1
                continue
            }
            let found = index..<index + length
            index = found.upperBound
            if token.isSingleWord, Self.isTouched(text, found, range) { continue }
            var taken = widened(found, token, text, done..<range.upperBound)
            if token.stripsLeft { taken = taken.clamped(to: done..<range.upperBound) }
            let start = taken.isEmpty ? taken.upperBound : taken.lowerBound
            if start < done {
                // The token before took white space with which this one begins.
                pieces[pieces.count - 1].end = Int32(truncatingIfNeeded: start)
            } else if done < start {
                pieces.append(.init(done..<start))
            }
            if !taken.isEmpty { pieces.append(.init(taken, id: token.id)) }
            done = taken.upperBound
        }
        if done < range.upperBound { pieces.append(.init(done..<range.upperBound)) }
    }

    /// Where the next byte stands with which some token starts, or the end.
    private func nextFirst(in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        if let onlyFirst {
            let beginning = UnsafeBufferPointer(rebasing: text[..<range.upperBound])
            return beginning.firstOffset(ofByte: onlyFirst, from: range.lowerBound)
                ?? range.upperBound
        }
        return range.first { isFirst[Int(text[$0])] } ?? range.upperBound
    }

    private func match(
        _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ range: Range<Int>
    ) -> (Int, AddedToken)? {
        for (content, token) in byFirstByte[text[start], default: []] {
            let end = start + content.count
            if end <= range.upperBound, text[start..<end].elementsEqual(content) {
                return (content.count, token)
            }
        }
        return nil
    }

    /// Whether a character of a word stands right before or after.
    static func isTouched(
        _ text: UnsafeBufferPointer<UInt8>,
        _ found: Range<Int>,
        _ range: Range<Int>
    ) -> Bool {
        let classes = CharacterClasses.shared
        let before = found.lowerBound > range.lowerBound
        if before, classes.isWord(Scalars.scalar(in: text, endingAt: found.lowerBound).value) {
            return true
        }
        return found.upperBound < range.upperBound
            && classes.isWord(Scalars.scalar(in: text, at: found.upperBound).value)
    }

    /// The range with the white space that the token takes.
    private func widened(
        _ found: Range<Int>,
        _ token: AddedToken,
        _ text: UnsafeBufferPointer<UInt8>,
        _ limits: Range<Int>
    ) -> Range<Int> {
        var (start, end) = (found.lowerBound, found.upperBound)
        while token.stripsLeft, start > limits.lowerBound {
            let (value, length) = Scalars.scalar(in: text, endingAt: start)
            if !Scalars.isWhiteSpace(value) { break }
            start -= length
        }
        while token.stripsRight, end < limits.upperBound {
            let (value, length) = Scalars.scalar(in: text, at: end)
            if !Scalars.isWhiteSpace(value) { break }
            end += length
        }
        return start..<end
    }
}
