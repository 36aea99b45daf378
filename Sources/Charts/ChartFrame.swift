/// What surrounds the data: title, legend, grid, axes and their labels.
struct ChartFrame {
    static let width = 720.0
    static let height = 400.0

    let title: String
    let horizontal: ChartAxis
    let vertical: ChartAxis
    let across: ChartScale
    let up: ChartScale
    private let keys: [(name: String, style: ChartLineStyle)]
    private let left: Double
    private let top: Double
    private let right = ChartFrame.width - 24
    private let bottom = ChartFrame.height - 48

    init(
        title: String,
        horizontal: (axis: ChartAxis, scale: ChartScale),
        vertical: (axis: ChartAxis, scale: ChartScale),
        keys: [String],
        styles: [ChartLineStyle]? = nil
    ) {
        self.title = title
        self.horizontal = horizontal.axis
        self.vertical = vertical.axis
        across = horizontal.scale
        up = vertical.scale
        let styles = styles ?? keys.indices.map { ChartLineStyle(color: ChartPalette.color($0)) }
        self.keys = keys.count > 1 ? zip(keys, styles).filter { !$0.0.isEmpty } : []
        let longest = up.tickLabels.map(\.count).max() ?? 1
        left = 30 + 7 * Double(longest)
        top = self.keys.isEmpty ? 66 : 90
    }

    /// The width of the area of the data, in pixels.
    var plotWidth: Double { right - left }

    /// The place of a number on the horizontal axis, in pixels; nil when it has none.
    func x(_ number: Double) -> Double? {
        across.position(number).map { left + $0 * (right - left) }
    }

    /// The place of a number on the vertical axis, in pixels; nil when it has none.
    func y(_ number: Double) -> Double? {
        up.position(number).map { bottom - $0 * (bottom - top) }
    }

    /// The place of a point, in pixels; nil when it has none.
    func place(_ point: ChartPoint) -> (x: Double, y: Double)? {
        guard let x = x(point.x), let y = y(point.y) else { return nil }
        return (x, y)
    }

    /// Draws the frame around what `data` draws.
    func document(_ data: (inout ChartCanvas) -> Void) -> String {
        var canvas = ChartCanvas()
        canvas.add(text: title, x: 16, y: 28, class: "title")
        drawKeys(on: &canvas)
        drawVerticalAxis(on: &canvas)
        data(&canvas)
        drawHorizontalAxis(on: &canvas)
        return canvas.document(title: title, width: Self.width, height: Self.height)
    }

    private func drawKeys(on canvas: inout ChartCanvas) {
        var x = 16.0
        for (key, style) in keys {
            canvas.add(
                "line",
                [
                    "x1": ChartNumber.coordinate(x), "x2": ChartNumber.coordinate(x + 14),
                    "y1": "44", "y2": "44", "stroke": style.color,
                    "stroke-width": "4", "stroke-dasharray": style.dashes,
                ]
            )
            canvas.add(text: key, x: x + 20, y: 49, class: "key")
            x += 44 + 6.6 * Double(key.count)
        }
    }

    private func drawVerticalAxis(on canvas: inout ChartCanvas) {
        canvas.add(text: vertical.label, x: 16, y: top - 16, class: "label")
        for (tick, label) in zip(up.ticks, up.tickLabels) {
            guard let y = y(tick) else { continue }
            canvas.addLine("grid", from: (left, y), to: (right, y))
            canvas.add(text: label, x: left - 8, y: y + 4, class: "tick", anchor: "end")
        }
    }

    private func drawHorizontalAxis(on canvas: inout ChartCanvas) {
        canvas.addLine("axis", from: (left, bottom), to: (right, bottom))
        for (tick, label) in zip(across.ticks, across.tickLabels) {
            guard let x = x(tick) else { continue }
            canvas.addLine("axis", from: (x, bottom), to: (x, bottom + 4))
            canvas.add(text: label, x: x, y: bottom + 18, class: "tick", anchor: "middle")
        }
        canvas.add(
            text: horizontal.label,
            x: right,
            y: Self.height - 12,
            class: "label",
            anchor: "end"
        )
    }
}

extension ChartCanvas {
    /// Adds a straight line.
    fileprivate mutating func addLine(
        _ name: String,
        from start: (Double, Double),
        to end: (Double, Double)
    ) {
        add(
            "line",
            [
                "class": name,
                "x1": ChartNumber.coordinate(start.0), "y1": ChartNumber.coordinate(start.1),
                "x2": ChartNumber.coordinate(end.0), "y2": ChartNumber.coordinate(end.1),
            ]
        )
    }
}
