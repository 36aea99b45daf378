/// How many things fall into each of the intervals that lie side by side on an axis.
package struct TallyChart: Hashable, Sendable {
    /// The title.
    package var title: String

    /// What the axis shows, with its unit.
    package var label: String

    /// The ends of the intervals, in rising order; one more than there are counts.
    package var edges: [Double]

    /// The number of things in each interval.
    package var counts: [Double]

    /// Describes a chart.
    package init(_ title: String, label: String, edges: [Double], counts: [Double]) {
        precondition(edges.count == counts.count + 1, "intervals have one end more than counts")
        self.title = title
        self.label = label
        self.edges = edges
        self.counts = counts
    }

    /// The chart as a self-contained SVG document.
    package var svg: String {
        let axes = (ChartAxis(label), ChartAxis("count", includes: 0))
        let frame = ChartFrame(
            title: title,
            horizontal: (
                axes.0, ChartScale(axes.0, fitting: edges, tickCount: 8, isPadded: false)
            ),
            vertical: (axes.1, ChartScale(axes.1, fitting: counts, tickCount: 5)),
            keys: []
        )
        return frame.document { canvas in
            canvas.addBars(counts, edges, ChartPalette.color(0), in: frame)
        }
    }
}

extension ChartCanvas {
    /// Adds bars that stand side by side on the horizontal axis.
    mutating func addBars(
        _ bars: [Double],
        _ edges: [Double],
        _ color: String,
        in frame: ChartFrame
    ) {
        for (index, bar) in bars.enumerated() where bar > 0 {
            guard let start = frame.place(ChartPoint(edges[index], bar)),
                let end = frame.place(ChartPoint(edges[index + 1], 0))
            else { continue }
            add(
                "rect",
                [
                    "x": ChartNumber.coordinate(start.x + 0.5),
                    "y": ChartNumber.coordinate(start.y),
                    "width": ChartNumber.coordinate(max(0.5, end.x - start.x - 1)),
                    "height": ChartNumber.coordinate(end.y - start.y), "fill": color,
                ]
            )
        }
    }
}
