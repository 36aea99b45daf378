import Charts
import Testing

@Suite struct ChartTests {
    static let steps = ChartAxis("steps")
    static let nats = ChartAxis("nats")

    static func line(_ points: [(Double, Double)], vertical: ChartAxis = nats) -> String {
        LineChart(
            "Loss",
            horizontal: steps,
            vertical: vertical,
            series: [ChartSeries("train", points.map { ChartPoint($0.0, $0.1) })]
        ).svg
    }

    /// The contents of the texts of a class.
    static func texts(_ name: String, in svg: String) -> [String] {
        svg.matches(of: #/<text[^>]*class="(\w+)"[^>]*>([^<]*)</text>/#)
            .filter { $0.1 == name }.map { String($0.2) }
    }

    /// The names of the elements, in document order, having checked that each one is closed.
    static func elements(of svg: String) throws -> [String] {
        var open: [String] = []
        var all: [String] = []
        for tag in svg.matches(of: #/<(/?)([a-z]+)((?: [\w:-]+="[^"<&]*(?:&\w+;[^"<&]*)*")*)(/?)>/#)
        {
            if tag.1.isEmpty {
                all.append(String(tag.2))
                if tag.4.isEmpty { open.append(String(tag.2)) }
            } else {
                #expect(open.popLast() == String(tag.2))
            }
        }
        #expect(open.isEmpty)
        #expect(svg.count { $0 == "<" } == all.count + svg.matches(of: #/<//#).count)
        return all
    }

    @Test func documentsAreWellFormedWhateverTheTexts() throws {
        let hostile = "a<b> & \"c\" 'd' ]]> é \u{1}\u{FFFF}"
        let svg = LineChart(
            hostile,
            horizontal: ChartAxis(hostile),
            vertical: ChartAxis(hostile),
            series: [
                ChartSeries(hostile, [ChartPoint(0, 0), ChartPoint(1, 1)]),
                ChartSeries("other", [ChartPoint(0, 1)]),
            ]
        ).svg
        let elements = try Self.elements(of: svg)
        #expect(elements.count { $0 == "path" } == 2)
        #expect(Self.texts("key", in: svg).last == "other")
        #expect(svg.contains("a&lt;b&gt; &amp; &quot;c&quot;"))
        #expect(!svg.unicodeScalars.contains { $0 == "\u{1}" || $0 == "\u{FFFF}" })
    }

    @Test(arguments: [
        ([(0.0, 0.0), (12_000, 70)], ["0", "2k", "4k", "6k", "8k", "10k", "12k"]),
        ([(0, 0), (1, 70)], ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ([(-1, 0), (0, 70)], ["−1.0", "−0.8", "−0.6", "−0.4", "−0.2", "0"]),
        ([(1_000_000, 0), (2_000_000, 70)], ["1.0M", "1.2M", "1.4M", "1.6M", "1.8M", "2.0M"]),
    ])
    func ticksAreRoundNumbers(points: [(Double, Double)], labels: [String]) {
        let ticks = Self.texts("tick", in: Self.line(points))
        #expect(ticks.suffix(labels.count) == labels)
    }

    @Test func aLogarithmicAxisHasPowersOfTenAndNoPlaceForZero() {
        let axis = ChartAxis("KL", isLogarithmic: true)
        let svg = Self.line([(0, 0.001), (1, 0), (2, 100)], vertical: axis)
        #expect(
            Self.texts("tick", in: svg).prefix(6) == ["0.001", "0.01", "0.1", "1", "10", "100"]
        )
        #expect(svg.matches(of: #/ d="M[^ML]+M[^ML]+"/#).count == 1)
    }

    @Test func whatIsNotFiniteInterruptsTheLine() {
        let svg = Self.line([(0, 1), (1, 2), (2, .nan), (3, 2), (4, .infinity), (5, 1), (6, 2)])
        let path = svg.firstMatch(of: #/ d="([^"]*)"/#).map { String($0.1) } ?? ""
        #expect(path.count { $0 == "M" } == 3)
        #expect(path.count { $0 == "L" } == 2)
        #expect(!svg.contains("nan") && !svg.contains("inf"))
    }

    @Test(arguments: [
        [], [(1.0, 1.0)], [(0, 0), (0, 0)], [(1e300, -1e300), (-1e300, 1e300)],
        [(0, .leastNonzeroMagnitude), (1, .leastNormalMagnitude)], [(.nan, .nan)],
    ])
    func degenerateDataStillGivesAChart(points: [(Double, Double)]) throws {
        for axis in [Self.nats, ChartAxis("nats", isLogarithmic: true)] {
            let svg = Self.line(points, vertical: axis)
            #expect(try Self.elements(of: svg).first == "svg")
            #expect(!svg.contains("nan") && !svg.contains("inf"))
        }
    }

    @Test func longSeriesAreThinnedWithoutLosingExtremes() {
        var points = (0..<100_000).map { (Double($0), 0.0) }
        points[54_321].1 = 9
        points[54_322].1 = -9
        let svg = Self.line(points)
        #expect(svg.utf8.count < 100_000)
        let ticks = Self.texts("tick", in: svg)
        #expect(ticks.first == "−10" && ticks.contains("10"))
        #expect(svg.matches(of: #/L[\d.]+ ([\d.]+)/#).count { $0.1 != "209" } >= 2)
    }

    @Test func smoothingKeepsAConstantAndHalvesOldNews() {
        let constant = ChartSeries("a", (0..<9).map { ChartPoint(Double($0), 3) })
        #expect(constant.smoothed(halfLife: 4).points.allSatisfy { abs($0.y - 3) < 1e-12 })
        let step = ChartSeries("a", [ChartPoint(0, 1), ChartPoint(1, .nan), ChartPoint(2, 0)])
        #expect(step.smoothed(halfLife: 1).points == [ChartPoint(0, 1), ChartPoint(2, 1.0 / 3)])
    }

    @Test func aHistogramCountsEveryFiniteNumberOnce() throws {
        let group = HistogramChart.Group("a", [0, 0.1, 0.9, 1, 2, 4, .nan, .infinity])
        let svg = HistogramChart("H", label: "x", groups: [group], intervalCount: 4).svg
        let heights = svg.matches(of: #/<rect [^>]*height="([\d.]+)"/#).compactMap { Double($0.1) }
        // Counts 3, 1, 1, 1: the bars are in these proportions.
        #expect(heights.count == 4)
        let unit = try #require(heights.last)
        #expect(abs(heights[0] - 3 * unit) < 0.05 && abs(heights[1] - unit) < 0.05)
    }

    @Test func severalGroupsAreOutlinesUnderOneScale() throws {
        let groups = [
            HistogramChart.Group("many", [Double](repeating: 1, count: 100) + [0]),
            HistogramChart.Group("few", [0, 1]), HistogramChart.Group("none", []),
        ]
        let svg = HistogramChart("H", label: "x", groups: groups).svg
        #expect(try Self.elements(of: svg).count { $0 == "path" } == 3)
        #expect(Self.texts("label", in: svg) == ["share, %", "x"])
    }

    @Test func aScatterHasAMarkForEachPoint() throws {
        let groups = [
            ChartSeries("a", [ChartPoint(0, 0), ChartPoint(1, 2)]),
            ChartSeries("b", [ChartPoint(3, 1), ChartPoint(.nan, 1)]),
        ]
        let svg = ScatterChart(
            "PCA",
            horizontal: Self.steps,
            vertical: Self.nats,
            groups: groups
        ).svg
        #expect(try Self.elements(of: svg).count { $0 == "circle" } == 3)
        #expect(Self.texts("key", in: svg) == ["a", "b"])
    }

    @Test func aReferenceIsDashedInTheColourOfTheSeriesBeforeIt() {
        let points = [ChartPoint(8, 1), ChartPoint(1024, 2)]
        let svg = LineChart(
            "Speed",
            horizontal: ChartAxis("batch", isLogarithmic: true, marks: [8, 64, 1024]),
            vertical: Self.nats,
            series: [
                ChartSeries("f32", points), ChartSeries("limit", points, isReference: true),
                ChartSeries("bf16", points),
            ]
        ).svg
        let lines = svg.matches(
            of: #/<path [^>]* stroke="([^"]*)" [^>]*stroke-dasharray="([^"]*)"/#
        )
        #expect(lines.map { $0.2 } == ["none", "4 5", "none"])
        #expect(lines[0].1 == lines[1].1 && lines[1].1 != lines[2].1)
        #expect(Self.texts("tick", in: svg).suffix(3) == ["8", "64", "1024"])
    }

    @Test func countsOfBarsAreExactUpToAMillion() {
        let amounts = [4_721, 999_999, 12, 100_003, 1_234_567, 0.125]
        let bars = amounts.map { BarChart.Bar("x", $0) }
        let ticks = Self.texts("tick", in: BarChart("Letters", label: "n", bars: bars).svg)
        #expect(
            ticks.filter { $0 != "x" } == ["4,721", "999,999", "12", "100,003", "1.23M", "0.125"]
        )
    }
}
