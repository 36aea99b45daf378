internal import UnicodeText

extension PreTokenizationStep {
    /// The pieces between places where the script changes.
    static func cutScripts(
        _ text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ pieces: inout [PipelineText.Piece]
    ) {
        var start = range.upperBound
        var last: Script?
        var index = range.lowerBound
        while index < range.upperBound {
            let (value, length) = Scalars.scalar(in: text, at: index)
            if let script = script(of: value), script != last {
                if last != nil { pieces.append(.init(start..<index)) }
                (start, last) = (index, script)
            }
            index += length
        }
        if last != nil { pieces.append(.init(start..<index)) }
    }

    /// The script that a character is cut by; nil for one that goes with any.
    private static func script(of scalar: UInt32) -> Script? {
        if scalar < 0x80 {
            if scalar == 0x20 { return nil }
            return 0x61...0x7A ~= scalar | 0x20 ? .latin : .common
        }
        if scalar == prolongedSoundMark { return .han }
        let script = Script.inUnicode9(scalar)
        return script == .hiragana || script == .katakana ? .han : script
    }

    /// The mark of long vowels in kana, which is common to scripts.
    private static let prolongedSoundMark: UInt32 = 0x30FC
}
