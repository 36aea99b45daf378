import Markup

/// What the name, the class, the identifier and the role of an element say of its contents.
enum HTMLCue {
    case none

    /// It is likely to hold the main text.
    case content

    /// It is likely to hold something else: navigation, advertisements, related pages.
    case boilerplate

    /// It is likely to hold what readers wrote.
    case discussion

    /// Whether it speaks against the main text.
    var isAgainst: Bool { self == .boilerplate || self == .discussion }

    init(_ reader: MarkupReader) {
        let name = reader.name
        if name == "aside" || Self.roles.contains(reader.attribute("role") ?? "") {
            self = .boilerplate
        } else if name == "article" || name == "main"
            || reader.attribute("itemprop") == "articleBody"
        {
            self = .content
        } else {
            self.init(
                words: (reader.attribute("class") ?? "") + " " + (reader.attribute("id") ?? "")
            )
        }
    }

    /// Judges the words of a class and an identifier.
    private init(words text: String) {
        let words = Self.words(of: text)
        let isContent = words.contains { Self.contentWords.contains($0) }
        let isBoilerplate = words.contains { Self.boilerplateWords.contains($0) }
        let isDiscussion = words.contains { Self.discussionWords.contains($0) }
        if isBoilerplate || isDiscussion {
            self = isContent ? .none : isDiscussion ? .discussion : .boilerplate
        } else {
            self = isContent ? .content : .none
        }
    }

    /// Whether an element is not shown.
    static func isHidden(_ reader: MarkupReader) -> Bool {
        if reader.attribute("hidden") != nil || reader.attribute("aria-hidden") == "true" {
            return true
        }
        guard let style = reader.attribute("style")?.lowercased() else { return false }
        let rules = style.filter { $0 != " " }
        return rules.contains("display:none") || rules.contains("visibility:hidden")
    }

    /// What a picture that is a formula within a line reads as, "" where it is more than a line of text, or nil
    /// for other pictures: wikis and weblogs have the TeX of formulas beside their pictures.
    static func formula(ofImage reader: MarkupReader) -> String? {
        guard let name = reader.attribute("class"), let teX = reader.attribute("alt") else {
            return nil
        }
        let words = words(of: name)
        guard words.contains(where: { ["math", "tex", "latex"].contains($0) }),
            !words.contains("display")
        else { return nil }
        return TeXFormula.text(ofDocument: teX) ?? ""
    }

    /// The words of a name such as `relatedPosts_list-3`, in lower case.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text.unicodeScalars {
            let isCapital = ("A"..."Z").contains(character)
            let isLetter = isCapital || ("a"..."z").contains(character)
            if !isLetter
                || (isCapital && word.unicodeScalars.last.map { ("a"..."z").contains($0) } == true)
            {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if isLetter { word.unicodeScalars.append(character) }
        }
        return word.isEmpty ? words : words + [word.lowercased()]
    }

    private static let roles: Set<String> = [
        "navigation", "banner", "complementary", "contentinfo", "menu", "menubar", "dialog",
        "alertdialog", "search", "toolbar", "tooltip",
    ]

    private static let contentWords: Set<String> = [
        "article", "content", "contents", "body", "post", "entry", "main", "story", "text", "page",
        "prose", "hentry", "blog", "column",
    ]

    private static let discussionWords: Set<String> = [
        "comment", "comments", "disqus", "reply", "replies", "respond", "shoutbox",
    ]

    private static let boilerplateWords: Set<String> = [
        "sidebar", "rail", "footer",
        "foot", "header", "masthead", "banner", "menu", "nav", "navigation", "navbar", "breadcrumb",
        "breadcrumbs", "pager", "pagination", "related", "recommended", "recommendations",
        "popular", "trending", "more", "share", "sharing", "social", "tweet", "follow", "subscribe",
        "subscription", "newsletter", "signup", "promo", "promotion", "advert", "advertisement",
        "ad", "ads", "adbox", "sponsor", "sponsored", "sponsors", "outbrain", "taboola", "widget",
        "tools", "toolbar", "toolbox", "tags", "tag", "meta", "metadata", "byline", "author",
        "authors", "credit", "copyright", "legal", "cookie", "cookies", "consent", "popup", "modal",
        "overlay", "login", "register", "search", "skip", "print", "rating", "vote", "hidden",
        "poll", "agegate", "gdpr", "teaser", "extra", "community", "supplemental",
        "dateline", "timestamp", "references", "reflist", "navbox", "toc", "catlinks",
        "editsection",
    ]
}
