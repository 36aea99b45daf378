import Markup

extension TEIDialect {
    /// The elements of TEI that matter here.
    enum Element: String, CaseIterable {
        case TEI, text, body, choice, ref, p, l, ab, item, head, lb, pb, cb, gb, milestone, w, pc, s
        case teiHeader, front, back, note, fw, figDesc, del, gap, bibl, listBibl, table, formula
        case speaker, stage, castList, index, surplus, graphic, media, trailer, argument, byline
        case dateline, docAuthor, docTitle, sic, orig, abbr
        case entry, superEntry, entryFree, orth, quote, def, cit, sense

        /// What is done with an element.
        enum Role {
            case block, heading, lineBreak, word, sentence, skipped, alternative, reference, entry,
                other
        }

        /// What is done with this element.
        var role: Role {
            switch self {
            case .p, .l, .ab, .item: .block
            case .head: .heading
            case .lb, .pb, .cb, .gb, .milestone: .lineBreak
            case .w, .pc: .word
            case .s: .sentence
            case .ref: .reference
            case .sic, .orig, .abbr: .alternative
            case .entry, .entryFree: .entry
            case .TEI, .text, .body, .choice, .superEntry, .orth, .quote, .def, .cit, .sense: .other
            default: .skipped
            }
        }
    }
}

/// An entry of a dictionary while it is gathered: headwords, translations, definitions and examples.
///
/// Without languages, each of these texts is a passage. With two, each translation is paired with the
/// first headword; with one, the translations in it are read or, if no headword says
/// that it is in another, the headwords.
struct TEIEntry {
    private let languages: [LanguageTag]
    private var text = FlowingText()
    private var textDepth = 0
    private var textLanguage: String?
    private var citeLanguage: String?
    private var kind = TEIDialect.Element.orth
    private var line = 1
    private var headword: String?
    private var found: [(kind: TEIDialect.Element, language: String?, text: String, line: Int)] = []

    init(languages: [String]) {
        self.languages = languages.map(LanguageTag.init)
    }

    /// Starts an entry.
    mutating func open(line: Int) {
        headword = nil
        self.line = line
    }

    /// Adds a part of a text.
    mutating func append(text bytes: UnsafeBufferPointer<UInt8>) {
        if textDepth > 0 { text.append(bytes) }
    }

    /// An element of the entry starts.
    mutating func start(_ element: TEIDialect.Element, _ reader: MarkupReader) {
        switch element {
        case .orth, .quote,
            .def where textDepth == 0:
            textDepth = reader.depth
            kind = element
            line = reader.line
            textLanguage = languages.isEmpty ? nil : reader.attribute("lang") ?? citeLanguage
        case .cit: if !languages.isEmpty { citeLanguage = reader.attribute("lang") }
        default: break
        }
    }

    /// An element of the entry ends at a depth.
    mutating func end(depth: Int) {
        guard depth == textDepth else { return }
        textDepth = 0
        guard let text = text.take() else { return }
        if kind == .orth, headword == nil { headword = text }
        found.append((kind, textLanguage, text, line))
    }

    /// Ends the entry.
    mutating func close(into passages: inout [Passage]) {
        for part in found {
            guard let passage = passage(part.kind, part.language, part.text, part.line) else {
                continue
            }
            passages.append(passage)
        }
        found.removeAll(keepingCapacity: true)
    }

    private func passage(
        _ kind: TEIDialect.Element,
        _ language: String?,
        _ text: String,
        _ line: Int
    ) -> Passage? {
        switch languages.count {
        case 0: return Passage(text: text, identifier: headword, line: line)
        case 1:
            let isOf = language.map { languages[0].matches($0) } ?? (kind == .orth)
            return isOf ? Passage(text: text, identifier: headword, line: line) : nil
        default:
            guard kind != .orth, let headword else { return nil }
            return Passage(text: headword, counterpart: text, identifier: headword, line: line)
        }
    }
}
