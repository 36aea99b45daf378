/// The templates that stand for words of the sentence around them.
///
/// The others (boxes, notices, citations, coordinates...) are not prose, and show nothing.
enum WikitextTemplates {
    /// The text of a template, or nil when it shows nothing.
    ///
    /// - Parameters:
    ///   - name: The template's name as written.
    ///   - arguments: Its unnamed arguments, already prose.
    /// - Returns: The text, in which nothing is markup any more.
    static func text(of name: String, _ arguments: [String]) -> String? {
        var name = name.lowercased()
        if name.utf8.contains(UInt8(ascii: "_")) { name = name.replacing("_", with: " ") }
        if let constant = constants[name] { return constant }
        if firstArgument.contains(name) { return arguments.first }
        if lastArgument.contains(name) { return arguments.last }
        if name.hasPrefix("lang-") || name.hasPrefix("script/") { return arguments.first }
        if let currency = currencies[name] { return currency + (arguments.first ?? "") }
        if ships.contains(name) {
            return "\(name.uppercased()) \(arguments.first ?? "")"
        }
        return composed(name, arguments)
    }

    /// The text of a template that puts its arguments together, or nil.
    private static func composed(_ name: String, _ arguments: [String]) -> String? {
        switch name {
        case "convert", "cvt": return measure(arguments)
        case "frac", "fraction", "sfrac": return fraction(arguments)
        case "circa", "c.": return "c. " + (arguments.first ?? "")
        case "as of": return "As of " + arguments.joined(separator: "-")
        case "chem", "chem2": return arguments.joined()
        case "sic": return arguments.first ?? ""
        case "langx": return arguments.dropFirst().first ?? ""
        case "ship": return arguments.prefix(2).joined(separator: " ")
        case "e", "esp": return "\u{D7}10^" + (arguments.first ?? "")
        case "radic", "sqrt": return "\u{221A}" + (arguments.first ?? "")
        case "music": return arguments.first.map { notes[$0] ?? $0 }
        case "floruit", "fl.": return "fl. " + (arguments.first ?? "")
        case "lit", "literal translation": return "lit. '\(arguments.first ?? "")'"
        case "bibleverse", "bibleref": return arguments.prefix(2).joined(separator: " ")
        case "oldstyledate": return oldStyleDate(arguments)
        default: return nil
        }
    }

    private static let constants = [
        "nbsp": " ", "space": " ", "spaces": " ", "ndash": "\u{2013}", "en dash": "\u{2013}",
        "mdash": "\u{2014}", "em dash": "\u{2014}", "emdash": "\u{2014}", "snd": " \u{2013} ",
        "spaced ndash": " \u{2013} ", "spnd": " \u{2013} ", "dash": " \u{2013} ", "'": "'",
        "-'": "'", "'s": "'s", "=": "=", "!": "|", "(": "{", ")": "}", "okina": "\u{2BB}",
        "mdashb": "\u{2014}", "snds": " \u{2013} ", "'\"": "'\"", "\"'": "\"'", "' \"": "'\"",
        "-\"": "\"", "bull": "\u{2022}", "\u{B7}": "\u{B7}", "thinsp": " ", "thin space": " ",
        "hair space": " ", "hairsp": " ", "zwnj": "", "zwsp": "", "deg": "\u{B0}",
        "eqm": "\u{21CC}", "prime": "\u{2032}", "dagger": "\u{2020}", "carbon": "C",
        "hydrogen": "H", "oxygen": "O",
        "pi": "\u{3C0}", "minus": "\u{2212}", "times": "\u{D7}", "dot": " \u{B7} ",
    ]

    private static let firstArgument: Set<String> = [
        "nowrap", "nobr", "small", "big", "smaller", "larger", "sc", "smallcaps", "sc2", "em",
        "strong", "abbr", "tooltip", "math", "mvar", "val", "sup", "sub", "ill", "flag",
        "flagcountry", "angbr", "quote", "quotation", "blockquote", "cquote", "quote box",
        "linktext",
        "interlanguage link", "interlanguage link multi", "formatnum", "not a typo",
        "visible anchor",
        "lc", "uc", "ucfirst", "lcfirst", "pad", "mono", "code", "tt", "var", "bold", "italic",
        "ordinal", "usurped", "proper name", "no italic", "nihongo", "wikt-lang", "large", "nobold",
        "nq", "nastaliq", "vr", "center", "kbd", "samp", "underline", "strikethrough", "poemquote",
        "poem quote", "pull quote", "quote frame", "block indent", "railgauge", "track gauge",
    ]

    private static let lastArgument: Set<String> = [
        "lang", "transl", "transliteration", "script", "unicode", "polytonic", "color",
        "font color",
        "wikt", "zh", "rtl-lang", "tlit", "translit",
    ]

    private static let ships: Set<String> = [
        "hms", "hmas", "hmcs", "mv", "rms", "ss", "usns", "uss",
    ]

    private static let notes = ["flat": "\u{266D}", "natural": "\u{266E}", "sharp": "\u{266F}"]

    private static let currencies = [
        "us$": "US$", "usd": "US$", "gbp": "\u{A3}", "\u{A3}": "\u{A3}", "\u{20AC}": "\u{20AC}",
        "euro": "\u{20AC}", "inr": "\u{20B9}", "a$": "A$", "aud": "A$", "cad": "C$",
    ]

    /// `{{convert|5|to|10|km}}` shows `5 to 10 km`.
    private static func measure(_ arguments: [String]) -> String? {
        guard let first = arguments.first else { return nil }
        var text = first
        var rest = arguments.dropFirst()
        let ranges: Set<String> = ["to", "and", "or", "by", "x", "-", "\u{2013}", "to(-)"]
        while let word = rest.first, ranges.contains(word), let next = rest.dropFirst().first {
            let isDash = word == "-" || word == "\u{2013}"
            text += isDash ? "\u{2013}\(next)" : " \(word) \(next)"
            rest = rest.dropFirst(2)
        }
        return rest.first.map { "\(text) \(unit($0))" } ?? text
    }

    /// A unit, of which `e6` before its name means a million.
    private static func unit(_ code: String) -> String {
        let powers = ["e3": "thousand", "e6": "million", "e9": "billion", "e12": "trillion"]
        let digits = code.dropFirst().prefix { $0.isNumber }
        guard let power = powers[String(code.prefix(digits.count + 1))] else { return code }
        return "\(power) \(code.dropFirst(digits.count + 1))"
    }

    private static func fraction(_ arguments: [String]) -> String? {
        switch arguments.count {
        case 1: "1/\(arguments[0])"
        case 2: arguments.joined(separator: "/")
        case 3: "\(arguments[0]) \(arguments[1])/\(arguments[2])"
        default: nil
        }
    }

    /// `{{OldStyleDate|February 2|1905|January 20}}` shows `February 2 [O.S. January 20] 1905`.
    private static func oldStyleDate(_ arguments: [String]) -> String? {
        guard arguments.count > 1 else { return arguments.first }
        let old = arguments.dropFirst(2).first.map { " [O.S. \($0)]" } ?? ""
        return "\(arguments[0])\(old) \(arguments[1])"
    }
}
