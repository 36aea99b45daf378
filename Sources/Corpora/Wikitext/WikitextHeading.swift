import UnicodeText

/// The headings of sections.
package enum WikitextHeading {
    /// A heading without equals signs and white space at both ends.
    ///
    /// - Parameter line: The heading's line in UTF-8.
    /// - Returns: The part of it that is the heading.
    package static func text(of line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var (start, end) = (0, line.count)
        while start < end, let count = frame(line[start..<end]) { start += count }
        while start < end, let count = frame(line[start..<end], atEnd: true) { end -= count }
        return UnsafeBufferPointer(rebasing: line[start..<end])
    }

    /// The length of an equals sign or of white space at the beginning, or at the end, or nil.
    private static func frame(
        _ text: Slice<UnsafeBufferPointer<UInt8>>,
        atEnd: Bool = false
    ) -> Int? {
        guard let byte = atEnd ? text.last : text.first else { return nil }
        if byte < 0x80 { return byte == UInt8(ascii: "=") || byte.isSpace ? 1 : nil }
        // No white space takes more than three bytes.
        let part = atEnd ? text.suffix(3) : text.prefix(3)
        let scalars = String(decoding: part, as: UTF8.self).unicodeScalars
        let scalar = atEnd ? scalars.last : scalars.first
        return scalar.flatMap { Scalars.isWhiteSpace($0.value) ? $0.utf8.count : nil }
    }

    /// Whether a heading is one of those whose sections hold references and links, in any case.
    package static func isOfReferences(_ heading: UnsafeBufferPointer<UInt8>) -> Bool {
        guard heading.allSatisfy({ $0 < 0x80 }) else {
            let name = String(decoding: heading, as: UTF8.self).lowercased()
            return references.contains(Array(name.utf8))
        }
        guard heading.count < 64, lengths >> UInt64(heading.count) & 1 != 0 else { return false }
        return references.contains { name in
            name.count == heading.count
                && name.indices.allSatisfy { name[$0] == heading[$0].lowercased }
        }
    }

    /// The set of the lengths of the names of such sections.
    private static let lengths = references.reduce(0 as UInt64) { $0 | 1 << UInt64($1.count) }

    private static let references = referencesByLanguage.values.flatMap { names in
        names.split(separator: ",").map { Array($0.trimmingPrefix(" ").utf8) }
    }

    /// What such sections are called on wikis of a language.
    private static let referencesByLanguage = [
        "en": """
        references, notes, footnotes, citations, sources, bibliography, see also, further reading, \
        external links, works cited, works, publications, discography, filmography, notes and references
        """,
        "ar": "مراجع, المراجع, وصلات خارجية, انظر أيضا, انظر أيضًا, هوامش",
        "bg": "източници, външни препратки, литература, бележки, вижте също",
        "cs": "reference, externí odkazy, související články, literatura, poznámky",
        "de": """
        einzelnachweise, weblinks, literatur, siehe auch, quellen, fußnoten, anmerkungen, belege, \
        diskografie, filmografie
        """,
        "es": """
        referencias, enlaces externos, véase también, bibliografía, notas, notas y referencias, \
        discografía, filmografía
        """,
        "fr": """
        références, notes et références, voir aussi, liens externes, lien externe, bibliographie, \
        articles connexes, discographie, filmographie
        """,
        "it":
            "note, bibliografia, collegamenti esterni, voci correlate, altri progetti, discografia",
        "ja": "脚注, 参考文献, 外部リンク, 関連項目, 出典, 注釈",
        "ko": "각주, 같이 보기, 외부 링크, 참고 문헌",
        "nl":
            "referenties, externe links, externe link, zie ook, literatuur, bronnen, noten, voetnoten",
        "pl": "przypisy, bibliografia, linki zewnętrzne, zobacz też, uwagi, dyskografia",
        "pt": "referências, ligações externas, ver também, notas e referências, discografia",
        "ru": "примечания, литература, ссылки, см. также, источники, библиография, дискография",
        "sv":
            "referenser, källor, externa länkar, se även, noter, litteratur, diskografi, filmografi",
        "tr": "kaynakça, dış bağlantılar, ayrıca bakınız",
        "uk": "примітки, література, посилання, див. також, джерела",
        "zh": "参考文献, 參考文獻, 参考资料, 參考資料, 外部链接, 外部連結, 参见, 參見, 注释, 註釋",
    ]
}
