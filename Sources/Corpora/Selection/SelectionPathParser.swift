extension SelectionPath {
    /// Reads a path, or several with `|` between them.
    ///
    /// - Throws: A ``CorpusError`` with a caret under what is not of the notation.
    static func paths(_ text: String) throws(CorpusError) -> [SelectionPath] {
        var parser = SelectionPathParser(text)
        return try parser.parseAll()
    }
}

/// A reader of paths, character by character.
private struct SelectionPathParser {
    private let text: [Character]
    private var index = 0

    init(_ text: String) { self.text = Array(text) }

    mutating func parseAll() throws(CorpusError) -> [SelectionPath] {
        var paths = [try parse()]
        while take("|") { paths.append(try parse()) }
        if index < text.count { throw fault("expected '/'", at: index) }
        return paths
    }

    private mutating func parse() throws(CorpusError) -> SelectionPath {
        var path = SelectionPath(steps: [])
        skipSpaces()
        // '.', where a path starts, is the document.
        if peek == ".", index + 1 < text.count, text[index + 1] == "/" { index += 1 }
        if peek != "/" { try parseStep(isDescendant: true, into: &path) }
        while index < text.count, peek != "|" {
            let isDescendant = try parseSlashes()
            if path.target != .element {
                throw fault("nothing can follow an attribute or a text", at: index - 1)
            }
            try parseStep(isDescendant: isDescendant, into: &path)
            skipSpaces()
        }
        guard !path.steps.isEmpty else { throw fault("the path names no element", at: 0) }
        guard path.steps.count <= SelectionPath.maximumStepCount else {
            throw fault("a path may have \(SelectionPath.maximumStepCount) steps", at: 0)
        }
        return path
    }

    private mutating func parseSlashes() throws(CorpusError) -> Bool {
        try expect("/")
        guard peek == "/" else { return false }
        index += 1
        return true
    }

    private mutating func parseStep(
        isDescendant: Bool,
        into path: inout SelectionPath
    ) throws(CorpusError) {
        if take("@") {
            if isDescendant { path.steps.append(.init(name: nil, isDescendant: true)) }
            path.target = .attribute(try parseName("an attribute's name"))
        } else if take("*") {
            path.steps.append(.init(name: nil, isDescendant: isDescendant))
            try parsePredicates(into: &path)
        } else {
            let start = index
            let (prefix, name) = try parsePrefixedName("an element's name, '*' or '@'")
            if name.allSatisfy({ $0 == "." }) {
                throw fault("'\(name)' leads back; use '/', '//' and '@'", at: start)
            }
            if take("(") {
                guard name == "text", take(")") else { throw unknownFunction(name, at: start) }
                if isDescendant { path.steps.append(.init(name: nil, isDescendant: true)) }
                path.target = .ownText
            } else if peek == ":" {
                throw fault("axes are not part of these paths; use '/', '//' and '@'", at: index)
            } else {
                path.steps.append(.init(name: name, prefix: prefix, isDescendant: isDescendant))
                try parsePredicates(into: &path)
            }
        }
    }

    private mutating func parsePredicates(into path: inout SelectionPath) throws(CorpusError) {
        while take("[") {
            repeat {
                let predicate = try parsePredicate()
                path.steps[path.steps.count - 1].predicates.append(predicate)
            } while takeWord("and")
            try expect("]")
        }
    }

    private mutating func parsePredicate() throws(CorpusError) -> SelectionPath.Predicate {
        skipSpaces()
        let start = index
        if let digit = peek, digit.isNumber {
            let digits = String(text[index...].prefix { $0.isNumber })
            index += digits.count
            guard let number = Int(digits), number > 0 else {
                throw fault("positions are numbers from 1", at: start)
            }
            return .position(number)
        }
        guard take("@") else { return try parseFunction() }
        let name = try parseName("an attribute's name")
        skipSpaces()
        if take("=") { return .equals(name, try parseValue()) }
        if take("!") {
            try expect("=")
            return .differs(name, try parseValue())
        }
        return .has(name)
    }

    /// A condition by a function of an attribute.
    private mutating func parseFunction() throws(CorpusError) -> SelectionPath.Predicate {
        let start = index
        let function = takeName()
        guard ["not", "contains", "starts-with"].contains(function), take("("), take("@") else {
            let advice = "a condition is a position ([2]) or about an attribute ([@lang='en'])"
            throw fault("\(advice); others cannot be told while a document streams by", at: start)
        }
        let name = try parseName("an attribute's name")
        guard function != "not" else {
            try expect(")")
            return .lacks(name)
        }
        try expect(",")
        let value = try parseValue()
        try expect(")")
        return function == "contains" ? .contains(name, value) : .startsWith(name, value)
    }

    private mutating func parseValue() throws(CorpusError) -> String {
        skipSpaces()
        let digits = String(text[index...].prefix { $0.isNumber })
        if !digits.isEmpty {
            index += digits.count
            return digits
        }
        guard let quote = peek, quote == "'" || quote == "\"",
            let end = text[(index + 1)...].firstIndex(of: quote)
        else { throw fault("expected a value between quotation marks", at: index) }
        defer { index = end + 1 }
        return String(text[(index + 1)..<end])
    }

    /// A name without its prefix.
    private mutating func parseName(_ what: String) throws(CorpusError) -> String {
        try parsePrefixedName(what).name
    }

    private mutating func parsePrefixedName(
        _ what: String
    ) throws(CorpusError) -> (prefix: String?, name: String) {
        skipSpaces()
        var name = takeName()
        var prefix: String?
        if !name.isEmpty, peek == ":", index + 1 < text.count, Self.isOfName(text[index + 1]) {
            index += 1
            prefix = name
            name = takeName()
        }
        guard !name.isEmpty else { throw fault("expected \(what)", at: index) }
        return (prefix, name)
    }

    private mutating func takeName() -> String {
        let name = String(text[index...].prefix(while: Self.isOfName))
        index += name.count
        return name
    }

    private static func isOfName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_.".contains(character)
    }

    // MARK: Characters

    private var peek: Character? { index < text.count ? text[index] : nil }

    private mutating func skipSpaces() { while peek?.isWhitespace == true { index += 1 } }

    private mutating func take(_ character: Character) -> Bool {
        skipSpaces()
        guard peek == character else { return false }
        index += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        skipSpaces()
        guard text[index...].starts(with: word) else { return false }
        index += word.count
        return true
    }

    private mutating func expect(_ character: Character) throws(CorpusError) {
        if !take(character) { throw fault("expected '\(character)'", at: index) }
    }

    private func unknownFunction(_ name: String, at place: Int) -> CorpusError {
        fault(
            "the function '\(name)' is not part of these paths; the only one is text()",
            at: place
        )
    }

    private func fault(_ message: String, at place: Int) -> CorpusError {
        CorpusError(
            kind: .selection,
            source: "--select",
            column: place + 1,
            message: message,
            excerpt: String(text) + "\n" + String(repeating: " ", count: place) + "^"
        )
    }
}
