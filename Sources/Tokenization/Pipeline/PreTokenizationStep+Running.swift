internal import UnicodeText

/// A step that cuts text, and whether the model reads bytes.
private struct CuttingStage: PipelineStage {
    let step: PreTokenizationStep
    let keepsBytes: Bool

    func run(on text: inout PipelineText) { step.run(on: &text, keepsBytes: keepsBytes) }
}

/// What puts a visible character in the place of spaces, and cuts before it.
private struct Metaspaces: PipelineStage {
    private let mark: [UInt8]
    private let prepend: PreTokenizationStep.PrependScheme
    private let space = SplitPattern(" ")

    /// Where text is cut, if it is.
    private let start: SplitPattern?

    init(_ mark: Unicode.Scalar, _ prepend: PreTokenizationStep.PrependScheme, splits: Bool) {
        self.mark = Array(String(mark).utf8)
        self.prepend = prepend
        start = splits ? SplitPattern(String(mark)) : nil
    }

    func run(on text: inout PipelineText) {
        var count =
            switch prepend {
            case .always: Int.max
            case .first: text.firstCount
            case .never: 0
            }
        text.edit { space.replace(in: $0, $1, by: mark, &$2) }
        if count > 0 {
            text.edit { text, range, edit in
                let isThere = count == 0 || text[range].starts(with: mark)
                count = max(0, count - 1)
                return NormalizationStep.prepend(isThere ? [] : mark, text, range, &edit)
            }
        }
        if let start { PreTokenizationStep.cut(&text, start, .mergedWithNext, false) }
    }
}

extension PreTokenizationStep {
    /// The step with what it needs made ready once, for a model that reads bytes or does not.
    func prepared(keepsBytes: Bool) -> any PipelineStage {
        if case .metaspace(let replacement, let prepend, let splits) = self {
            return Metaspaces(replacement, prepend, splits: splits)
        }
        return CuttingStage(step: self, keepsBytes: keepsBytes)
    }

    private typealias Source = UnsafeBufferPointer<UInt8>

    /// Cuts each piece of text.
    ///
    /// `keepsBytes` says that the model reads bytes, so that `ByteLevel` need not spell them.
    func run(on text: inout PipelineText, keepsBytes: Bool) {
        switch self {
        case .byteLevel(let options):
            if options.addsPrefixSpace { text.edit(Self.prefixSpace) }
            if options.usesPattern { text.cut(GPT2Scanner().scan) }
            if !keepsBytes { text.edit(NormalizationStep.spellBytes) }
        case .metaspace(let replacement, let prepend, let splits):
            Metaspaces(replacement, prepend, splits: splits).run(on: &text)
        case .segments(let segmenter): text.cut { Self.cutSegments(segmenter, $0, $1, &$2) }
        case .scripts: text.cut { Self.cutScripts($0, $1, &$2) }
        case .words: text.cut { Self.cutWords($0, $1, &$2) }
        case .whitespaceSplit: Self.cut(&text, .removed, at: SplitPattern.Sort.space.contains)
        case .bert:
            Self.cut(&text, .removed, at: SplitPattern.Sort.space.contains)
            Self.cut(&text, .isolated, at: Self.isPunctuation)
        case .punctuation(let behavior): Self.cut(&text, behavior, at: Self.isPunctuation)
        case .digits(let individually):
            Self.cut(
                &text,
                individually ? .isolated : .contiguous,
                at: SplitPattern.Sort.number.contains
            )
        case .delimiter(let scalar): Self.cut(&text, .removed) { $0 == scalar.value }
        case .fixedLength(let count): text.cut { Self.cutCharacters(count, $0, $1, &$2) }
        case .split(let pattern, let behavior, let isInverted):
            Self.cut(&text, pattern, behavior, isInverted)
        }
    }

    /// ASCII punctuation and symbols, and Unicode's punctuation.
    private static func isPunctuation(_ value: UInt32) -> Bool {
        switch value {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        case 0..<0x80: false
        default: CharacterClasses.shared.contains(.punctuation, value)
        }
    }

    private static func prefixSpace(
        _ text: Source,
        _ range: Range<Int>,
        _ edit: inout TextEdit
    ) -> Bool {
        let isMissing = text[range.lowerBound] != 0x20
        if isMissing { edit.replace(0, by: [0x20]) }
        edit.keep(text, range)
        return isMissing
    }

    /// Cuts at each character for which `isMatch` holds.
    private static func cut(
        _ text: inout PipelineText,
        _ behavior: Behavior,
        at isMatch: (UInt32) -> Bool
    ) {
        text.cut { text, range, pieces in
            var cutter = PieceCutter(behavior)
            var start = range.lowerBound
            var index = start
            while index < range.upperBound {
                let (value, length) = Scalars.scalar(in: text, at: index)
                if isMatch(value) {
                    if start < index { cutter.add(start..<index, isMatch: false, to: &pieces) }
                    cutter.add(index..<index + length, isMatch: true, to: &pieces)
                    start = index + length
                }
                index += length
            }
            if start < index { cutter.add(start..<index, isMatch: false, to: &pieces) }
            cutter.finish(&pieces)
        }
    }

    fileprivate static func cut(
        _ text: inout PipelineText,
        _ pattern: SplitPattern,
        _ behavior: Behavior,
        _ isInverted: Bool
    ) {
        if behavior == .isolated || (behavior == .removed && isInverted), cutFast(&text, pattern) {
            return
        }
        text.cut { text, range, pieces in
            var cutter = PieceCutter(behavior)
            pattern.forEachPart(of: text, in: range) { part in
                cutter.add(part.range, isMatch: part.isMatch != isInverted, to: &pieces)
            }
            cutter.finish(&pieces)
        }
    }

    private static func cutCharacters(
        _ count: Int,
        _ text: Source,
        _ range: Range<Int>,
        _ pieces: inout [PipelineText.Piece]
    ) {
        var start = range.lowerBound
        var (index, taken) = (start, 0)
        while index < range.upperBound {
            index += Scalars.scalar(in: text, at: index).length
            taken += 1
            if taken == count || index == range.upperBound {
                pieces.append(.init(start..<index))
                (start, taken) = (index, 0)
            }
        }
    }

    /// The segments, blank ones at the start of the ones after them.
    private static func cutSegments(
        _ segmenter: Segmenter,
        _ text: Source,
        _ range: Range<Int>,
        _ pieces: inout [PipelineText.Piece]
    ) {
        var start = range.lowerBound
        segmenter.forEachSegment(of: text, in: range) { segment in
            let end = segment.range.upperBound
            if end < range.upperBound, isBlank(text, segment.range) { return }
            pieces.append(.init(start..<end))
            start = end
        }
    }

    /// Whether all of a range is white space, or stands for spaces.
    private static func isBlank(_ text: Source, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let (value, length) = Scalars.scalar(in: text, at: index)
            if value != 0x2581, !Scalars.isWhiteSpace(value) { return false }
            index += length
        }
        return true
    }

    /// Cuts with the scanner of a pattern that matches everything.
    private static func cutFast(_ text: inout PipelineText, _ pattern: SplitPattern) -> Bool {
        switch pattern.kind {
        case .expression(.gpt2): text.cut(GPT2Scanner().scan)
        case .expression(.cl100k(let digits)): text.cut(CL100KScanner(maximumDigits: digits).scan)
        case .expression(.o200k): text.cut(O200KScanner().scan)
        default: return false
        }
        return true
    }

    /// The pieces of `\w+|[^\w\s]+`.
    private static func cutWords(
        _ text: Source,
        _ range: Range<Int>,
        _ pieces: inout [PipelineText.Piece]
    ) {
        let classes = CharacterClasses.shared
        var start = range.lowerBound
        var last = 0
        var index = start
        while index < range.upperBound {
            let (value, length) = Scalars.scalar(in: text, at: index)
            let sort = classes.isWord(value) ? 1 : classes.contains(.space, value) ? 0 : 2
            if sort != last {
                if last != 0 { pieces.append(.init(start..<index)) }
                (start, last) = (index, sort)
            }
            index += length
        }
        if last != 0 { pieces.append(.init(start..<index)) }
    }
}

/// Makes pieces of matches and of what is between them, by a behavior.
private struct PieceCutter {
    private let behavior: PreTokenizationStep.Behavior
    private var pending: Range<Int>?
    private var isPendingMatch = false

    init(_ behavior: PreTokenizationStep.Behavior) { self.behavior = behavior }

    /// Takes the next part of the text.
    mutating func add(_ range: Range<Int>, isMatch: Bool, to pieces: inout [PipelineText.Piece]) {
        if joins(isMatch), let start = pending?.lowerBound {
            pending = start..<range.upperBound
        } else {
            finish(&pieces)
            pending = range
        }
        isPendingMatch = isMatch
        if behavior == .removed, isMatch { pending = nil }
    }

    /// Whether the next part belongs to the pending piece.
    private func joins(_ isMatch: Bool) -> Bool {
        switch behavior {
        case .removed, .isolated: return false
        case .contiguous: return isMatch == isPendingMatch
        case .mergedWithPrevious: return isMatch && !isPendingMatch
        case .mergedWithNext: return !isMatch && isPendingMatch
        }
    }

    mutating func finish(_ pieces: inout [PipelineText.Piece]) {
        if let pending, !pending.isEmpty { pieces.append(PipelineText.Piece(pending)) }
        pending = nil
    }
}
