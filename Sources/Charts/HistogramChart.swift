/// How often numbers fall into intervals of equal width.
///
/// A single group shows counts. Several share the intervals and show each its share in percent,
/// so that groups of different sizes can be compared.
package struct HistogramChart: Hashable, Sendable {
    /// Numbers under one name and colour.
    package struct Group: Hashable, Sendable {
        /// The name in the legend; empty to leave it out.
        package var name: String

        /// The numbers; what is not finite is left out.
        package var numbers: [Double]

        /// Names numbers.
        package init(_ name: String, _ numbers: [Double]) {
            self.name = name
            self.numbers = numbers
        }
    }

    /// The title.
    package var title: String

    /// What the numbers are, with their unit.
    package var label: String

    /// The groups.
    package var groups: [Group]

    /// The number of intervals.
    package var intervalCount: Int

    /// Describes a chart.
    package init(_ title: String, label: String, groups: [Group], intervalCount: Int = 30) {
        precondition(intervalCount > 0, "a histogram needs an interval")
        self.title = title
        self.label = label
        self.groups = groups
        self.intervalCount = intervalCount
    }

    /// The chart as a self-contained SVG document.
    package var svg: String {
        let edges = intervalEdges
        let heights = groups.map { bars(of: $0.numbers, between: edges) }
        let axes = (
            ChartAxis(label), ChartAxis(groups.count > 1 ? "share, %" : "count", includes: 0)
        )
        let frame = ChartFrame(
            title: title,
            horizontal: (
                axes.0, ChartScale(axes.0, fitting: edges, tickCount: 8, isPadded: false)
            ),
            vertical: (axes.1, ChartScale(axes.1, fitting: heights.flatMap(\.self), tickCount: 5)),
            keys: groups.map(\.name)
        )
        return frame.document { canvas in
            for (index, bars) in heights.enumerated() {
                draw(bars, edges, ChartPalette.color(index), in: frame, on: &canvas)
            }
        }
    }

    /// The ends of the intervals, in rising order.
    private var intervalEdges: [Double] {
        let shown = groups.flatMap(\.numbers).filter(\.isFinite)
        let low = shown.min() ?? 0
        let high = shown.max() ?? 1
        let (first, last) = low < high ? (low, high) : (low - 0.5, low + 0.5)
        return (0...intervalCount).map {
            first + (last - first) * Double($0) / Double(intervalCount)
        }
    }

    private func bars(of numbers: [Double], between edges: [Double]) -> [Double] {
        var counts = [Double](repeating: 0, count: intervalCount)
        let shown = numbers.filter(\.isFinite)
        let width = edges[intervalCount] - edges[0]
        for number in shown {
            let place = Int((number - edges[0]) / width * Double(intervalCount))
            counts[min(intervalCount - 1, max(0, place))] += 1
        }
        guard groups.count > 1, !shown.isEmpty else { return counts }
        return counts.map { 100 * $0 / Double(shown.count) }
    }

    /// Draws a single group as bars, and one of several as an outline, so that none hides another.
    private func draw(
        _ bars: [Double],
        _ edges: [Double],
        _ color: String,
        in frame: ChartFrame,
        on canvas: inout ChartCanvas
    ) {
        if groups.count > 1 {
            drawOutline(bars, edges, color, in: frame, on: &canvas)
        } else {
            canvas.addBars(bars, edges, color, in: frame)
        }
    }

    private func drawOutline(
        _ bars: [Double],
        _ edges: [Double],
        _ color: String,
        in frame: ChartFrame,
        on canvas: inout ChartCanvas
    ) {
        let tops = zip(bars, zip(edges, edges.dropFirst())).flatMap { bar, ends in
            [ChartPoint(ends.0, bar), ChartPoint(ends.1, bar)]
        }
        let corners = [ChartPoint(edges[0], 0)] + tops + [ChartPoint(edges[intervalCount], 0)]
        canvas.add(
            "path",
            [
                "d": ChartCanvas.path(corners.map { frame.place($0) }), "fill": color,
                "fill-opacity": "0.15", "stroke": color, "stroke-width": "2",
                "stroke-linejoin": "round",
            ]
        )
    }
}
