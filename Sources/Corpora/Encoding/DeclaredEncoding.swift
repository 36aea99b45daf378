import UnicodeText

/// The encoding that a file names at its beginning: in an XML declaration, in a `meta` element of HTML, or
/// in the header of a PO file.
struct DeclaredEncoding {
    /// The name as it stands in the file.
    var name: String

    /// Whether the name stands in a `meta` element.
    private(set) var isHTML = false

    /// What a file is called whose declaration may be wrong, as programs that change the encoding of pages
    /// and catalogues do not look at it; nil for XML.
    private(set) var fallibleName: String?

    /// The encoding of sixteen or more bits that the first bytes show.
    private var wide: String?

    /// Looks for a declaration in the first bytes of a file.
    ///
    /// Tags count where a file starts with one, and anywhere in what is known to be a page: an object
    /// of JSON or a row of a table may hold a page that says what it was in once.
    init?(of bytes: [UInt8], isPage: Bool) {
        let family = Self.family(bytes)
        guard let text = Self.readable(bytes, family) else { return nil }
        if let family, family.hasPrefix("UTF") { wide = family }
        let start = text.prefix { $0 != ">" }
        if text.hasPrefix("<?xml"), let name = Self.value(of: "encoding", in: start) {
            self.name = name
        } else if isPage || text.hasPrefix("<"), let name = Self.metaCharset(in: text) {
            self.name = name
            isHTML = true
            fallibleName = "page"
        } else if Self.isCatalogue(text), let name = Self.headerCharset(in: text) {
            self.name = name
            fallibleName = "catalogue"
        } else {
            return nil
        }
    }

    /// The charset of the name, or of what files with this name are really in.
    var charset: Charset? {
        if let wide { return Charset(named: wide) }
        let label = name.lowercased()
        // A file that could be read up to this name is not in sixteen bits.
        if Self.wideLabels.contains(where: label.hasPrefix) { return .utf8 }
        if isHTML, let usual = Self.webCharsets[label] { return Charset(named: usual) }
        return Charset(named: Self.supersets[label] ?? name)
    }

    /// The encoding in which the first bytes spell `<`, if ASCII's characters are not single bytes of it.
    private static func family(_ bytes: [UInt8]) -> String? {
        let beginnings: [([UInt8], String)] = [
            ([0x3C, 0, 0x3F, 0], "UTF-16LE"), ([0, 0x3C, 0, 0x3F], "UTF-16BE"),
            ([0x3C, 0, 0, 0], "UTF-32LE"), ([0, 0, 0, 0x3C], "UTF-32BE"),
            ([0x4C, 0x6F, 0xA7, 0x94], "IBM037"),
        ]
        return beginnings.first { bytes.starts(with: $0.0) }?.1
    }

    /// The first bytes as text, in which question marks stand for what is beyond ASCII.
    private static func readable(_ bytes: [UInt8], _ family: String?) -> Substring? {
        var ascii = Array(bytes.prefix(4096))
        if let family, let charset = Charset(named: family) {
            ascii = CharsetDecoder(charset).decodeMarking(ascii).bytes
        }
        return String(decoding: ascii.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
            .drop(while: \.isWhitespace)
    }

    /// The value of an attribute, as in `encoding = 'x'`.
    private static func value(of name: String, in text: some StringProtocol) -> String? {
        guard let found = text.firstRange(of: name) else { return nil }
        let rest = text[found.upperBound...].drop { $0.isWhitespace }
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
        let name = value.prefix { $0.isLetter || $0.isNumber || "-_.:+".contains($0) }
        return name.isEmpty ? nil : String(name)
    }

    /// The charset of a `meta` element, in either of its forms.
    private static func metaCharset(in text: Substring) -> String? {
        var rest = text.lowercased()[...]
        while let tag = rest.firstRange(of: "<meta") {
            let element = rest[tag.upperBound...].prefix { $0 != ">" }
            if let name = value(of: "charset", in: element) { return name }
            rest = rest[tag.upperBound...]
        }
        return nil
    }

    /// Whether a line starts with the keyword of gettext that every catalogue has.
    private static func isCatalogue(_ text: Substring) -> Bool {
        text.hasPrefix("msgid ") || text.contains("\nmsgid ") || text.contains("\r\nmsgid ")
    }

    /// The charset of `"Content-Type: text/plain; charset=x\n"`.
    private static func headerCharset(in text: Substring) -> String? {
        guard let header = text.firstRange(of: "Content-Type:") else { return nil }
        let name = value(of: "charset", in: text[header.upperBound...].prefix { $0 != "\n" })
        return name == "CHARSET" ? nil : name
    }

    private static let wideLabels = ["utf-16", "utf-32", "ucs-2", "ucs-4", "iso-10646-ucs"]

    /// Charsets that are called by the name of the one they extend; of Latin-1, that has letters and marks
    /// where it has controls.
    private static let supersets = [
        "iso-8859-1": "windows-1252", "latin1": "windows-1252", "iso8859-1": "windows-1252",
        "iso_8859-1": "windows-1252",
        "gb2312": "GB18030", "gb_2312-80": "GB18030", "gbk": "GB18030", "x-gbk": "GB18030",
        "euc-kr": "windows-949", "ks_c_5601-1987": "windows-949", "ksc5601": "windows-949",
        "shift_jis": "windows-31j", "shift-jis": "windows-31j", "x-sjis": "windows-31j",
        "sjis": "windows-31j", "tis-620": "windows-874", "iso-8859-11": "windows-874",
        "x-mac-roman": "macintosh",
    ]

    /// What browsers take for these names.
    private static let webCharsets = [
        "us-ascii": "windows-1252", "ascii": "windows-1252",
        "iso-8859-9": "windows-1254", "latin5": "windows-1254",
    ].merging(supersets) { first, _ in first }
}
