/// Numbers with a full stop in German, as in `am 3. Mai` and `im 19. Jahrhundert`, after which a noun has a
/// capital as a sentence has.
enum GermanOrdinals {
    /// Whether a text ends with such a number: one of one or two digits before a month, or after a word
    /// that a number stands after.
    static func end(_ text: String, before next: String) -> Bool {
        let words = text.utf8.suffix(40).split { $0 == 0x20 || $0 == 0x28 }
        guard let number = words.last, number.last == 0x2E, 2...3 ~= number.count,
            number.dropLast().allSatisfy({ 0x30...0x39 ~= $0 })
        else { return false }
        if months.contains(where: next.hasPrefix) { return true }
        return words.dropLast().last.map { leading.contains(Substring($0).lowercased()) } ?? false
    }

    private static let months = [
        "Januar", "J\u{E4}nner", "Februar", "M\u{E4}rz", "April", "Mai", "Juni", "Juli", "August",
        "September", "Oktober", "November", "Dezember",
    ]

    private static let leading: Set<String> = [
        "ab", "am", "beim", "bis", "das", "dem", "den", "der", "des", "die", "ihr", "ihre", "ihrem",
        "ihren", "im", "ins", "jede", "jeden", "jeder", "sein", "seine", "seinem", "seinen", "seit",
        "und", "vom", "zum", "zur",
    ]
}
