internal import UnicodeText

/// Finds the matches of a regular expression, in time that is proportional to the text.
///
/// The text is read from its end first, to learn from where each step leads to a match; then the
/// matches are followed from its start, and the first way that leads to a match is taken wherever
/// there are several. Nothing is ever tried in vain. This gives the matches that trying one way
/// after the other gives.
///
/// What is learnt of a long text is kept for every some thousandth place only, and learnt again
/// for the places in between when the matches come there.
struct ExpressionMatcher {
    private let program: ExpressionProgram
    private let classes: ScalarClasses
    private let marks: [ExpressionMark]
    private var steps: ReachableSteps
    private var stepsBehind: [Int: ReachableSteps] = [:]

    /// The class of the character that starts at each byte; ``none`` inside of characters.
    private var codes: [UInt8] = []

    /// The length of the text; `codes` may be longer.
    private var length = 0
    private static let none: UInt8 = 0xFF

    /// The marks of each place, a bit for each; empty without marks.
    private var markBits: [UInt8] = []

    /// The states of the places of a block, and where it starts.
    private var states: [Int32]
    private var start = 0

    /// The number of the mark of where the search starts, that place and its state.
    private let searchMark: Int?
    private var searchStart = -1
    private var searchState = ReachableSteps.nowhere

    /// The set of steps right after each block but the last.
    private var ends: [[UInt64]] = []

    init(_ program: ExpressionProgram, _ classes: ScalarClasses, _ marks: [ExpressionMark]) {
        self.program = program
        self.classes = classes
        self.marks = marks
        steps = ReachableSteps(program, classes, markCount: marks.count)
        searchMark = marks.firstIndex(where: \.isSearchStart)
        states = Array(repeating: ReachableSteps.nowhere, count: steps.stride)
        for (number, mark) in marks.enumerated() {
            if case .behind(let program) = mark {
                stepsBehind[number] = ReachableSteps(program, classes, markCount: marks.count)
            }
        }
    }

    /// Calls `body` with each match in a range of a text, from the left.
    ///
    /// A match may be empty, but not right after another.
    mutating func forEachMatch(
        in text: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ body: (Range<Int>) -> Void
    ) {
        if range.isEmpty { return }
        read(UnsafeBufferPointer(rebasing: text[range]))
        let offset = range.lowerBound
        var place = 0
        var last = -1
        while let start = nextStart(from: place) {
            let match = self.match(from: start)
            if match.isEmpty, match.upperBound == last {
                place = following(last)
            } else {
                body(match.lowerBound + offset..<match.upperBound + offset)
                (place, last) = (match.upperBound, match.upperBound)
            }
        }
        if range.count > Self.keptLength { forgetText() }
    }

    /// The length up to which the memory for a text is kept.
    private static let keptLength = 1 << 20

    private mutating func forgetText() {
        codes = []
        length = 0
        markBits = []
        ends = []
    }

    /// The first place from which the expression matches, or nil.
    private mutating func nextStart(from place: Int) -> Int? {
        var place = place
        if let searchMark, place <= length { startSearch(at: place, searchMark) }
        while place <= length {
            let state = state(at: place)
            if steps.matches(state) { return place }
            place = following(place)
        }
        return nil
    }

    /// Learns the state of the place where the search starts, which is like no other: places after
    /// it, whose states it follows from, are none where a search starts.
    private mutating func startSearch(at place: Int, _ mark: Int) {
        let isEnd = place == length
        let next = isEnd ? ReachableSteps.nowhere : state(at: following(place))
        searchState = steps.state(
            after: next,
            class: isEnd ? 0 : codes[place],
            marks: markBits[place] | 1 << UInt8(mark)
        )
        searchStart = place
    }

    /// The match that is found at a place where there is one.
    private mutating func match(from start: Int) -> Range<Int> {
        var (start, place) = (start, start)
        var step = program.entry
        while true {
            switch program.steps[step] {
            case .accept: return start..<place
            case .keep(let next):
                start = place
                step = next
            case .characters(_, let next):
                place = following(place)
                step = next
            case .choice(let first, let second):
                let state = state(at: place)
                step = steps.contains(first, state) ? first : second
            case .mark(_, _, let next), .ahead(_, _, let next): step = next
            }
        }
    }

    /// The place after the next character.
    @inline(__always)
    private func following(_ place: Int) -> Int {
        var place = place + 1
        while place < length, codes[place] == Self.none { place += 1 }
        return place
    }

    @inline(__always)
    private mutating func state(at place: Int) -> Int32 {
        if place == searchStart { return searchState }
        let index = place - start
        if index >= 0, index < states.count { return states[index] }
        learnBlock(place / steps.stride)
        return states[place - start]
    }
}

// MARK: - Learning

extension ExpressionMatcher {
    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        classify(text)
        searchStart = -1
        markBits.removeAll(keepingCapacity: true)
        if !marks.isEmpty { setMarks(text) }
        let last = text.count / steps.stride
        ends = Array(repeating: [], count: last)
        var state = ReachableSteps.nowhere
        for block in stride(from: last, through: 1, by: -1) {
            state = learn(block, from: state)
            ends[block - 1] = steps.set(of: state)
        }
        learnBlock(0)
    }

    private mutating func classify(_ text: UnsafeBufferPointer<UInt8>) {
        length = text.count
        if codes.count < length { codes = Array(repeating: Self.none, count: length) }
        let classes = classes
        codes.withUnsafeMutableBufferPointer { codes in
            var index = 0
            while index < text.count {
                let first = text[index]
                if first < 0x80 {
                    codes[index] = classes.of(UInt32(first))
                    index += 1
                    continue
                }
                let (value, length) = Scalars.scalar(in: text, at: index)
                codes[index] = classes.of(value)
                for inner in index + 1..<index + length { codes[inner] = Self.none }
                index += length
            }
        }
    }

    /// Learns the states of the places of a block.
    private mutating func learnBlock(_ block: Int) {
        let isLast = block == ends.count
        _ = learn(block, from: isLast ? ReachableSteps.nowhere : steps.number(of: ends[block]))
    }

    /// Learns the states of the places of a block, the last first, from the one that follows it.
    private mutating func learn(_ block: Int, from next: Int32) -> Int32 {
        start = block * steps.stride
        var state = steps.forget(keeping: next)
        var place = min(length, start + steps.stride - 1) + 1
        while place > start {
            place -= 1
            let code = place < length ? codes[place] : 0
            if code == Self.none { continue }
            state = steps.state(
                after: state,
                class: code,
                marks: markBits.isEmpty ? 0 : markBits[place]
            )
            states[place - start] = state
        }
        return state
    }
}

// MARK: - Marks

extension ExpressionMatcher {
    private mutating func setMarks(_ text: UnsafeBufferPointer<UInt8>) {
        markBits.append(contentsOf: repeatElement(0, count: text.count + 1))
        for (number, mark) in marks.enumerated() {
            switch mark {
            case .place(.searchStart, _): break
            case .place(.clusterBoundary, _): setMarksOfClusters(number, text)
            case .place(let place, let wordSet): setMarks(number, place, wordSet, text)
            case .behind: setMarksBehind(number)
            }
        }
    }

    private mutating func setMarks(
        _ number: Int,
        _ place: ExpressionPlace,
        _ wordSet: Int,
        _ text: UnsafeBufferPointer<UInt8>
    ) {
        var wasWord = false
        var index = 0
        while index <= text.count {
            let isWord = index < text.count && classes.contains(Int(codes[index]), in: wordSet)
            let isAfterLine = index > 0 && text[index - 1] == 0x0A
            let isBeforeLine = index < text.count && text[index] == 0x0A
            let isSet =
                switch place {
                case .textStart: index == 0
                case .textEnd: index == text.count
                case .lineStart: index == 0 || (isAfterLine && index < text.count)
                case .lineEnd: index == text.count || isBeforeLine
                case .lastLineEnd:
                    index == text.count || (isBeforeLine && index + 1 == text.count)
                case .wordBoundary: wasWord != isWord
                case .clusterBoundary, .searchStart: false
                }
            if isSet { markBits[index] |= 1 << UInt8(number) }
            wasWord = isWord
            index = following(index)
        }
    }

    /// Sets a mark where grapheme clusters begin and end.
    private mutating func setMarksOfClusters(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) {
        markBits[0] |= 1 << UInt8(number)
        ClusterBoundaries.forEach(in: text) { markBits[$0] |= 1 << UInt8(number) }
    }

    /// Sets a mark where the characters before match.
    private mutating func setMarksBehind(_ number: Int) {
        guard var steps = stepsBehind[number] else { return }
        var state = ReachableSteps.nowhere
        var code: UInt8 = 0
        var index = 0
        var placeCount = 0
        while index <= length {
            if placeCount % steps.stride == 0 { state = steps.forget(keeping: state) }
            placeCount += 1
            state = steps.state(after: state, class: code, marks: markBits[index])
            if steps.matches(state) { markBits[index] |= 1 << UInt8(number) }
            if index < length { code = codes[index] }
            index = following(index)
        }
        stepsBehind[number] = steps
    }
}
