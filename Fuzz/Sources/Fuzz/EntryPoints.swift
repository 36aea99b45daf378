/// The reader that is tried, from the argument `--reader=NAME`, which libFuzzer passes over.
private let reader: Reader = {
    let prefix = "--reader="
    let name = CommandLine.arguments.first { $0.hasPrefix(prefix) }?.dropFirst(prefix.count)
    guard let reader = name.flatMap({ Reader(rawValue: String($0)) }) else {
        let names = Reader.allCases.map(\.rawValue).joined(separator: ", ")
        preconditionFailure("--reader=NAME is missing; NAME is one of \(names)")
    }
    return reader
}()

/// What libFuzzer calls with every input: zero, or a trap.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    reader.read(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
