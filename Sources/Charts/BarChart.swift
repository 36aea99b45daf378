/// Amounts of named things, as bars from left to right under each other.
package struct BarChart: Hashable, Sendable {
    /// A named amount.
    package struct Bar: Hashable, Sendable {
        /// The name, at the left of the bar.
        package var name: String

        /// The amount.
        package var amount: Double

        /// Names an amount.
        package init(_ name: String, _ amount: Double) {
            self.name = name
            self.amount = amount
        }
    }

    /// The title.
    package var title: String

    /// What the amounts are, with their unit.
    package var label: String

    /// The bars, from the top; an amount that is not finite has none.
    package var bars: [Bar]

    private static let rowHeight = 22.0
    private static let top = 52.0

    /// Describes a chart.
    package init(_ title: String, label: String, bars: [Bar]) {
        self.title = title
        self.label = label
        self.bars = bars
    }

    /// The chart as a self-contained SVG document, higher for more bars.
    package var svg: String {
        var canvas = ChartCanvas()
        let height = Self.top + Self.rowHeight * Double(bars.count) + 36
        canvas.add(text: title, x: 16, y: 28, class: "title")
        let names = 30 + 7.5 * Double(bars.map(\.name.count).max() ?? 0)
        let largest = bars.map(\.amount).filter(\.isFinite).max() ?? 0
        for (row, bar) in bars.enumerated() {
            draw(bar, row, from: names, largest: largest, on: &canvas)
        }
        canvas.add(
            text: label,
            x: ChartFrame.width - 24,
            y: height - 12,
            class: "label",
            anchor: "end"
        )
        return canvas.document(title: title, width: ChartFrame.width, height: height)
    }

    private func draw(
        _ bar: Bar,
        _ row: Int,
        from left: Double,
        largest: Double,
        on canvas: inout ChartCanvas
    ) {
        let y = Self.top + Self.rowHeight * Double(row)
        canvas.add(text: bar.name, x: left - 8, y: y + 12, class: "tick", anchor: "end")
        guard bar.amount.isFinite, bar.amount >= 0, largest > 0 else { return }
        let width = (ChartFrame.width - 90 - left) * bar.amount / largest
        canvas.add(
            "rect",
            [
                "x": ChartNumber.coordinate(left), "y": ChartNumber.coordinate(y),
                "width": ChartNumber.coordinate(max(0.5, width)), "height": "16",
                "fill": ChartPalette.color(0),
            ]
        )
        canvas.add(
            text: ChartNumber.amount(bar.amount),
            x: left + width + 6,
            y: y + 12,
            class: "tick"
        )
    }
}
