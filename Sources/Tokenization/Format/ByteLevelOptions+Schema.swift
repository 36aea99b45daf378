internal import JSONText

extension ByteLevelOptions {
    /// Reads the members of a `ByteLevel`.
    init(schema node: SchemaNode) throws(TokenizerFormatError) {
        self.init(
            addsPrefixSpace: try node["add_prefix_space"].bool(true),
            trimsOffsets: try node["trim_offsets"].bool(true),
            usesPattern: try node["use_regex"].bool(true)
        )
    }

    /// The step `ByteLevel` with these settings.
    var schema: JSONValue {
        [
            "type": "ByteLevel", "add_prefix_space": .bool(addsPrefixSpace),
            "trim_offsets": .bool(trimsOffsets), "use_regex": .bool(usesPattern),
        ]
    }
}
