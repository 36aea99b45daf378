/// Points without lines, such as the first two principal components of codes.
package struct ScatterChart: Hashable, Sendable {
    /// The title.
    package var title: String

    /// The horizontal axis.
    package var horizontal: ChartAxis

    /// The vertical axis.
    package var vertical: ChartAxis

    /// The groups of points, each in a colour of its own, later ones on top.
    package var groups: [ChartSeries]

    /// Describes a chart.
    package init(
        _ title: String,
        horizontal: ChartAxis,
        vertical: ChartAxis,
        groups: [ChartSeries]
    ) {
        self.title = title
        self.horizontal = horizontal
        self.vertical = vertical
        self.groups = groups
    }

    /// The chart as a self-contained SVG document.
    package var svg: String {
        let points = groups.flatMap(\.points)
        let frame = ChartFrame(
            title: title,
            horizontal: (
                horizontal, ChartScale(horizontal, fitting: points.map(\.x), tickCount: 8)
            ),
            vertical: (vertical, ChartScale(vertical, fitting: points.map(\.y), tickCount: 6)),
            keys: groups.map(\.name)
        )
        let radius = points.count > 1_000 ? 2.0 : 3
        return frame.document { canvas in
            for (index, group) in groups.enumerated() {
                for case .some(let place) in group.points.map({ frame.place($0) }) {
                    canvas.addMark(
                        place,
                        radius: radius,
                        color: ChartPalette.color(index),
                        opacity: "0.6"
                    )
                }
            }
        }
    }
}

extension ChartCanvas {
    /// Adds a disc.
    mutating func addMark(
        _ place: (x: Double, y: Double),
        radius: Double,
        color: String,
        opacity: String = "1"
    ) {
        add(
            "circle",
            [
                "cx": ChartNumber.coordinate(place.x), "cy": ChartNumber.coordinate(place.y),
                "r": ChartNumber.coordinate(radius), "fill": color, "fill-opacity": opacity,
            ]
        )
    }
}
