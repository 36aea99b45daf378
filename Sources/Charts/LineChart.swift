#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A point of a chart.
package struct ChartPoint: Hashable, Sendable {
    /// The number on the horizontal axis.
    package var x: Double

    /// The number on the vertical axis.
    package var y: Double

    /// Names a point by its numbers.
    package init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// Points that belong together, under one name and colour.
package struct ChartSeries: Hashable, Sendable {
    /// The name in the legend; empty to leave it out.
    package var name: String

    /// The points; a line joins them in this order.
    package var points: [ChartPoint]

    /// Whether it is what the series before it is held against, such as a limit: its line is
    /// dashed and has that series' colour.
    package var isReference: Bool

    /// Names points.
    package init(_ name: String, _ points: [ChartPoint], isReference: Bool = false) {
        self.name = name
        self.points = points
        self.isReference = isReference
    }

    /// The running average in which a point weighs half as much `halfLife` points later, for
    /// curves whose noise hides their course; what is not finite is left out.
    package func smoothed(halfLife: Double) -> ChartSeries {
        let decay = halfLife > 0 ? exp2(-1 / halfLife) : 0
        var sum = 0.0
        var weight = 0.0
        let points = points.filter { $0.y.isFinite }.map { point in
            sum = decay * sum + point.y
            weight = decay * weight + 1
            return ChartPoint(point.x, sum / weight)
        }
        return ChartSeries(name, points, isReference: isReference)
    }
}

/// How a line is drawn.
struct ChartLineStyle {
    /// Its colour.
    var color: String

    /// Whether it is interrupted.
    var isDashed = false

    /// The lengths of its strokes and gaps, as SVG writes them.
    var dashes: String { isDashed ? "4 5" : "none" }
}

/// Lines over a common horizontal axis, such as losses over steps.
package struct LineChart: Hashable, Sendable {
    /// The title.
    package var title: String

    /// The horizontal axis.
    package var horizontal: ChartAxis

    /// The vertical axis.
    package var vertical: ChartAxis

    /// The lines; those of few points get a mark at each.
    package var series: [ChartSeries]

    /// Describes a chart.
    package init(
        _ title: String,
        horizontal: ChartAxis,
        vertical: ChartAxis,
        series: [ChartSeries]
    ) {
        self.title = title
        self.horizontal = horizontal
        self.vertical = vertical
        self.series = series
    }

    /// The chart as a self-contained SVG document.
    package var svg: String {
        let points = series.flatMap(\.points)
        let frame = ChartFrame(
            title: title,
            horizontal: (
                horizontal,
                ChartScale(horizontal, fitting: points.map(\.x), tickCount: 8, isPadded: false)
            ),
            vertical: (vertical, ChartScale(vertical, fitting: points.map(\.y), tickCount: 5)),
            keys: series.map(\.name),
            styles: styles
        )
        return frame.document { canvas in
            for (line, style) in zip(series, styles) {
                draw(line, style, in: frame, on: &canvas)
            }
        }
    }

    /// A colour for each series but the references.
    private var styles: [ChartLineStyle] {
        var count = 0
        return series.map { line in
            if !line.isReference { count += 1 }
            return ChartLineStyle(
                color: ChartPalette.color(max(0, count - 1)),
                isDashed: line.isReference
            )
        }
    }

    private func draw(
        _ line: ChartSeries,
        _ style: ChartLineStyle,
        in frame: ChartFrame,
        on canvas: inout ChartCanvas
    ) {
        let places = line.points.map { frame.place($0) }
        canvas.add(
            "path",
            [
                "d": ChartCanvas.path(ChartThinning.thinned(places)), "fill": "none",
                "stroke": style.color,
                "stroke-width": places.count <= 1_000 ? "2" : "1.5", "stroke-linejoin": "round",
                "stroke-linecap": "round", "stroke-dasharray": style.dashes,
            ]
        )
        guard places.count <= 24, !style.isDashed else { return }
        for case .some(let place) in places {
            canvas.addMark(place, radius: 3, color: style.color)
        }
    }
}
