extension TokenizationPipeline {
    /// The text of tokens.
    ///
    /// Ids without a token are left out.
    ///
    /// - Parameters:
    ///   - ids: The tokens.
    ///   - keepingSpecialTokens: Whether special tokens are written, too.
    /// - Returns: The text; bytes that are not UTF-8 become U+FFFD.
    public func decode(
        _ ids: some Sequence<TokenID>,
        keepingSpecialTokens: Bool = false
    ) -> String {
        pool.withScratch { decode(Array(ids), $0, keepingSpecialTokens: keepingSpecialTokens) }
    }

    func decode(
        _ ids: [TokenID],
        _ scratch: PipelineScratch,
        keepingSpecialTokens: Bool = false
    ) -> String {
        if !keepingSpecialTokens, decodesByToken {
            return decodeByToken(ids, scratch)
        }
        scratch.parts.removeAll()
        for id in ids { add(id, keepingSpecialTokens, to: &scratch.parts) }
        runDecoders(scratch)
        return String(decoding: scratch.parts.bytes, as: UTF8.self)
    }

    private func runDecoders(_ scratch: PipelineScratch) {
        for step in decoders {
            scratch.nextParts.removeAll()
            step.run(on: scratch.parts, into: &scratch.nextParts)
            swap(&scratch.parts, &scratch.nextParts)
        }
    }

    private func add(_ id: TokenID, _ keepsSpecial: Bool, to parts: inout DecodedParts) {
        let mayBeAdded = id >= addedLimits.lowest && id <= addedLimits.highest
        let added = mayBeAdded ? addedByID[id] : nil
        if let added, added.isSpecial, !keepsSpecial { return }
        if added == nil, !tokens.contains(id) { return }
        let isSpaced = decoders.isEmpty && parts.count > 0
        parts.add { text in
            if isSpaced { text.append(0x20) }
            if let normalized = added.flatMap({ normalizedTokens[$0.id] }) {
                text += normalized
            } else if let added {
                text += added.content.utf8
            } else {
                tokens.append(id, to: &text)
            }
        }
    }

    /// The text of tokens, each of which becomes the same text wherever it is but at the beginning.
    private func decodeByToken(_ ids: [TokenID], _ scratch: PipelineScratch) -> String {
        scratch.decoded.removeAll(keepingCapacity: true)
        var rest = ids[...]
        let limit = idLimit
        while let id = rest.popFirst() {
            guard id >= 0, id < limit else { continue }
            let isFound = scratch.firstTexts.append(id, to: &scratch.decoded) {
                text(of: id, scratch)
            }
            if isFound { break }
        }
        for id in rest where id >= 0 && id < limit {
            _ = scratch.texts.append(id, to: &scratch.decoded) { laterText(of: id, scratch) }
        }
        return String(decoding: scratch.decoded, as: UTF8.self)
    }

    /// What a token becomes at the beginning; nil when it is left out.
    private func text(of id: TokenID, _ scratch: PipelineScratch) -> [UInt8]? {
        scratch.parts.removeAll()
        add(id, false, to: &scratch.parts)
        if scratch.parts.count == 0 { return nil }
        runDecoders(scratch)
        return scratch.parts.bytes
    }

    /// What a token becomes behind others: what it adds when it stands behind itself.
    private func laterText(of id: TokenID, _ scratch: PipelineScratch) -> [UInt8]? {
        guard let first = text(of: id, scratch) else { return nil }
        scratch.parts.removeAll()
        for _ in 0..<2 { add(id, false, to: &scratch.parts) }
        runDecoders(scratch)
        return Array(scratch.parts.bytes.dropFirst(first.count))
    }
}

extension DecodingStep {
    /// Whether steps do the same to each token but the first, whatever stands beside it.
    static func areByToken(_ steps: [DecodingStep]) -> Bool {
        var (areJoined, areWhole) = (false, true)
        return steps.allSatisfy { step in
            switch step {
            case .fuse: areJoined = true
            case .byteLevel where !areJoined: (areJoined, areWhole) = (true, false)
            case .shorthand: return areWhole
            case .metaspace, .wordPiece, .strip, .replace: return !areJoined
            case .byteLevel, .endOfWord, .byteFallback, .ctc: return false
            }
            return true
        }
    }
}
