/// Why a file is not a SentencePiece model that can be used, where, and what to do about it.
///
///     tokenizer.model, byte 1042: 65536 bytes are announced, and 12 are left
///     The file is damaged or no SentencePiece model: copy it again, or make it anew.
public struct SentencePieceFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the file, as the reader was told.
    public let source: String

    /// Where the problem is: an offset in bytes, or a piece.
    public let place: String

    /// What is wrong.
    public let problem: String

    /// What to do.
    public let advice: String

    init(
        _ problem: String,
        at place: String,
        source: String,
        advice: String =
            "The file is damaged or no SentencePiece model: copy it again, or make it anew."
    ) {
        self.problem = problem
        self.place = place
        self.source = source
        self.advice = advice
    }

    init(_ fault: ProtocolBuffer.Fault, source: String) {
        self.init(fault.problem, at: "byte \(fault.offset)", source: source)
    }

    /// The place, the problem and the advice.
    public var description: String { "\(source), \(place): \(problem)\n\(advice)" }
}
