internal import UnicodeText

extension NormalizationStep {
    /// Normalises each piece of text.
    func run(on text: inout PipelineText) {
        switch self {
        case .form(let form): text.replace { Self.normalized($0, $1, form) }
        case .lowercase: text.replace(Self.lowercased)
        case .stripAccents: text.replace { Self.removing(.mark, $0, $1) }
        case .transformed(let transform): text.replace { Self.transformed($0, $1, transform) }
        case .strip(let left, let right): text.replace { Self.stripped($0, $1, left, right) }
        case .replace(let pattern, let new):
            let new = Array(new.utf8)
            text.replace { pattern.replaced(in: $0, $1, by: new) }
        case .prepend(let prefix):
            let prefix = Array(prefix.utf8)
            text.replace { Self.prepended(prefix, $0, $1) }
        case .cleaned: text.replace(Self.cleaned)
        case .bert(let normalization): normalization.run(on: &text)
        case .byteLevel: text.replace(Self.spelledBytes)
        case .shorthand(let shorthand): text.replace(shorthand.abbreviated)
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

    static func lowercased(_ text: Source, _ range: Range<Int>) -> TransformedText? {
        TextEdit.mapScalars(of: text, in: range) { value in
            if value < 0x80 { return 0x41...0x5A ~= value ? [UInt8(value) | 0x20] : nil }
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenLowercased else {
                return nil
            }
            return Array(scalar.properties.lowercaseMapping.utf8)
        }
    }

    private static func cleaned(_ text: Source, _ range: Range<Int>) -> TransformedText? {
        TextEdit.mapScalars(of: text, in: range) { value in
            switch value {
            case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: []
            case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF,
                0xFFFD:
                [0x20]
            default: nil
            }
        }
    }

    static func removing(
        _ set: CharacterClasses.Set,
        _ text: Source,
        _ range: Range<Int>
    ) -> TransformedText? {
        let classes = CharacterClasses.shared
        return TextEdit.mapScalars(of: text, in: range) { value in
            value >= 0x80 && classes.contains(set, value) ? [] : nil
        }
    }

    private static func stripped(
        _ text: Source,
        _ range: Range<Int>,
        _ left: Bool,
        _ right: Bool
    ) -> TransformedText? {
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
        if start..<end == range { return nil }
        var edit = TextEdit()
        edit.replace(start - range.lowerBound, by: [])
        edit.keep(text, start..<end)
        edit.replace(range.upperBound - end, by: [])
        return edit.result
    }

    /// The text with a prefix, which is aligned with the first character.
    static func prepended(
        _ prefix: [UInt8],
        _ text: Source,
        _ range: Range<Int>
    ) -> TransformedText? {
        if range.isEmpty || prefix.isEmpty { return nil }
        var edit = TextEdit()
        let first = Scalars.scalar(in: text, at: range.lowerBound).length
        let second = range.lowerBound + first
        edit.replace(first, by: prefix + text[range.lowerBound..<second])
        edit.keep(text, second..<range.upperBound)
        return edit.result
    }

    /// The bytes spelled as characters; a character's bytes are aligned with all of it.
    static func spelledBytes(_ text: Source, _ range: Range<Int>) -> TransformedText? {
        var edit = TextEdit()
        for index in range {
            edit.replace(1, by: UTF8.encode(ByteAlphabet.scalars[Int(text[index])]) ?? .init())
        }
        return edit.result
    }
}

extension SplitPattern {
    /// The text with other bytes where the pattern matches, or nil where it does not.
    func replaced(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        by new: [UInt8]
    ) -> TransformedText? {
        var edit = TextEdit()
        var isChanged = false
        forEachPart(of: text, in: range) { part in
            if part.isMatch {
                edit.replace(part.range.count, by: new)
                isChanged = true
            } else {
                edit.keep(text, part.range)
            }
        }
        return isChanged ? edit.result : nil
    }
}

extension NormalizationStep.BertNormalization {
    /// Cleans, sets ideographs apart, takes accents away and lower-cases, in this order.
    fileprivate func run(on text: inout PipelineText) {
        if cleansText { text.replace(Self.cleaned) }
        if separatesIdeographs { text.replace(Self.separated) }
        if stripsAccents ?? lowercases {
            text.replace { NormalizationStep.normalized($0, $1, .nfd) }
            text.replace { NormalizationStep.removing(.nonspacingMark, $0, $1) }
        }
        if lowercases { text.replace(NormalizationStep.lowercased) }
    }

    private static func cleaned(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>
    ) -> TransformedText? {
        let classes = CharacterClasses.shared
        return TextEdit.mapScalars(of: text, in: range) { value in
            if value == 0x20 || 0x21...0x7E ~= value { return nil }
            if value == 9 || value == 10 || value == 13 { return [0x20] }
            let isControl = value < 0x20 || 0x7F...0x9F ~= value || value == 0xFFFD
            if isControl || classes.contains(.control, value) { return [] }
            return classes.contains(.space, value) ? [0x20] : nil
        }
    }

    private static func separated(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>
    ) -> TransformedText? {
        TextEdit.mapScalars(of: text, in: range) { value in
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
