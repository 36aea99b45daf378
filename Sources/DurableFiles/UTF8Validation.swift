/// The place where bytes stop being UTF-8.
package enum UTF8Validation {
    /// The offset of the first byte that no well-formed UTF-8 sequence accounts for, or nil when
    /// all are well formed (Unicode 15.0, table 3-7).
    package static func firstInvalidOffset(in bytes: some Sequence<UInt8>) -> Int? {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }
}
