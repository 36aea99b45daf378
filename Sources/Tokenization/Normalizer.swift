public import UnicodeText

/// The first stage of a tokenizer: what happens to text before it is cut.
///
/// The steps run in the order of the properties.
public struct Normalizer: Hashable, Sendable {
    /// How text is rewritten, in order.
    public var transforms: [TextTransform]

    /// Whether white space is tidied: none at the ends, and single spaces elsewhere.
    ///
    /// A run that holds a no-break space becomes that no-break space.
    public var isTidied: Bool

    /// Whether text is SMILES that becomes SELFIES, which a kind decides.
    private(set) var becomesSELFIES = false

    /// Creates a normalizer.
    public init(_ transforms: [TextTransform], isTidied: Bool = false) {
        self.transforms = transforms
        self.isTidied = isTidied
    }

    /// Creates a normalizer that brings text into a form, and then lower-cases it by the rules of
    /// no particular language.
    public init(form: NormalizationForm? = nil, isLowercased: Bool = false, isTidied: Bool = false)
    {
        self.init(
            (form.map { [.normalized($0)] } ?? []) + (isLowercased ? [.lowercased()] : []),
            isTidied: isTidied
        )
    }

    /// This normalizer as tokens of a kind need it: words need tidy text, other kinds must not
    /// have it changed.
    func fitting(_ kind: Tokenizer.Kind) -> Normalizer {
        var result = self
        result.isTidied = kind == .word
        result.becomesSELFIES = kind == .selfies
        return result
    }

    /// Whether the text is seen at a glance to be as this normalizer would make it.
    func isDone(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if becomesSELFIES || !transforms.allSatisfy(\.keepsASCII) { return false }
        if !transforms.isEmpty, UTF8Validation.asciiPrefix(of: text, from: 0) < text.count {
            return false
        }
        return !isTidied || Tidying.isTidy(text)
    }

    /// The normalised text, with the alignments of the steps that moved anything, last first.
    func normalize(_ text: [UInt8]) -> NormalizedText {
        var result = NormalizedText(bytes: text)
        for transform in transforms { result.append(transform.apply(to: result.bytes)) }
        if isTidied, let tidied = Tidying.tidied(result.bytes) { result.append(tidied) }
        if becomesSELFIES { result.append(SELFIESTransform.apply(to: result.bytes)) }
        return result
    }
}

/// Text after normalisation, with the way back.
struct NormalizedText {
    var bytes: [UInt8]

    /// The alignments of the steps, the last step first.
    private var alignments: [Alignment] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Records a further step.
    mutating func append(_ step: TransformedText) {
        bytes = step.bytes
        if !step.alignment.isIdentity { alignments.insert(step.alignment, at: 0) }
    }

    /// The range of the original text that a range of `bytes` came from.
    func source(of range: Range<Int>) -> Range<Int> {
        alignments.reduce(range) { range, alignment in alignment.source(of: range) }
    }
}
