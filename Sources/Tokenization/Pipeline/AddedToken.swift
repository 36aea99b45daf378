/// A token that is looked for in the text itself, before the model sees it.
///
/// Special ones are left out when tokens are decoded.
public struct AddedToken: Hashable, Sendable {
    /// Its id.
    public var id: TokenID

    /// The text it stands for.
    public var content: String

    /// Whether it is found only where no word touches it.
    public var isSingleWord: Bool

    /// Whether it takes the white space before it.
    public var stripsLeft: Bool

    /// Whether it takes the white space after it.
    public var stripsRight: Bool

    /// Whether it is looked for in the text after normalisation, and not before.
    public var isNormalized: Bool

    /// Whether it is left out of decoded text.
    public var isSpecial: Bool

    /// Creates a token that is found anywhere in the text before normalisation.
    public init(
        id: TokenID,
        content: String,
        isSingleWord: Bool = false,
        stripsLeft: Bool = false,
        stripsRight: Bool = false,
        isNormalized: Bool = false,
        isSpecial: Bool = true
    ) {
        self.id = id
        self.content = content
        self.isSingleWord = isSingleWord
        self.stripsLeft = stripsLeft
        self.stripsRight = stripsRight
        self.isNormalized = isNormalized
        self.isSpecial = isSpecial
    }
}
