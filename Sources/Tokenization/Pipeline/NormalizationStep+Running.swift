internal import UnicodeText

extension NormalizationStep {
    /// The step with what it needs made ready once.
    var prepared: any PipelineStage {
        switch self {
        case .replace(let pattern, let new): Replacement(pattern: pattern, new: Array(new.utf8))
        case .prepend(let prefix): Prefix(bytes: Array(prefix.utf8))
        case .shorthand(let shorthand): shorthand
        default: self
        }
    }

    /// Normalises each piece of text.
    func run(on text: inout PipelineText) {
        switch self {
        case .form(let form): text.replace { Self.normalized($0, $1, form) }
        case .lowercase: text.edit(Self.lowercase)
        case .stripAccents: text.edit { Self.remove(.mark, $0, $1, &$2) }
        case .transformed(let transform): text.replace { Self.transformed($0, $1, transform) }
        case .strip(let left, let right): text.edit { Self.strip($0, $1, left, right, &$2) }
        case .replace, .prepend, .shorthand: prepared.run(on: &text)
        case .cleaned: text.edit(Self.clean)
        case .bert(let normalization): normalization.run(on: &text)
        case .byteLevel: text.edit(Self.spellBytes)
        case .mapped(let table): text.replace { table.map(UnsafeBufferPointer(rebasing: $0[$1])) }
        }
    }

    typealias Source = UnsafeBufferPointer<UInt8>

    static func normalized(
        _ text: Source,
        _ range: Range<Int>,
        _ form: NormalizationForm
    ) -> TransformedText? {
        let part = Source(rebasing: text[range])
        if UTF8Validation.asciiPrefix(of: part, from: 0) == part.count { return nil }
        if TextTransform.isNormalized(part, form) { return nil }
        return TextTransform.normalized(form).apply(to: Array(part))
    }

    private static func transformed(
        _ text: Source,
        _ range: Range<Int>,
        _ transform: TextTransform
    ) -> TransformedText? {
        let part = Array(text[range])
        let result = transform.apply(to: part)
        return result.bytes == part ? nil : result
    }

    static func lowercase(_ text: Source, _ range: Range<Int>, _ edit: inout TextEdit) -> Bool {
        edit.mapScalars(of: text, in: range) { value in
            if value < 0x80 { return 0x41...0x5A ~= value ? [UInt8(value) | 0x20] : nil }
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenLowercased else {
                return nil
            }
            return Array(scalar.properties.lowercaseMapping.utf8)
        }
    }

    private static func clean(
        _ text: Source,
        _ range: Range<Int>,
        _ edit: inout TextEdit
    ) -> Bool {
        edit.mapScalars(of: text, in: range) { value in
            switch value {
            case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: []
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF,
                0xFFFD:
                [0x20]
            default: nil
            }
        }
    }

    static func remove(
        _ set: CharacterClasses.Set,
        _ text: Source,
        _ range: Range<Int>,
        _ edit: inout TextEdit
    ) -> Bool {
        let classes = CharacterClasses.shared
        return edit.mapScalars(of: text, in: range) { value in
            value >= 0x80 && classes.contains(set, value) ? [] : nil
        }
    }

    private static func strip(
        _ text: Source,
        _ range: Range<Int>,
        _ left: Bool,
        _ right: Bool,
        _ edit: inout TextEdit
    ) -> Bool {
        var (start, end) = (range.lowerBound, range.upperBound)
        while left, start < end {
            let (value, length) = Scalars.scalar(in: text, at: start)
            if !Scalars.isWhiteSpace(value) { break }
            start += length
        }
        while right, start < end {
            let (value, length) = Scalars.scalar(in: text, endingAt: end)
            if !Scalars.isWhiteSpace(value) { break }
            end -= length
        }
        if start > range.lowerBound { edit.replace(start - range.lowerBound, by: []) }
        edit.keep(text, start..<end)
        if end < range.upperBound { edit.replace(range.upperBound - end, by: []) }
        return start..<end != range
    }

    /// Writes the text with a prefix, which is aligned with the first character.
    static func prepend(
        _ prefix: [UInt8],
        _ text: Source,
        _ range: Range<Int>,
        _ edit: inout TextEdit
    ) -> Bool {
        if range.isEmpty || prefix.isEmpty {
            edit.keep(text, range)
            return false
        }
        let first = Scalars.scalar(in: text, at: range.lowerBound).length
        let second = range.lowerBound + first
        edit.replace(first, by: prefix + text[range.lowerBound..<second])
        edit.keep(text, second..<range.upperBound)
        return true
    }

    /// Writes the bytes spelled as characters; a character's bytes are aligned with all of it.
    static func spellBytes(_ text: Source, _ range: Range<Int>, _ edit: inout TextEdit) -> Bool {
        for index in range {
            edit.replace(1, by: UTF8.encode(ByteAlphabet.scalars[Int(text[index])]) ?? .init())
        }
        return true
    }
}

/// What puts other bytes in the place of a pattern's matches.
private struct Replacement: PipelineStage {
    let pattern: SplitPattern
    let new: [UInt8]

    func run(on text: inout PipelineText) {
        text.edit { pattern.replace(in: $0, $1, by: new, &$2) }
    }
}

/// What puts bytes before each piece of text.
private struct Prefix: PipelineStage {
    let bytes: [UInt8]

    func run(on text: inout PipelineText) {
        text.edit { NormalizationStep.prepend(bytes, $0, $1, &$2) }
    }
}

extension SplitPattern {
    /// Writes the text with other bytes where the pattern matches; false where it does not.
    func replace(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        by new: [UInt8],
        _ edit: inout TextEdit
    ) -> Bool {
        var isChanged = false
        forEachPart(of: text, in: range) { part in
            if part.isMatch {
                edit.replace(part.range.count, by: new)
                isChanged = true
            } else {
                edit.keep(text, part.range)
            }
        }
        return isChanged
    }
}

extension NormalizationStep.BertNormalization {
    /// Cleans, sets ideographs apart, takes accents away and lower-cases, in this order.
    fileprivate func run(on text: inout PipelineText) {
        if cleansText { text.edit(Self.clean) }
        if separatesIdeographs { text.edit(Self.separate) }
        if stripsAccents ?? lowercases {
            text.replace { NormalizationStep.normalized($0, $1, .nfd) }
            text.edit { NormalizationStep.remove(.nonspacingMark, $0, $1, &$2) }
        }
        if lowercases { text.edit(NormalizationStep.lowercase) }
    }

    private static func clean(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ edit: inout TextEdit
    ) -> Bool {
        let classes = CharacterClasses.shared
        return edit.mapScalars(of: text, in: range) { value in
            if value == 0x20 || 0x21...0x7E ~= value { return nil }
            if value == 9 || value == 10 || value == 13 { return [0x20] }
            let isControl = value < 0x20 || 0x7F...0x9F ~= value || value == 0xFFFD
            if isControl || classes.contains(.control, value) { return [] }
            return classes.contains(.space, value) ? [0x20] : nil
        }
    }

    private static func separate(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ edit: inout TextEdit
    ) -> Bool {
        edit.mapScalars(of: text, in: range) { value in
            guard isIdeograph(value), let scalar = Unicode.Scalar(value) else { return nil }
            return Array(" \(scalar) ".utf8)
        }
    }

    private static func isIdeograph(_ value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
            0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }
}
