/// Formulas in TeX that read as a line of text, such as `n + 1` or `x_1 \le \alpha`.
enum TeXFormula {
    /// The length in bytes from which on a formula is no part of a line.
    static let maximumLength = 40

    /// The formula of a whole document of TeX, between signs of dollars, or in the style of displays, as a
    /// text.
    static func text(ofDocument document: String) -> String? {
        var formula = document[...]
        if let start = formula.firstRange(of: "\\begin{document}") {
            formula = formula[start.upperBound...]
        }
        if let end = formula.firstRange(of: "\\end{document}") {
            formula = formula[..<end.lowerBound]
        }
        while let first = formula.first, first.isWhitespace || first == "$" {
            formula.removeFirst()
        }
        while let last = formula.last, last.isWhitespace || last == "$" { formula.removeLast() }
        return text(of: String(withoutStyle(formula)))
    }

    /// The formula without the style that stands around all of it, as in `{\displaystyle x}`.
    private static func withoutStyle(_ formula: Substring) -> Substring {
        let isGrouped = formula.hasPrefix("{\\") && formula.hasSuffix("}")
        let inside = isGrouped ? formula.dropFirst().dropLast() : formula
        guard let style = ["\\displaystyle", "\\textstyle"].first(where: inside.hasPrefix) else {
            return formula
        }
        return inside.dropFirst(style.count).drop { $0 == " " }
    }

    /// The formula as a text, or nil when it is more than letters, signs and single indices.
    static func text(of formula: String) -> String? {
        var rest = formula[...]
        var text = ""
        while let character = rest.first {
            switch character {
            case "\\":
                guard let sign = sign(at: &rest) else { return nil }
                text += sign
            case "^", "_":
                guard let index = index(at: &rest) else { return nil }
                text += index
            case "{", "}", "&": return nil
            default:
                text.append(character == "~" ? " " : character)
                rest.removeFirst()
            }
        }
        return text.utf8.count < maximumLength ? text : nil
    }

    /// The character of a command such as `\alpha`, or nothing for one that only moves what follows.
    private static func sign(at rest: inout Substring) -> String? {
        rest.removeFirst()
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        guard name.isEmpty else {
            rest.removeFirst(name.count)
            return signs[String(name)]
        }
        guard let mark = rest.popFirst() else { return nil }
        return [",", ";", ":", "!", " "].contains(mark) ? " " : mark == "%" ? "%" : nil
    }

    /// An index or an exponent of one character, or of letters and digits in braces.
    private static func index(at rest: inout Substring) -> String? {
        let mark = String(rest.removeFirst())
        guard rest.first == "{" else {
            return rest.first.map { $0.isLetter || $0.isNumber } == true
                ? mark + String(rest.removeFirst()) : nil
        }
        let contents = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        guard !contents.isEmpty, rest.dropFirst(contents.count + 1).first == "}" else { return nil }
        rest.removeFirst(contents.count + 2)
        return mark + contents
    }

    private static let signs = [
        "alpha": "\u{3B1}", "beta": "\u{3B2}", "gamma": "\u{3B3}", "delta": "\u{3B4}",
        "epsilon": "\u{3B5}", "varepsilon": "\u{3B5}", "zeta": "\u{3B6}", "eta": "\u{3B7}",
        "theta": "\u{3B8}", "kappa": "\u{3BA}", "lambda": "\u{3BB}", "mu": "\u{3BC}",
        "nu": "\u{3BD}", "xi": "\u{3BE}", "pi": "\u{3C0}", "rho": "\u{3C1}", "sigma": "\u{3C3}",
        "tau": "\u{3C4}", "phi": "\u{3C6}", "varphi": "\u{3C6}", "chi": "\u{3C7}",
        "psi": "\u{3C8}", "omega": "\u{3C9}", "Gamma": "\u{393}", "Delta": "\u{394}",
        "Theta": "\u{398}", "Lambda": "\u{39B}", "Pi": "\u{3A0}", "Sigma": "\u{3A3}",
        "Phi": "\u{3A6}", "Psi": "\u{3A8}", "Omega": "\u{3A9}", "times": "\u{D7}",
        "cdot": "\u{B7}", "pm": "\u{B1}", "div": "\u{F7}", "le": "\u{2264}", "leq": "\u{2264}",
        "ge": "\u{2265}", "geq": "\u{2265}", "ne": "\u{2260}", "neq": "\u{2260}",
        "approx": "\u{2248}", "sim": "~", "infty": "\u{221E}", "in": "\u{2208}",
        "subset": "\u{2282}", "cup": "\u{222A}", "cap": "\u{2229}", "to": "\u{2192}",
        "rightarrow": "\u{2192}", "ldots": "\u{2026}", "dots": "\u{2026}", "sin": "sin",
        "cos": "cos", "tan": "tan", "log": "log", "ln": "ln", "exp": "exp", "max": "max",
        "min": "min", "quad": " ",
    ]
}
