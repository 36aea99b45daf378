/// A piece of a sentence frame: words, a slot `{kind:argument}`, or a choice `[this|that]`.
indirect enum Node {
    case text(String)
    case slot(kind: String, argument: String)
    case choice([[Node]])
}

/// What is wrong with the grammar's own text; these are errors of its author.
enum GrammarError: Error, CustomStringConvertible {
    case unbalanced(String)
    case unknownName(String)

    var description: String {
        switch self {
        case .unbalanced(let template): "unbalanced brackets in the template: \(template)"
        case .unknownName(let name): "no class, phrase list or slot is called '\(name)'"
        }
    }
}

/// Parses the template language of frames and phrases.
struct TemplateParser {
    private let source: String
    private var rest: Substring

    private init(_ source: String) {
        self.source = source
        rest = Substring(source)
    }

    /// Returns the nodes of one template.
    static func parse(_ source: String) throws -> [Node] {
        var parser = TemplateParser(source)
        let nodes = try parser.sequence()
        guard parser.rest.isEmpty else { throw GrammarError.unbalanced(source) }
        return nodes
    }

    private mutating func sequence() throws -> [Node] {
        var nodes: [Node] = []
        while let next = rest.first, next != "|", next != "]" {
            switch next {
            case "{": nodes.append(try slot())
            case "[": nodes.append(try choice())
            default: nodes.append(.text(literal()))
            }
        }
        return nodes
    }

    private mutating func literal() -> String {
        let text = rest.prefix { !"{[|]".contains($0) }
        rest = rest.dropFirst(text.count)
        return String(text)
    }

    private mutating func slot() throws -> Node {
        guard let end = rest.firstIndex(of: "}") else { throw GrammarError.unbalanced(source) }
        let body = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        let parts = body.split(separator: ":", maxSplits: 1).map(String.init)
        return .slot(kind: parts[0], argument: parts.count > 1 ? parts[1] : "")
    }

    private mutating func choice() throws -> Node {
        var alternatives: [[Node]] = []
        repeat {
            rest = rest.dropFirst()
            alternatives.append(try sequence())
        } while rest.first == "|"
        guard rest.first == "]" else { throw GrammarError.unbalanced(source) }
        rest = rest.dropFirst()
        return .choice(alternatives)
    }
}
