import Markup

extension TEIDialect {
    /// The elements of TEI that matter here.
    enum Element: String, CaseIterable {
        case TEI, text, body, choice, ref, p, l, ab, item, head, lb, pb, cb, gb, milestone, w, pc, s
        case teiHeader, front, back, note, fw, figDesc, del, gap, bibl, listBibl, table, formula
        case speaker, stage, castList, index, surplus, graphic, media, trailer, argument, byline
        case dateline, docAuthor, docTitle, sic, orig, abbr
        case app, lem, rdg, vocal, kinesic, incident, desc
        case entry, superEntry, entryFree, orth, quote, def, cit, sense
        case q, said, soCalled, u, opener, closer, salute, signed

        /// What is done with an element.
        enum Role {
            case block, passage, heading, lineBreak, word, sentence
            case skipped, alternative, reading, reference, entry, formula, quotation, other
        }

        /// What is done with this element.
        var role: Role {
            switch self {
            case .p, .l, .ab, .item: .block
            case .quote, .q, .said, .soCalled: .quotation
            case .u, .opener, .closer, .salute, .signed: .passage
            case .head: .heading
            case .lb, .pb, .cb, .gb, .milestone: .lineBreak
            case .w, .pc: .word
            case .s: .sentence
            case .ref: .reference
            case .sic, .orig, .abbr: .alternative
            case .lem, .rdg: .reading
            case .entry, .entryFree: .entry
            case .formula: .formula
            case .TEI, .text, .body, .choice, .app, .superEntry, .orth, .def, .cit, .sense: .other
            default: .skipped
            }
        }
    }
}
