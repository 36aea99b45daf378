import Testing
import Tokenization

@Suite struct ByteWordsTests {
    private func words(_ bytes: [UInt8]) -> [UInt64] {
        var words: [UInt64] = []
        bytes.withUnsafeBufferPointer { ByteWords.forEach(of: $0) { words.append($0) } }
        return words
    }

    private func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                guard let start = left.baseAddress, let other = right.baseAddress else {
                    return left.isEmpty
                }
                return ByteWords.areEqual(start, other, count: left.count)
            }
        }
    }

    @Test(arguments: 0...40) func anyByteThatDiffersIsSeen(_ count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
        #expect(areEqual(bytes, Array(bytes)))
        for place in 0..<count {
            var other = bytes
            other[place] ^= 0x10
            #expect(!areEqual(bytes, other))
            #expect(words(bytes) != words(other))
        }
    }
}
