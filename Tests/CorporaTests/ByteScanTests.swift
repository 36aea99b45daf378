import Corpora
import Testing

/// Each scan beside one that looks at one byte after the other.
struct ByteScanTests {
    @Test(arguments: 0..<400)
    func aRunOfProseEndsWhereItsFirstOtherByteStands(seed: UInt64) {
        let text = RandomText.bytes(seed: seed)
        text.withUnsafeBufferPointer { bytes in
            for start in text.indices where Self.isProse(text[start]) {
                let end = max(start + 1, text.count - Int(seed % 5))
                let expected = (start + 1..<end).first { !Self.isInRun(text[..<end], $0) } ?? end
                #expect(ByteScan.endOfProse(bytes, from: start, to: end) == expected)
            }
        }
    }

    @Test(arguments: 0..<400)
    func textsAreCopiedWithASpaceForEachRunOfWhiteSpace(seed: UInt64) {
        let text = RandomText.bytes(seed: seed)
        for start in text.indices where Self.isStart(text[start...]) {
            let (expected, readCount, endsInSpace) = Self.flowing(text[start...])
            var copy = Array("before".utf8)
            let rest = text[start...].withUnsafeBufferPointer {
                ByteScan.appendFlowing($0, to: &copy)
            }
            #expect(copy == Array("before".utf8) + expected)
            #expect(rest.readCount == readCount)
            #expect(rest.endsInSpace == endsInSpace)
        }
    }

    @Test(arguments: 0..<400)
    func bracketsAndControlCharactersAreFoundOneByOne(seed: UInt64) {
        let text = RandomText.bytes(seed: seed)
        text.withUnsafeBufferPointer { bytes in
            for start in text.indices {
                let expected = text.indices[start...].first {
                    text[$0] < 0x20 || "()[]".utf8.contains(text[$0])
                }
                #expect(ByteScan.brackets(bytes, from: start) == expected ?? text.count)
            }
        }
    }

    @Test(arguments: 0..<400)
    func doubleBracketsAreFoundOneByOne(seed: UInt64) {
        let text = RandomText.bytes(seed: seed)
        text.withUnsafeBufferPointer { bytes in
            for start in text.indices {
                let expected = text.indices.dropLast().dropFirst(start).first {
                    "[]{}".utf8.contains(text[$0]) && text[$0] == text[$0 + 1]
                }
                #expect(ByteScan.doubleBrackets(bytes, from: start) == expected ?? text.count)
            }
        }
    }

    @Test(arguments: 0..<400)
    func aLineEndsAtTheFirstOfItsEnds(seed: UInt64) {
        let text = RandomText.bytes(seed: seed)
        text.withUnsafeBufferPointer { bytes in
            for start in text.indices {
                let expected = text.indices[start...].first { Self.isLineEnd(text[$0...]) }
                #expect(ByteScan.endOfLine(bytes, from: start) == expected ?? text.count)
            }
        }
    }

    @Test(arguments: 0..<400)
    func marksAndDoubledSpacesAreFoundOneByOne(seed: UInt64) {
        let text = RandomText.bytes(seed: seed)
        text.withUnsafeBufferPointer { bytes in
            for start in text.indices {
                let expected = text.indices[start...].first {
                    "(),.;[]".utf8.contains(text[$0])
                        || $0 > start && text[$0] == 0x20 && text[$0 - 1] == 0x20
                }
                #expect(ByteScan.endOfUnmarked(bytes, from: start) == expected ?? text.count)
            }
        }
    }

    @Test(arguments: 0..<400)
    func bytesAreUTF8WhereTheStandardLibrarySaysSo(seed: UInt64) {
        let bytes = RandomText.bytes(seed: seed)
        let parts = String(decoding: bytes, as: UTF8.self).utf8
        for text in [bytes, Array(parts), Array(parts.dropLast()), Array(parts.dropFirst())] {
            let expected = String(validating: text, as: UTF8.self) != nil
            #expect(text.withUnsafeBufferPointer(ByteScan.isUTF8) == expected)
        }
    }

    /// Every pair of first bytes, with as many that go on, before and after letters.
    @Test func theFirstTwoBytesOfACharacterAreThoseOfTheStandard() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                for count in 0...2 {
                    let bytes = [first, second] + [UInt8](repeating: 0x80, count: count)
                    let text = Array("abc".utf8) + bytes + Array("of fifteen letters".utf8)
                    let expected = String(validating: text, as: UTF8.self) != nil
                    #expect(text.withUnsafeBufferPointer(ByteScan.isUTF8) == expected)
                }
            }
        }
    }

    /// Longer texts of ASCII, of which four blocks are looked at together.
    @Test(arguments: 0..<300)
    func aMarkInALongTextIsFoundWhereverItIs(place: Int) {
        var text = [UInt8](repeating: UInt8(ascii: "a"), count: 300)
        text[place] = 0x0A
        #expect(text.withUnsafeBufferPointer { ByteScan.endOfLine($0, from: 0) } == place)
        #expect(text.withUnsafeBufferPointer(ByteScan.isUTF8))
        text[place] = 0x80
        #expect(text.withUnsafeBufferPointer { ByteScan.endOfLine($0, from: 0) } == 300)
        #expect(!text.withUnsafeBufferPointer(ByteScan.isUTF8))
    }

    @Test func aScanOfNothingFindsNothing() {
        let empty = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        #expect(ByteScan.doubleBrackets(empty, from: 0) == 0)
        #expect(ByteScan.brackets(empty, from: 0) == 0)
        #expect(ByteScan.endOfProse(empty, from: 0, to: 0) == 0)
        #expect(ByteScan.endOfLine(empty, from: 0) == 0)
        #expect(ByteScan.endOfUnmarked(empty, from: 0) == 0)
        #expect(ByteScan.isUTF8(empty))
    }

    private static func isProse(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0xC2 && byte != 0xE2 && !"&'(),;<[]_{}".utf8.contains(byte)
    }

    private static func isInRun(_ text: ArraySlice<UInt8>, _ index: Int) -> Bool {
        if text[index] == 0x20, index + 1 < text.endIndex {
            return isProse(text[index + 1]) && text[index + 1] != UInt8(ascii: ".")
        }
        return isProse(text[index]) || ",)".utf8.contains(text[index]) && isProse(text[index - 1])
    }

    private static func isLineEnd(_ text: ArraySlice<UInt8>) -> Bool {
        ["\0", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
            .contains { text.starts(with: $0.utf8) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func isNoBreakSpace(_ text: ArraySlice<UInt8>) -> Bool {
        text.starts(with: [0xC2, 0xA0])
    }

    private static func isStart(_ text: ArraySlice<UInt8>) -> Bool {
        text.first.map { !isBlank($0) } ?? false && !isNoBreakSpace(text)
    }

    /// The text up to the first no-break space with its white space made single, byte after byte.
    private static func flowing(
        _ text: ArraySlice<UInt8>
    ) -> (copy: [UInt8], readCount: Int, endsInSpace: Bool) {
        let end = text.indices.first { isNoBreakSpace(text[$0...]) } ?? text.endIndex
        var copy: [UInt8] = []
        var isAfterSpace = false
        for byte in text[..<end] {
            if isAfterSpace, !isBlank(byte) { copy.append(0x20) }
            isAfterSpace = isBlank(byte)
            if !isAfterSpace { copy.append(byte) }
        }
        return (copy, end - text.startIndex, isAfterSpace)
    }
}

/// Texts of random bytes, most of them letters, that hold each mark now and then.
enum RandomText {
    static func bytes(seed: UInt64) -> [UInt8] {
        var state = seed
        func next(below count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let marks =
            Array("  ..,,()[[]]{{}}'&;<_\n\t\r\0\u{B}\u{1F}\u{A0}\u{2019}\u{E9}".utf8)
            + Array("\u{85}\u{2028}".utf8)
        return (0..<next(below: 80)).map { _ in
            switch next(below: 16) {
            case 0: UInt8(next(below: 256))
            case 1...3: marks[next(below: marks.count)]
            default: UInt8(ascii: "a")
            }
        }
    }
}
