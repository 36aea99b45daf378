/// The scripts that are written without spaces between words.
package enum UnspacedScripts {
    /// Their names in Unicode.
    package static let names = [
        "Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar", "Tai_Le", "New_Tai_Lue",
        "Tai_Tham", "Tai_Viet", "Ahom", "Tangut", "Nushu", "Khitan_Small_Script",
    ]

    /// Letters and marks that belong to several of these: the closing mark, repeat and length marks
    /// of kana, tones of ideographs, voicing marks, and the variants of ideographs.
    package static let shared: [ClosedRange<UInt32>] = [
        0x3006...0x3006, 0x302A...0x302D, 0x3031...0x3035, 0x303C...0x303C, 0x3099...0x309A,
        0x30FC...0x30FC, 0xFF70...0xFF70, 0xFF9E...0xFF9F, 0xE0100...0xE01EF,
    ]

    /// Letters that are written as part of the character before them: the vowel AM of Thai and Lao,
    /// and the voicing marks of half width.
    package static let trailing: [ClosedRange<UInt32>] = [
        0x0E33...0x0E33, 0x0EB3...0x0EB3, 0xFF9E...0xFF9F,
    ]

    /// Marks that ICU cuts from the character before them: those of alternate readings in Vietnamese.
    package static let apart: [ClosedRange<UInt32>] = [0x16FF0...0x16FF1]

    /// Their letters and marks, without digits and signs.
    static let scalars = names.compactMap { ScalarSet(property: $0) }
        .reduce(ScalarSet(shared)) { $0.union($1) }
        .intersection(ScalarSet(named: "Alphabetic").union(ScalarSet(named: "M")))
}
