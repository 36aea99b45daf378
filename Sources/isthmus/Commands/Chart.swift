import ArgumentParser
import Charts
import JSONText

/// `isthmus chart`: lines of JSON as a picture.
struct Chart: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw points as a line chart in SVG.",
        discussion: """
            Example:
              isthmus chart --title Speed --x-label batch --y-label tokens/s speeds.jsonl

            A line of the input is an object with x, y and the name of their series, such as \
            {"series": "f32", "x": 64, "y": 9000}; one with "reference": true belongs to a \
            limit, whose line is dashed and has the colour of the series before it.
            """
    )

    @Argument(help: "The points, one a line (default: stdin).")
    var path: String?

    @Option(help: "What the chart shows.")
    var title = ""

    @Option(help: "What x is, with its unit.")
    var xLabel = "x"

    @Option(help: "What y is, with its unit.")
    var yLabel = "y"

    @Flag(help: "Give equal ratios of x equal distances, and mark every x.")
    var logX = false

    @Flag(help: "Give equal ratios of y equal distances.")
    var logY = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let series = try points()
        let marks = Set(series.flatMap(\.points).map(\.x)).sorted()
        let chart = LineChart(
            title,
            horizontal: ChartAxis(xLabel, isLogarithmic: logX, marks: logX ? marks : []),
            vertical: ChartAxis(yLabel, isLogarithmic: logY, includes: logY ? nil : 0),
            series: series
        )
        try StandardOutput.writing { try $0.write(chart.svg) }
    }

    /// The series, in the order in which their names appear.
    private func points() throws -> [ChartSeries] {
        let lines = try InputLines(
            path: path,
            hint: "isthmus chart points.jsonl > chart.svg",
            console: common.console
        )
        var series: [ChartSeries] = []
        while let line = try lines.next() {
            guard line.text != "" else { continue }
            let (name, point, isReference) = try read(line)
            let index = series.firstIndex { $0.name == name } ?? series.count
            if index == series.count {
                series.append(ChartSeries(name, [], isReference: isReference))
            }
            series[index].points.append(point)
        }
        guard !series.isEmpty else { throw ToolError.badData("the input is empty") }
        return series
    }

    private func read(_ line: InputLine) throws -> (String, ChartPoint, Bool) {
        let place = "\(path ?? "stdin"):\(line.number)"
        guard let text = line.text else { throw ToolError.badData(line.problem ?? place) }
        let object: JSONObject?
        do {
            object = try JSONValue(parsing: text).object
        } catch {
            throw ToolError.badData("\(place): \(error)")
        }
        guard let x = object?["x"]?.double, let y = object?["y"]?.double else {
            throw ToolError.badData("\(place): it must be an object with the numbers x and y")
        }
        let isReference = object?["reference"] == .bool(true)
        return (object?["series"]?.string ?? "", ChartPoint(x, y), isReference)
    }
}
