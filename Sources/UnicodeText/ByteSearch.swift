#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
    /// The offset of the first occurrence of a byte from an offset on.
    package func firstOffset(ofByte byte: UInt8, from start: Int = 0) -> Int? {
        let rest = UnsafeBufferPointer(rebasing: self[start...])
        guard let base = rest.baseAddress, !rest.isEmpty,
            let found = memchr(base, Int32(byte), rest.count)
        else { return nil }
        return start + (UnsafeRawPointer(found) - UnsafeRawPointer(base))
    }
}

extension ArraySlice<UInt8> {
    /// The index of the first occurrence of a byte.
    package func firstIndex(ofByte byte: UInt8) -> Int? {
        withUnsafeBufferPointer { $0.firstOffset(ofByte: byte) }.map { startIndex + $0 }
    }
}
