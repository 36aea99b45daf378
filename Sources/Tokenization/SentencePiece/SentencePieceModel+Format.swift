extension SentencePieceModel {
    /// Reads a `.model` file.
    ///
    /// - Parameters:
    ///   - bytes: The file's contents.
    ///   - source: The name of the file, for errors.
    /// - Throws: ``SentencePieceFormatError``, when the file is damaged or holds no model.
    public init(
        _ bytes: some Sequence<UInt8>,
        source: String = "tokenizer.model"
    ) throws(SentencePieceFormatError) {
        try self.init(bytes, source: source, limit: SchemaNode.idLimit)
    }

    /// Reads a `.model` file of at most so many pieces.
    package init(
        _ bytes: some Sequence<UInt8>,
        source: String,
        limit: Int
    ) throws(SentencePieceFormatError) {
        pieces = []
        do {
            try read(Array(bytes), limit)
        } catch {
            throw SentencePieceFormatError(error, source: source)
        }
        try validate(source: source)
    }

    private mutating func read(_ bytes: [UInt8], _ limit: Int) throws(ProtocolBuffer.Fault) {
        var reader = ProtocolBuffer.Reader(bytes[...])
        while let (field, range) = try reader.next() {
            switch field.number {
            case 1:
                guard pieces.count < limit else {
                    throw ProtocolBuffer.Fault(
                        problem: "there are more pieces than the \(limit) that a model can have",
                        offset: range.lowerBound
                    )
                }
                pieces.append(try Piece(Self.message(field, bytes, range), at: range))
                // It will be refused: what follows need not be kept.
                if pieces[pieces.count - 1].text.isEmpty { return }
            case 2: trainerSettings.fields += try Self.message(field, bytes, range).fields
            case 3: normalizerSettings.fields += try Self.message(field, bytes, range).fields
            case 5:
                var settings = denormalizerSettings ?? ProtocolBuffer()
                settings.fields += try Self.message(field, bytes, range).fields
                denormalizerSettings = settings
            default: others.append(field)
            }
        }
    }

    private static func message(
        _ field: ProtocolBuffer.Field,
        _ bytes: [UInt8],
        _ range: Range<Int>
    ) throws(ProtocolBuffer.Fault) -> ProtocolBuffer {
        guard case .bytes = field.value else {
            throw ProtocolBuffer.Fault(
                problem: "field \(field.number) is no message",
                offset: range.lowerBound
            )
        }
        return try ProtocolBuffer(bytes[range])
    }

    /// Sees that ids can be told from pieces and the other way round.
    private func validate(source: String) throws(SentencePieceFormatError) {
        guard Kind(rawValue: trainerSettings.integer(3, default: 1)) != nil else {
            let kind = trainerSettings.integer(3, default: 1)
            throw SentencePieceFormatError("no kind \(kind)", at: "model_type", source: source)
        }
        guard !pieces.isEmpty else {
            throw SentencePieceFormatError("there are none", at: "pieces", source: source)
        }
        var seen = TokenTable()
        for (id, piece) in pieces.enumerated() {
            if let problem = piece.problem(&seen) {
                throw SentencePieceFormatError(problem, at: "piece \(id)", source: source)
            }
        }
        guard pieces.count(where: { $0.kind == .unknown }) == 1 else {
            throw SentencePieceFormatError(
                "one piece must be the unknown one",
                at: "pieces",
                source: source
            )
        }
        if hasByteFallback, pieces.count(where: { $0.kind == .byte }) != 256 {
            throw SentencePieceFormatError(
                "byte fallback needs a piece for each of the 256 bytes",
                at: "pieces",
                source: source
            )
        }
    }

    /// The bytes of the file.
    public var serialized: [UInt8] {
        var message = ProtocolBuffer()
        message.fields = pieces.map { .init(number: 1, value: .bytes($0.message.serialized)) }
        message.fields.append(.init(number: 2, value: .bytes(trainerSettings.serialized)))
        message.fields.append(.init(number: 3, value: .bytes(normalizerSettings.serialized)))
        var rest = others
        if let denormalizerSettings {
            rest.append(.init(number: 5, value: .bytes(denormalizerSettings.serialized)))
        }
        message.fields += rest.enumerated()
            .sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
            .map(\.element)
        return message.serialized
    }
}

extension SentencePieceModel.Piece {
    /// Reads a piece.
    fileprivate init(
        _ message: ProtocolBuffer,
        at range: Range<Int>
    ) throws(ProtocolBuffer.Fault) {
        self.init("", score: 0)
        for field in message.fields {
            switch (field.number, field.value) {
            case (1, .bytes(let bytes)):
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw ProtocolBuffer.Fault(
                        problem: "a piece is not UTF-8",
                        offset: range.lowerBound
                    )
                }
                self.text = text
            case (2, .fixed32(let bits)): score = Float(bitPattern: bits)
            case (3, .variable(let number)):
                guard let kind = Int(exactly: number).flatMap(Kind.init(rawValue:)) else {
                    throw ProtocolBuffer.Fault(
                        problem: "a piece is of the kind \(number), which there is not",
                        offset: range.lowerBound
                    )
                }
                self.kind = kind
            case (1...3, _):
                throw ProtocolBuffer.Fault(
                    problem: "field \(field.number) of a piece is of another type",
                    offset: range.lowerBound
                )
            default: others.append(field)
            }
        }
    }

    /// What is wrong with the piece after those seen, or nil.
    fileprivate func problem(_ seen: inout TokenTable) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.utf8.contains(0) { return "it holds the character U+0000" }
        if !score.isFinite { return "its score is not a number" }
        var text = text
        let isNew = text.withUTF8 { seen.insert($0).isNew }
        if !isNew { return "\"\(text)\" is there already" }
        if kind == .byte, !(0...255).contains(where: { UnigramModel.byteToken($0) == text }) {
            return "\"\(text)\" is not the name of a byte"
        }
        return nil
    }

    /// The piece as a message.
    fileprivate var message: ProtocolBuffer {
        var message = ProtocolBuffer()
        message.fields = others
        message.set(1, .bytes(Array(text.utf8)))
        message.set(2, .fixed32(score.bitPattern))
        if kind != .normal { message.set(3, .variable(UInt64(kind.rawValue))) }
        return message
    }
}
