/// The main text of a page: the box whose blocks together speak most for being prose, without what in
/// it does not.
///
/// Each block has a worth: its length where it reads as prose, less where it is short, and
/// less than nothing where it is mostly links or stands in a box whose name tells of boilerplate. The main
/// text's box has the highest sum of worths; an ancestor that adds as much boilerplate as prose gains nothing.
/// Where no block reads as prose, and no box has most of the text, all of the page but boilerplate is read.
/// A name such as `two-columns-sidebar-right` is that of a layout, and tells nothing, where most of the prose is
/// inside.
struct MainText {
    /// The blocks of the main text, in order.
    let blocks: [HTMLPage.Block]

    /// Finds the main text.
    init(_ page: HTMLPage) {
        let worths = Self.worths(page)
        guard let box = Self.box(of: page, worths) else {
            blocks = []
            return
        }
        if let blocks = Self.blocksWithoutProse(page, worths, besides: page.boxes[box].blocks) {
            self.blocks = blocks
            return
        }
        let range = page.boxes[box].blocks
        let prose = range.reduce(0) { $0 + max(0, worths[$1]) }
        let dropped = Self.boilerplate(in: box, of: page, worths, prose: prose)
        blocks = range.filter { !dropped.contains($0) }.map { page.blocks[$0] }
    }

    // MARK: Worth

    private static func worths(_ page: HTMLPage) -> [Double] {
        let worths = page.blocks.map(worth)
        let isAgainst = boxesAgainst(page, worths)
        return zip(page.blocks, worths).map { block, worth in
            isAgainst[block.box] ? -0.3 * abs(worth) : worth
        }
    }

    /// What a block is worth by itself.
    private static func worth(of block: HTMLPage.Block) -> Double {
        let length = Double(block.length)
        let linked = Double(block.linkedLength) / max(1, length)
        if linked > 0.5 { return -0.5 * length - 5 }
        let isProse = isProse(block)
        var worth = (isProse ? 1 : block.kind == .heading ? 0.2 : 0.1) * length * (1 - linked)
        if block.kind == .paragraph { worth += isProse ? 20 : 2 }
        worth += 4 * Double(min(block.clauseMarks, 10))
        if !isProse, block.kind != .paragraph, block.kind != .heading { worth -= 8 }
        return worth
    }

    private static func isProse(_ block: HTMLPage.Block) -> Bool {
        block.clauseMarks > 0 && block.length >= 40
    }

    /// For each box whether its name, or that of a box around it, speaks against the main text.
    private static func boxesAgainst(_ page: HTMLPage, _ worths: [Double]) -> [Bool] {
        let prose = sums(of: worths.map { max(0, $0) })
        let half = (prose.last ?? 0) / 2
        var isAgainst: [Bool] = []
        // Parents come before what is in them.
        for box in page.boxes {
            let inner = prose[box.blocks.upperBound] - prose[box.blocks.lowerBound]
            let isLayout = box.cue == .boilerplate && inner > half
            let isWhole = box.name == "body" || box.name == "html"
            let isInside = box.parent >= 0 && isAgainst[box.parent]
            isAgainst.append(!isWhole && (isInside || box.cue.isAgainst && !isLayout))
        }
        return isAgainst
    }

    /// The sums of the first so many numbers.
    private static func sums(of numbers: [Double]) -> [Double] {
        numbers.reduce(into: [0]) { sums, number in sums.append(sums[sums.count - 1] + number) }
    }

    // MARK: The box

    private static func box(of page: HTMLPage, _ worths: [Double]) -> Int? {
        let sums = sums(of: worths)
        var best: (box: Int, sum: Double)?
        for (number, box) in page.boxes.enumerated() where !box.blocks.isEmpty {
            var sum = sums[box.blocks.upperBound] - sums[box.blocks.lowerBound]
            if box.cue == .content { sum *= 1.05 }
            // Of boxes with the same blocks the innermost is taken, which comes last.
            if sum >= best?.sum ?? -.infinity { best = (number, sum) }
        }
        return best?.box
    }

    // MARK: Pages without prose

    /// All blocks of a page that are no boilerplate, where none reads as prose, and those in a range are less
    /// than half of them; else nil.
    private static func blocksWithoutProse(
        _ page: HTMLPage,
        _ worths: [Double],
        besides range: Range<Int>
    ) -> [HTMLPage.Block]? {
        if page.blocks.contains(where: isProse) { return nil }
        let isAgainst = boxesAgainst(page, worths)
        let numbers = page.blocks.indices.filter {
            !isAgainst[page.blocks[$0].box]
                && 2 * page.blocks[$0].linkedLength <= page.blocks[$0].length
        }
        let length = numbers.reduce(0) { $0 + page.blocks[$1].length }
        let chosen = range.reduce(0) { $0 + page.blocks[$1].length }
        return 2 * chosen < length ? numbers.map { page.blocks[$0] } : nil
    }

    // MARK: Boilerplate inside

    private static func boilerplate(
        in main: Int,
        of page: HTMLPage,
        _ worths: [Double],
        prose: Double
    ) -> Set<Int> {
        var dropped: Set<Int> = []
        for box in page.boxes[main...].dropFirst() {
            guard box.blocks.lowerBound < page.boxes[main].blocks.upperBound else { break }
            if isBoilerplate(box, page, worths, prose) { dropped.formUnion(box.blocks) }
        }
        for number in page.boxes[main].blocks where isStray(page.blocks[number]) {
            dropped.insert(number)
        }
        return dropped
    }

    private static func isBoilerplate(
        _ box: HTMLPage.Box,
        _ page: HTMLPage,
        _ worths: [Double],
        _ prose: Double
    ) -> Bool {
        let blocks = page.blocks[box.blocks]
        let length = blocks.reduce(0) { $0 + $1.length }
        let linked = blocks.reduce(0) { $0 + $1.linkedLength }
        if box.cue.isAgainst, Double(length) < 0.3 * prose { return true }
        let isList = ["ul", "ol", "dl", "table", "div", "section", "form"].contains(box.name)
        return isList && length > 0 && Double(linked) / Double(length) > 0.6
    }

    private static func isStray(_ block: HTMLPage.Block) -> Bool {
        let linked = Double(block.linkedLength) / Double(max(1, block.length))
        return linked > 0.9 && block.length < 60 && block.kind == .other
    }
}
