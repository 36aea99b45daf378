/// A part of a sequence on its way through post-processors: the tokens of a text, or added ones.
struct EncodedPart {
    /// The tokens.
    var elements: [PairEncoding.Element]

    /// Which text the part is of, or nil.
    let text: Int?

    init(_ elements: [PairEncoding.Element], of text: Int?) {
        self.elements = elements
        self.text = text
    }
}

extension PostProcessingStep {
    /// What the step makes of the parts of a sequence, which are the texts at first.
    ///
    /// As in `tokenizers`, a template makes a part of each of its own, and a step after it takes
    /// these for what it is given.
    func run(
        on parts: [EncodedPart],
        of texts: [[UInt8]],
        addsTokens: Bool
    ) -> [EncodedPart] {
        var parts = parts
        if trimsSpaces {
            for index in parts.indices { parts[index].trim(texts, keepsFirst: addsPrefixSpace) }
        }
        switch self {
        case .byteLevel: return parts
        case .template(let template): return template.fill(parts, addsTokens: addsTokens)
        case .bert(let first, let last):
            return addsTokens ? Self.surround(parts, first, last, texts) : parts
        case .roberta(let first, let last, _, _):
            return Self.untyped(addsTokens ? Self.surround(parts, first, last, texts, last) : parts)
        }
    }

    /// Puts a token before the first part, one after each, and perhaps one before the others.
    private static func surround(
        _ parts: [EncodedPart],
        _ first: SpecialToken,
        _ last: SpecialToken,
        _ texts: [[UInt8]],
        _ between: SpecialToken? = nil
    ) -> [EncodedPart] {
        parts.enumerated().map { index, part in
            let type = min(1, index)
            let start = index == 0 ? first : between
            let end = part.text.map { texts[$0].count } ?? 0
            return EncodedPart(
                [start].compactMap { $0?.element(at: 0, type: type) } + part.elements
                    + [last.element(at: end, type: type)],
                of: part.text
            )
        }
    }

    private static func untyped(_ parts: [EncodedPart]) -> [EncodedPart] {
        var parts = parts
        for part in parts.indices {
            for index in parts[part].elements.indices { parts[part].elements[index].type = 0 }
        }
        return parts
    }

    /// Whether a space at the start of a text was put there.
    private var addsPrefixSpace: Bool {
        switch self {
        case .byteLevel(let options): options.addsPrefixSpace
        case .roberta(_, _, _, let adds): adds
        case .template, .bert: false
        }
    }

    /// Whether spaces are left out of the places of tokens.
    private var trimsSpaces: Bool {
        switch self {
        case .byteLevel(let options): options.trimsOffsets
        case .roberta(_, _, let trims, _): trims
        case .template, .bert: false
        }
    }
}

extension PostProcessingStep.Template {
    /// The parts of the template for so many texts, filled with them; a text that it does not name
    /// is left out.
    fileprivate func fill(_ given: [EncodedPart], addsTokens: Bool) -> [EncodedPart] {
        guard 1...2 ~= given.count else { return given }
        var result: [EncodedPart] = []
        for part in given.count == 1 ? single : pair {
            switch part {
            case .first(let type): result.append(given[0].typed(type))
            case .second(let type): if given.count > 1 { result.append(given[1].typed(type)) }
            case .special(let name, let type):
                if !addsTokens { continue }
                let place = result.last?.elements.last?.token.range.upperBound ?? 0
                let tokens = (specials[name] ?? []).map { $0.element(at: place, type: type) }
                result.append(EncodedPart(tokens, of: nil))
            }
        }
        return result
    }
}

extension PostProcessingStep.SpecialToken {
    /// The token, which stands for no text.
    fileprivate func element(at place: Int, type: Int) -> PairEncoding.Element {
        PairEncoding.Element(token: Token(id: id, range: place..<place), type: type, text: nil)
    }
}

extension EncodedPart {
    /// The part with all its tokens of a type.
    fileprivate func typed(_ type: Int) -> EncodedPart {
        var result = self
        for index in elements.indices { result.elements[index].type = type }
        return result
    }

    /// Leaves spaces out of the places of tokens.
    ///
    /// At the start of a text a single space stays where one is put there: as in `tokenizers`, it is
    /// not asked whether the text had one itself.
    fileprivate mutating func trim(_ texts: [[UInt8]], keepsFirst: Bool) {
        for index in elements.indices {
            guard let text = elements[index].text.map({ texts[$0] }) else { continue }
            let range = elements[index].token.range
            var (start, end) = (range.lowerBound, range.upperBound)
            let spaces = text[range].prefix { $0 == 0x20 }.count
            let isFirst = index == elements.startIndex || start == 0
            start += isFirst && keepsFirst && spaces == 1 ? 0 : spaces
            while start < end, text[end - 1] == 0x20 { end -= 1 }
            elements[index].token.range = start..<end
        }
    }
}
