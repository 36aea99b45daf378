/// What the words of wikitext mean on one wiki.
struct WikitextMarkup {
    /// The namespaces whose links show nothing, or a picture, in the text; in lower case.
    private var hiddenNamespaces: Set<String> = ["file", "image", "media", "category"]

    /// Which templates show something, which links nothing, and what tags do, as far as that is known.
    private var shownTemplates = WikitextNames<Bool>()
    private var namespaces = WikitextNames<LinkVisibility>()
    private var tags = WikitextNames<TagRole?>()

    /// Whether links into a namespace show their text.
    private enum LinkVisibility {
        case shown, hidden

        /// Only those that have a text of their own.
        case shownWithLabel
    }

    /// What a tag of HTML, or of an extension, does to the text around it.
    enum TagRole {
        /// Its contents are no prose.
        case hidden

        /// It ends a paragraph.
        case block

        /// It is a space.
        case lineBreak

        /// Its contents stand above the line.
        case raised

        /// Nothing in its contents is markup.
        case verbatim

        /// Its contents are TeX.
        case formula
    }

    /// The tags that have a role; the others are left out, and their contents are not.
    private static let tags: [String: TagRole] = {
        var tags: [String: TagRole] = [
            "br": .lineBreak, "sup": .raised, "nowiki": .verbatim, "math": .formula,
        ]
        for name in hiddenTags { tags[name] = .hidden }
        for name in blockTags { tags[name] = .block }
        return tags
    }()

    private static let hiddenTags = [
        "ref", "references", "gallery", "timeline", "score", "syntaxhighlight", "source", "pre",
        "chem", "ce", "imagemap", "hiero", "graph", "templatedata", "style", "script",
        "includeonly", "mapframe", "maplink", "categorytree", "inputbox", "section", "table",
    ]

    private static let blockTags = [
        "p", "div", "blockquote", "li", "ul", "ol", "dl", "dd", "dt", "center", "poem", "h1", "h2",
        "h3", "h4", "h5", "h6", "hr",
    ]

    /// Adds a name of a namespace whose links show nothing, or a picture.
    mutating func hide(namespace name: String) {
        hiddenNamespaces.insert(name.lowercased())
        namespaces = WikitextNames()
    }

    /// What a tag does, or nil where it is only left out; its name is in any case.
    mutating func role(ofTag name: UnsafeBufferPointer<UInt8>) -> TagRole? {
        tags.value(of: name) { Self.tags[String(decoding: $0, as: UTF8.self).lowercased()] }
    }

    /// Whether a template of a name, as it is written, shows anything.
    mutating func isShown(template name: UnsafeBufferPointer<UInt8>) -> Bool {
        shownTemplates.value(of: name) { name in
            let name = String(decoding: name, as: UTF8.self).trimmingSpaces()
            return WikitextTemplates.text(of: name, [""]) != nil
        }
    }

    /// Whether a link shows nothing where it stands.
    ///
    /// - Parameters:
    ///   - name: What stands before the first colon of the link's target.
    ///   - hasLabel: Whether the link has a text of its own.
    /// - Returns: Whether the link leads to a file, a category or the like.
    mutating func isHidden(namespace name: UnsafeBufferPointer<UInt8>, hasLabel: Bool) -> Bool {
        let visibility = namespaces.value(of: name) { [hiddenNamespaces] name in
            Self.visibility(of: String(decoding: name, as: UTF8.self), hiddenNamespaces)
        }
        return visibility == .hidden || visibility == .shownWithLabel && !hasLabel
    }

    private static func visibility(of name: String, _ hidden: Set<String>) -> LinkVisibility {
        let prefix = name.trimmingSpaces().lowercased()
        if prefix.isEmpty { return .shown }
        if hidden.contains(prefix) { return .hidden }
        // A link to the same article in another language.
        return name.hasSuffix(prefix) && isLanguage(prefix) ? .shownWithLabel : .shown
    }

    /// Whether a prefix is a language's, such as `fr`, `ceb` or `be-x-old`.
    static func isLanguage(_ prefix: String) -> Bool {
        let isCode = prefix.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
        return isCode && ((2...3).contains(prefix.count) || prefix.contains("-"))
    }
}

extension String {
    /// The text without white space at both ends.
    func trimmingSpaces() -> String {
        if let first = utf8.first, let last = utf8.last, first.isVisible, last.isVisible {
            return self
        }
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
        return String(self[start..<end])
    }
}

extension UInt8 {
    /// Whether the byte is a character of ASCII that can be seen.
    fileprivate var isVisible: Bool { self > 0x20 && self < 0x7F }
}
