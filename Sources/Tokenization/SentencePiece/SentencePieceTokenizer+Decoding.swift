internal import UnicodeText

extension SentencePieceTokenizer {
    /// The text of tokens.
    ///
    /// Control pieces and ids that are none are left out; the unknown piece is written as the model
    /// says.
    public func decode(_ ids: some Sequence<TokenID>) -> String {
        var decoding = Decoding(removesSpaces: model.addsDummyPrefix || model.removesExtraSpaces)
        for id in ids where model.pieces.indices.contains(Int(id)) {
            let piece = model.pieces[Int(id)]
            if piece.kind == .byte {
                decoding.append(byte: piece.text)
            } else {
                append(piece, to: &decoding)
            }
        }
        decoding.flushBytes()
        guard let denormalizer else { return String(decoding: decoding.text, as: UTF8.self) }
        let text = decoding.text.withUnsafeBufferPointer { denormalizer.normalize($0).bytes }
        return String(decoding: text, as: UTF8.self)
    }

    private func append(_ piece: SentencePieceModel.Piece, to decoding: inout Decoding) {
        decoding.startPiece()
        switch piece.kind {
        case .control: decoding.hasPassedSpace = false
        case .unknown:
            decoding.text += Array(model.unknownSurface.utf8)
            decoding.hasPassedSpace = false
        case .normal, .userDefined, .unused, .byte:
            decoding.append(Array(piece.text.utf8), removesAllSpaces: model.removesExtraSpaces)
        }
    }

    /// The text of tokens under construction.
    private struct Decoding {
        /// Whether a space at the start of the text was put there by the normaliser.
        let removesSpaces: Bool
        var text: [UInt8] = []
        private var bytes: [UInt8] = []
        private var isAtStart = true

        /// Whether the last piece began with the space that was put in front.
        var hasPassedSpace = false

        init(removesSpaces: Bool) { self.removesSpaces = removesSpaces }

        mutating func append(byte: String) {
            bytes.append(UInt8(byte.dropFirst(3).dropLast(), radix: 16) ?? 0)
        }

        mutating func startPiece() {
            flushBytes()
            if hasPassedSpace || !text.isEmpty { isAtStart = false }
        }

        mutating func append(_ piece: [UInt8], removesAllSpaces: Bool) {
            var rest = piece[...]
            hasPassedSpace = false
            if isAtStart, removesSpaces, rest.starts(with: SentencePieceNormalizer.space) {
                rest = rest.dropFirst(3)
                hasPassedSpace = !removesAllSpaces
            }
            while let byte = rest.first {
                if rest.starts(with: SentencePieceNormalizer.space) {
                    text.append(0x20)
                    rest = rest.dropFirst(3)
                } else {
                    text.append(byte)
                    rest = rest.dropFirst()
                }
            }
        }

        /// Writes bytes as characters; each that is part of none becomes U+FFFD.
        mutating func flushBytes() {
            bytes.withUnsafeBufferPointer { bytes in
                var start = 0
                while start < bytes.count {
                    let length = UTF8Validation.sequenceLength(in: bytes, at: start)
                    if length > 0 {
                        text.append(contentsOf: bytes[start..<start + length])
                    } else {
                        text += NormalizationRules.replacementCharacter
                    }
                    start += max(1, length)
                }
            }
            bytes.removeAll()
        }
    }
}
