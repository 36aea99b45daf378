/// What the elements of HTML are for.
enum HTMLElements {
    /// Whether an element is a part of a line of text.
    static func isInline(_ name: String) -> Bool { inline.contains(name) }

    /// Whether an element holds nothing to read.
    static func isSkipped(_ name: String) -> Bool { skipped.contains(name) }

    /// What the text directly in an element is.
    static func kind(_ name: String) -> HTMLPage.Block.Kind {
        switch name {
        case "p", "blockquote": .paragraph
        case "li", "dd", "dt": .item
        case "h1", "h2", "h3", "h4", "h5", "h6": .heading
        case "td", "th": .cell
        case "pre": .preformatted
        default: .other
        }
    }

    /// Whether a character divides or ends clauses.
    static func isClauseMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ",", ".", ";", "!", "?", "\u{3001}", "\u{3002}", "\u{FF0C}", "\u{FF01}", "\u{FF1F}",
            "\u{60C}", "\u{61B}", "\u{61F}", "\u{964}":
            true
        default: false
        }
    }

    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "rb", "rt", "rp", "ruby",
        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr", "nobr", "picture", "source", "svg", "math",
    ]

    private static let skipped: Set<String> = [
        "script", "style", "noscript", "template", "svg", "iframe", "object", "embed",
        "applet", "audio", "video", "canvas", "map", "button", "select", "option", "textarea",
        "input", "datalist", "dialog", "nav", "footer", "rt", "rp", "link", "meta",
    ]
}
