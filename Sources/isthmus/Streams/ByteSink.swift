import DurableFiles

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Writes to open streams.
enum ByteSink {
    /// Writes all bytes, however many calls it takes.
    ///
    /// - Throws: `OutputClosed` when the reader has gone, else a `FileError`.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = systemWrite(descriptor, part.baseAddress, part.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    throw failure(errno, descriptor)
                }
            }
        }
    }

    private static func failure(_ code: Int32, _ descriptor: Int32) -> any Error {
        let name = descriptor == STDOUT_FILENO ? "standard output" : "standard error"
        return code == EPIPE ? OutputClosed() : FileError(.write, name, code: code)
    }
}

// Outside the type, where the C function's name is not shadowed.
private func systemWrite(
    _ descriptor: Int32,
    _ bytes: UnsafeRawPointer?,
    _ count: Int
) -> Int {
    write(descriptor, bytes, count)
}
