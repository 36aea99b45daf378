/// The settings of `ByteLevel`, which pre-tokenizers and post-processors have alike.
public struct ByteLevelOptions: Hashable, Sendable {
    /// Whether text gets a space in front that has none.
    public var addsPrefixSpace: Bool

    /// Whether spaces are left out of the places of tokens.
    public var trimsOffsets: Bool

    /// Whether text is cut by GPT-2's pattern.
    public var usesPattern: Bool

    /// Creates settings; those left out are as where a file does not say.
    public init(
        addsPrefixSpace: Bool = true,
        trimsOffsets: Bool = true,
        usesPattern: Bool = true
    ) {
        self.addsPrefixSpace = addsPrefixSpace
        self.trimsOffsets = trimsOffsets
        self.usesPattern = usesPattern
    }
}
