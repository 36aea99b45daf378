import CCompression

/// The compressed formats that are undone while reading.
enum CompressionFormat: String {
    case gzip
    case bzip2
    case xz
    case zstandard

    /// The format whose magic bytes a file starts with.
    init?(magicOf bytes: some Collection<UInt8>) {
        if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if bytes.starts(with: Array("BZh".utf8)) {
            self = .bzip2
        } else if bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            self = .xz
        } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstandard
        } else {
            return nil
        }
    }

    var decoderFormat: CCompressionFormat {
        switch self {
        case .gzip: CCompressionGzip
        case .bzip2: CCompressionBzip2
        case .xz: CCompressionXZ
        case .zstandard: CCompressionZstandard
        }
    }
}
