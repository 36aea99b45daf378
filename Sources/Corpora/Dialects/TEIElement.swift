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
