internal import CICU

/// Characters that are not seen: controls, zero-width characters, soft hyphens, marks of direction.
///
/// Those stay that something around them needs: joiners in scripts that shape their letters by them and
/// in emoji, zero-width spaces in scripts without spaces between words, marks of direction in
/// a text with letters from right to left, tags in flags. Vertical tabs, form feeds and U+0085 part
/// what stands before and after them, so they become spaces.
enum InvisibleCharacters {
    static func removed(from text: String) -> RepairedText {
        guard text.unicodeScalars.contains(where: isInvisible) else { return RepairedText(text) }
        let scalars = Array(text.unicodeScalars)
        let hasRightToLeft = scalars.contains { cicu_is_right_to_left($0.value) != 0 }
        var result = String.UnicodeScalarView()
        var changes: [RepairedText.Change] = []
        for (index, scalar) in scalars.enumerated() {
            guard isInvisible(scalar),
                !isNeeded(scalar, at: index, in: scalars, hasRightToLeft: hasRightToLeft)
            else {
                result.append(scalar)
                continue
            }
            let replacement = parting.contains(scalar) ? " " : ""
            result += replacement.unicodeScalars
            changes.append(.init(original: String(scalar), replacement: replacement))
        }
        return changes.isEmpty ? RepairedText(text) : RepairedText(String(result), changes: changes)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE...0xFFFF, 0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static let parting: Set<Unicode.Scalar> = ["\u{0B}", "\u{0C}", "\u{85}"]

    private static func isNeeded(
        _ scalar: Unicode.Scalar,
        at index: Int,
        in scalars: [Unicode.Scalar],
        hasRightToLeft: Bool
    ) -> Bool {
        let before = index > 0 ? scalars[index - 1] : " "
        let after = index + 1 < scalars.count ? scalars[index + 1] : " "
        switch scalar.value {
        case 0x200C: return isJoining(before)
        case 0x200D: return isJoining(before) || (isEmoji(before) && isEmoji(after))
        case 0x200B: return isUnspaced(before) || isUnspaced(after)
        case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return hasRightToLeft
        case 0xE0020...0xE007F: return isEmoji(before) || 0xE0020...0xE007E ~= before.value
        default: return false
        }
    }

    /// Whether a character may be shaped by a joiner after it: a letter or mark of a script other
    /// than those whose letters stand side by side.
    private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
        let category = CharacterProperties.category(of: scalar)
        guard category == .letter || category == .mark else { return false }
        return !separate.contains(CharacterProperties.script(of: scalar))
    }

    private static let separate: Set<String> = [
        "Armn", "Bopo", "Cans", "Cher", "Copt", "Cyrl", "Ethi", "Geor", "Goth", "Grek", "Hang",
        "Hani", "Hebr", "Hira", "Kana", "Latn", "Runr", "Zyyy", "Zinh", "Zzzz",
    ]

    /// Whether a character is an emoji or what may follow one: a presentation selector, a keycap or
    /// a skin colour.
    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        cicu_is_pictographic(scalar.value) != 0 || scalar == "\u{FE0F}" || scalar == "\u{20E3}"
            || 0x1F3FB...0x1F3FF ~= scalar.value
    }

    private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        cicu_needs_dictionary(scalar.value) != 0
    }
}
