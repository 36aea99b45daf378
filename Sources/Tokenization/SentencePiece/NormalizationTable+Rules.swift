internal import JSONText
internal import UnicodeText

extension NormalizationTable {
    /// Reads the normalizer `Precompiled` of a `tokenizer.json`.
    init(schema node: SchemaNode) throws(TokenizerFormatError) {
        let text = try node["precompiled_charsmap"].string
        guard let bytes = Base64.decode(Array(text.utf8)) else {
            throw node.error("the rules are not in Base64", at: "precompiled_charsmap")
        }
        do {
            try self.init(rules: bytes)
        } catch {
            throw node.error(error.problem, at: "precompiled_charsmap")
        }
    }

    /// Compiled rules as Hugging Face's `tokenizers` applies them.
    ///
    /// A grapheme cluster of fewer than six bytes is replaced as a whole by what the shortest rule
    /// for its beginning says; where there is none, each of its characters is by itself.
    init(rules bytes: [UInt8]) throws(NormalizationRules.Fault) {
        let rules = try NormalizationRules(bytes)
        self.init(bytes: bytes) { rules.replacedByClusters($0) }
    }
}

extension NormalizationRules {
    /// The text with each grapheme cluster replaced, or nil when nothing changes.
    fileprivate func replacedByClusters(
        _ text: UnsafeBufferPointer<UInt8>
    ) -> TransformedText? {
        var edit = TextEdit()
        var isChanged = false
        Segmenter(.graphemes).forEachSegment(of: text, in: 0..<text.count) { segment in
            let cluster = UnsafeBufferPointer(rebasing: text[segment.range])
            if cluster.count < 6, let new = shortestRule(cluster) {
                edit.replace(cluster.count, by: new)
                isChanged = true
                return
            }
            var start = 0
            while start < cluster.count {
                let length = max(1, UTF8Validation.sequenceLength(in: cluster, at: start))
                let character = UnsafeBufferPointer(rebasing: cluster[start..<start + length])
                if let new = shortestRule(character) {
                    edit.replace(length, by: new)
                    isChanged = true
                } else {
                    let place = segment.range.lowerBound + start
                    edit.keep(text, place..<place + length)
                }
                start += length
            }
        }
        return isChanged ? edit.result : nil
    }
}
