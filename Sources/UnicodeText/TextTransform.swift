internal import CICU

/// One of Unicode's four normalisation forms.
public enum NormalizationForm: String, CaseIterable, Codable, Hashable, Sendable {
    /// Canonical composition: the shortest spelling that means the same.
    case nfc

    /// Canonical decomposition: base letters and marks apart.
    case nfd

    /// Compatibility composition: also ligatures, widths and circled forms become plain.
    case nfkc

    /// Compatibility decomposition.
    case nfkd

    var code: CICUForm {
        switch self {
        case .nfc: CICU_NFC
        case .nfd: CICU_NFD
        case .nfkc: CICU_NFKC
        case .nfkd: CICU_NFKD
        }
    }
}

/// A transform of text by ICU that can say where each part of its result came from.
public enum TextTransform: Hashable, Sendable {
    /// Brings text into a normalisation form.
    case normalized(NormalizationForm)

    /// Lower-cases by the rules of a locale, "" for the root: "I" is "ı" in Turkish ("tr").
    case lowercased(locale: String = "")

    /// Folds case for comparison without regard to language: "Straße" is "strasse".
    case caseFolded

    /// Takes the accents off letters: "Ångström" is "Angstrom".
    ///
    /// Accents are the marks of Unicode's blocks of combining diacritical marks; those that belong
    /// to a script, such as vowel signs, stay.
    case accentsStripped

    /// Writes every script in Latin letters: "Москва" is "Moskva".
    case latinized

    /// The transformed text.
    ///
    /// Ill-formed bytes stay as they are.
    public func callAsFunction(_ text: String) -> String {
        String(decoding: apply(to: Array(text.utf8)).bytes, as: UTF8.self)
    }

    /// The transformed text, in UTF-8, with its alignment to the original.
    ///
    /// - Precondition: The text is shorter than 2 GiB.
    public func apply(to text: [UInt8]) -> TransformedText {
        precondition(text.count <= Int32.max, "TextTransform: more than 2 GiB at once")
        if isASCII(text) { return TransformedText(bytes: ascii(text), alignment: .identity) }
        if isNoChange(text) { return TransformedText(bytes: text, alignment: .identity) }
        switch self {
        case .accentsStripped: return Self.withoutAccents(text)
        case .latinized: return Self.inLatin(text)
        case .normalized, .lowercased, .caseFolded: return byICU(text)
        }
    }

    private func byICU(_ text: [UInt8]) -> TransformedText {
        guard let result = text.withUnsafeBufferPointer(transformed) else {
            preconditionFailure("TextTransform: ICU lacks the data for \(self)")
        }
        defer { cicu_text_free(result) }
        return TransformedText(bytes: result.bytes, alignment: Alignment(result.runs))
    }

    /// The transform of ASCII text: normalisation keeps it, the case mappings have 26 letters to
    /// change.
    ///
    /// Turkish, Azeri and Lithuanian have rules of their own for "I" and "J".
    private func ascii(_ text: [UInt8]) -> [UInt8] {
        switch self {
        case .normalized, .accentsStripped, .latinized: text
        case .lowercased, .caseFolded: text.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        }
    }

    private func isASCII(_ text: [UInt8]) -> Bool {
        if case .lowercased(let locale) = self, !locale.isEmpty, !locale.hasPrefix("en") {
            return false
        }
        return UTF8Validation.isASCII(text)
    }

    /// Whether text in ASCII stays as it is, whatever it is.
    package var keepsASCII: Bool {
        switch self {
        case .normalized, .accentsStripped, .latinized: true
        case .lowercased, .caseFolded: false
        }
    }

    private func isNoChange(_ text: [UInt8]) -> Bool {
        guard case .normalized(let form) = self else { return false }
        return text.withUnsafeBufferPointer {
            cicu_is_normalized(form.code, $0.baseAddress, $0.count) == 1
        }
    }

    private func transformed(_ text: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
        switch self {
        case .normalized(let form): cicu_normalize(form.code, text.baseAddress, text.count)
        case .lowercased(let locale): cicu_lowercase(locale, text.baseAddress, text.count)
        case .caseFolded: cicu_fold_case(text.baseAddress, text.count)
        case .accentsStripped, .latinized: nil
        }
    }
}

/// The result of a transform, and where it came from.
public struct TransformedText: Hashable, Sendable {
    /// The transformed text, in UTF-8.
    public var bytes: [UInt8]

    /// The map from ranges of `bytes` to ranges of the original.
    public var alignment: Alignment

    package init(bytes: [UInt8], alignment: Alignment) {
        self.bytes = bytes
        self.alignment = alignment
    }
}

/// Results of the C shim, as Swift values.
extension OpaquePointer {
    var bytes: [UInt8] {
        var count = 0
        let start = cicu_text_bytes(self, &count)
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    var runs: UnsafeBufferPointer<CICURun> {
        var count = 0
        let start = cicu_text_runs(self, &count)
        return UnsafeBufferPointer(start: start, count: count)
    }
}

extension TextTransform {
    /// Whether text is in a normalisation form already.
    package static func isNormalized(
        _ text: UnsafeBufferPointer<UInt8>,
        _ form: NormalizationForm
    ) -> Bool {
        cicu_is_normalized(form.code, text.baseAddress, text.count) == 1
    }
}
