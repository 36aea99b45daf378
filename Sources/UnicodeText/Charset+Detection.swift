internal import CICU

extension Charset {
    /// The charset of bytes whose charset nobody states, with the confidence in it, 0 to 1.
    ///
    /// A byte order mark decides; then well-formed UTF-8 without escape sequences does, which other
    /// charsets give only by rare accident, save HZ, which is all ASCII. Else the bytes are decoded as each of the
    /// charsets that ICU proposes and of those it does not know to propose, and the text that
    /// looks most like one of a language wins (``TextEvidence``).
    public static func detect(_ bytes: [UInt8]) -> (charset: Charset, confidence: Double) {
        if let mark = byteOrderMark(of: bytes) { return (mark.charset, 1) }
        let isPlain = !bytes.contains { $0 == 0 || $0 == 0x1B }
        if isPlain, UTF8Validation.firstInvalidOffset(in: bytes) == nil {
            return detectHZ(bytes).map { ($0, 1) } ?? (utf8, 1)
        }
        if let wide = detectWide(bytes) { return (wide, 1) }
        if UTF8Validation.isASCII(bytes), !CharsetEvidence.hasEscapes(bytes) {
            return (detectHZ(bytes) ?? utf8, 1)
        }
        let sample = CharsetSample(bytes)
        var best = (charset: utf8, score: sample.score(as: utf8))
        for charset in candidates(sample) where charset != utf8 {
            let score = sample.score(as: charset)
            if score > best.score + 1e-9 { best = (charset, score) }
        }
        return (best.charset, max(0, min(1, best.score)))
    }

    /// The charsets to try, the likelier first: of two that read alike the first is taken.
    private static func candidates(_ sample: CharsetSample) -> [Charset] {
        var names = usual.prefix(4) + sample.proposals()
        for name in usual.dropFirst(4) where !names.contains(name) { names.append(name) }
        var seen: Set<Charset> = []
        return names.compactMap { Charset(named: $0) }.filter { seen.insert($0).inserted }
    }

    /// Charsets that are tried whatever ICU proposes; those of Windows first, which hold more
    /// characters than ISO's.
    private static let usual = [
        "windows-1252", "windows-1251", "windows-1250", "KOI8-R", "windows-1254", "windows-1257",
        "windows-1253", "windows-1255", "windows-1256", "windows-1258", "windows-874", "ISO-8859-2",
        "ISO-8859-15", "ISO-8859-9", "ISO-8859-13", "ISO-8859-4", "ISO-8859-10", "ISO-8859-16",
        "ISO-8859-3", "ISO-8859-14", "ISO-8859-5", "ISO-8859-7", "ISO-8859-6", "ISO-8859-8",
        "ISO-8859-11", "TIS-620", "KOI8-U", "IBM866", "IBM855", "IBM852", "x-mac-cyrillic",
        "x-mac-centraleurroman", "macintosh", "IBM850", "VISCII", "Shift_JIS", "EUC-JP",
        "windows-949", "GB18030", "Big5", "EUC-TW", "ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN",
        "HZ-GB-2312",
    ]

    /// How much evidence, in characters, a charset needs more than the usual ones do.
    fileprivate var rarity: Double {
        if name.hasPrefix("x-mac") || name.hasPrefix("IBM") || name == "macintosh" { return 1.5 }
        return name.hasPrefix("ISO-8859-") ? 0.3 : 0
    }

    /// HZ, in which `~{` and `~}` stand around Chinese text: what they enclose must be some characters of
    /// it, most of them frequent ones.
    private static func detectHZ(_ bytes: [UInt8]) -> Charset? {
        guard let charset = Charset(named: "HZ-GB-2312"), CharsetEvidence.first(in: bytes) != nil
        else { return nil }
        let evidence = CharsetSample(bytes).evidence(as: charset)
        return evidence.count >= 4 && evidence.score > 0.5 ? charset : nil
    }

    /// UTF-16 or UTF-32 without a mark: it decodes without a fault, to text that has spaces or line
    /// ends and no zeros.
    ///
    /// Any bytes are some Chinese characters in UTF-16, so it must be text of a language where zeros, which
    /// are half of a text in ASCII, are few.
    package static func detectWide(_ bytes: [UInt8]) -> Charset? {
        let sample = Array(bytes.prefix(4096 & ~3))
        let zeroCount = sample.count { $0 == 0 }
        let names = zeroCount > 0 ? ["UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE"] : []
        let texts = names.compactMap { Charset(named: $0) }.compactMap { charset in
            (try? charset.decode(sample)).map { (charset, TextEvidence(utf8: $0)) }
        }
        let leastScore = zeroCount * 4 >= sample.count ? -0.5 : 0.3
        let readable = texts.filter { $0.1.isReadable && $0.1.score > leastScore }
        return readable.max { $0.1.score < $1.1.score }?.0
    }
}

/// The part of a text by which its charset is told.
private struct CharsetSample {
    private var bytes: [UInt8]
    private static let size = 1 << 15

    init(_ all: [UInt8]) {
        let most = Array(all.prefix(1 << 20))
        bytes = CharsetEvidence.passages(of: most, context: 512, size: Self.size)
    }

    /// The charsets that ICU's statistics propose.
    func proposals() -> [String] {
        var matches = [CICUCharsetMatch](repeating: CICUCharsetMatch(), count: 40)
        let count = bytes.withUnsafeBufferPointer { bytes in
            matches.withUnsafeMutableBufferPointer {
                cicu_detect_charsets(
                    bytes.baseAddress,
                    Int32(bytes.count),
                    $0.baseAddress,
                    $0.count
                )
            }
        }
        return matches.prefix(count).compactMap { $0.name.map { String(cString: $0) } }
    }

    /// How much the text looks like one when it is decoded as a charset; at most about 1.
    func score(as charset: Charset) -> Double { evidence(as: charset).score }

    func evidence(as charset: Charset) -> TextEvidence {
        let text = CharsetDecoder(charset).decodeMarking(bytes, isLast: true)
        return TextEvidence(utf8: text.bytes, rarity: charset.rarity)
    }
}
