internal import UnicodeText

/// The capital sigma at the end of a word, which lower-casing makes "ς", by the condition
/// `Final_Sigma` of the Unicode Standard, section 3.13.
///
/// It has a cased letter before it and none after it, where characters that case ignores, such as
/// marks and apostrophes, do not count. Each of them is passed at most twice, from both sides.
enum FinalSigma {
    /// The condition as a regular expression.
    static let expression =
        #"(?<=[\p{Cased}&&[^\p{Case_Ignorable}]]\p{Case_Ignorable}*)Σ"#
        + #"(?!\p{Case_Ignorable}*[\p{Cased}&&[^\p{Case_Ignorable}]])"#

    /// Calls `body` with the place of each that is in a range, which is a text of its own.
    static func forEach(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ body: (Range<Int>) -> Void
    ) {
        let part = UnsafeBufferPointer(rebasing: text[range])
        var index = 0
        while index + 1 < part.count {
            let place = index
            index += 1
            guard part[place] == 0xCE, part[index] == 0xA3 else { continue }
            index += 1
            if hasLetter(before: place, in: part), !hasLetter(after: index, in: part) {
                body(range.lowerBound + place..<range.lowerBound + index)
            }
        }
    }

    private static func hasLetter(
        before end: Int,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var end = end
        while end > 0 {
            let (value, length) = Scalars.scalar(in: text, endingAt: end)
            if !CharacterSorts.ignoredByCase.contains(value) {
                return CharacterSorts.cased.contains(value)
            }
            end -= length
        }
        return false
    }

    private static func hasLetter(
        after start: Int,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var start = start
        while start < text.count {
            let (value, length) = Scalars.scalar(in: text, at: start)
            if !CharacterSorts.ignoredByCase.contains(value) {
                return CharacterSorts.cased.contains(value)
            }
            start += length
        }
        return false
    }
}
