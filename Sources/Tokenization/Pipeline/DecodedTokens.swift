/// The texts that tokens become, each made when it is wanted for the first time.
struct DecodedTokens {
    /// Where the text of a token is: a length below zero says that the token is left out.
    private struct Place {
        var start: Int32 = -1
        var count: Int32 = -1

        var isKnown: Bool { start >= 0 }
    }

    /// By id.
    private var places: [Place] = []
    private var bytes: [UInt8] = []

    /// Appends the text of a token.
    ///
    /// - Parameters:
    ///   - id: The token.
    ///   - text: Gets its text.
    ///   - make: Makes it; nil when the token is left out.
    /// - Returns: Whether it is not left out.
    @inline(__always)
    mutating func append(_ id: TokenID, to text: inout [UInt8], make: () -> [UInt8]?) -> Bool {
        if Int(id) >= places.count || !places[Int(id)].isKnown { keep(make(), of: id) }
        let place = places[Int(id)]
        if place.count < 0 { return false }
        bytes.withUnsafeBufferPointer { bytes in
            let range = Int(place.start)..<Int(place.start + place.count)
            text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
        return true
    }

    private mutating func keep(_ text: [UInt8]?, of id: TokenID) {
        let missing = Int(id) + 1 - places.count
        if missing > 0 { places += repeatElement(Place(), count: missing) }
        places[Int(id)] = Place(
            start: Int32(bytes.count),
            count: text.map { Int32($0.count) } ?? -1
        )
        bytes += text ?? []
    }
}
