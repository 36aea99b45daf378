/// Where each pair of double brackets of a wikitext closes, found in one pass.
struct WikitextBrackets {
    private var ends: [Int: Int] = [:]

    /// Pairs `{{` with `}}` and `[[` with `]]`.
    init(_ bytes: [UInt8]) {
        var braces: [Int] = []
        var squares: [Int] = []
        var position = 0
        while position + 1 < bytes.count {
            let byte = bytes[position]
            guard byte == bytes[position + 1], byte > 0x5A else {
                position += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "{"): braces.append(position)
            case UInt8(ascii: "["): squares.append(position)
            case UInt8(ascii: "}"): close(&braces, at: position + 2)
            case UInt8(ascii: "]"): close(&squares, at: position + 2)
            default:
                position += 1
                continue
            }
            position += 2
        }
    }

    /// The index after the pair that closes the one at `start`, or nil when it is not closed.
    func end(ofPairAt start: Int) -> Int? { ends[start] }

    private mutating func close(_ open: inout [Int], at end: Int) {
        if let start = open.popLast() { ends[start] = end }
    }
}
