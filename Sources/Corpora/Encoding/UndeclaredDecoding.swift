import UnicodeText

/// A stream whose encoding nothing tells, converted to UTF-8 chunk by chunk.
///
/// Bytes in ASCII are passed on as they come, because they mean the same in every encoding in question. At the
/// first that are not, or that may be an escape sequence of ISO 2022 or HZ, the bytes from there on are
/// gathered, up to the length of a sample, and the encoding is decided by them. Where they are too few to
/// decide, they are passed on as UTF-8, and are looked at again together with the next.
final class UndeclaredDecoding {
    /// What the user is told about the encoding, once it is decided.
    private(set) var note: String?

    private let source: () throws -> [UInt8]?
    private let sampleSize: Int
    private var isUTF8 = false
    private var decoding: Decoding?
    private var fault: (any Error)?

    /// Bytes that were read and not yet passed on, and how many were.
    private var pending: [UInt8] = []
    private var passedCount = 0

    /// The last bytes that were passed on, and those around earlier ones that decided nothing.
    private var former: [UInt8] = []
    private var evidence: [UInt8] = []
    private static let contextSize = 512

    /// - Parameters:
    ///   - sampleSize: How many bytes are gathered at most to decide.
    ///   - source: Returns the next bytes, nil at the end.
    init(sampleSize: Int = 1 << 18, source: @escaping () throws -> [UInt8]?) {
        self.sampleSize = sampleSize
        self.source = source
    }

    /// The next bytes in UTF-8, or nil at the end.
    func next() throws -> [UInt8]? {
        if let decoding { return try decoding.next() }
        if pending.isEmpty {
            guard let chunk = try read() else { return nil }
            if isUTF8 { return chunk }
            pending = chunk
        }
        if isUTF8 { return pass(pending.count) }
        guard let place = CharsetEvidence.first(in: pending) else { return pass(pending.count) }
        return try place > 0 ? pass(place) : decide()
    }

    /// What was wrong at a place of the text, given to within a few bytes.
    func fault(near offset: Int) -> String? { decoding?.fault(near: offset) }

    /// Passes the first of the pending bytes on.
    private func pass(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        swap(&bytes, &pending)
        if count < bytes.count {
            pending = Array(bytes[count...])
            bytes.removeLast(bytes.count - count)
        }
        former = (former + bytes.suffix(Self.contextSize)).suffix(Self.contextSize)
        passedCount += count
        return bytes
    }

    /// Decides by the pending bytes, the first of which is no plain ASCII.
    private func decide() throws -> [UInt8]? {
        gather()
        let bytes = pending.prefix(sampleSize)
        let sample = evidence + former.suffix(while: { $0 != 0x0A }) + bytes
        switch EncodingRecognition.charset(of: sample) {
        case .utf8?: isUTF8 = true
        case let charset?: return try start(charset).next()
        case nil:
            evidence = CharsetEvidence.passages(of: sample, context: 64, size: 1 << 12)
                .suffix(1 << 13)
        }
        defer { former = [] }
        return pass(bytes.count)
    }

    /// Reads what a sample needs; a fault after some of it is thrown when that was passed on.
    private func gather() {
        do {
            while pending.count < sampleSize, let chunk = try source() { pending += chunk }
        } catch {
            fault = error
        }
    }

    private func read() throws -> [UInt8]? {
        if let fault { throw fault }
        return try source()
    }

    private func start(_ charset: Charset) -> Decoding {
        note = EncodingRecognition.note(on: charset)
        let decoding = Decoding(charset, after: passedCount) { [unowned self] in
            guard pending.isEmpty else {
                defer { pending = [] }
                return pending
            }
            return try read()
        }
        self.decoding = decoding
        return decoding
    }
}

extension [UInt8] {
    /// The last bytes, as many as meet a condition.
    fileprivate func suffix(while condition: (UInt8) -> Bool) -> [UInt8] {
        Array(self[(lastIndex { !condition($0) }.map { $0 + 1 } ?? 0)...])
    }
}
