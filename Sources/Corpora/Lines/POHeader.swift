/// The languages that the header of a gettext catalogue names.
struct POHeader {
    /// The language of the originals.
    private(set) var source: String?

    /// The language of the translations.
    private(set) var target: String?

    init() {}

    /// Reads lines such as `Language: de`.
    init(_ text: [UInt8]) {
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].trimmingSpaces()
            guard !value.isEmpty else { continue }
            let language = String(decoding: value, as: UTF8.self)
            switch String(decoding: parts[0], as: UTF8.self).lowercased() {
            case "language": target = language
            case "x-language": target = target ?? language
            case "x-source-language": source = language
            default: break
            }
        }
    }

    /// The languages of originals and translations where some are asked for.
    ///
    /// Of what the header does not say, originals are English, and translations are in the language
    /// asked for that the originals are not in.
    func languages(asked: [String]) -> [String] {
        let english = asked.first { code in
            LanguageTag("en").matches(code)
                && !(target.map { LanguageTag(code).matches($0) } ?? false)
        }
        let source = source ?? english ?? "en"
        let other = asked.first { !LanguageTag($0).matches(source) }
        return [source, target ?? other ?? ""]
    }
}
