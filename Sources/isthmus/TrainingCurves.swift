import Charts
import JSONText

/// The curves of a training, from the lines of its `metrics.jsonl`.
struct TrainingCurves {
    private let training: [JSONObject]
    private let validation: [JSONObject]

    init(_ records: [JSONObject]) {
        training = records.filter { $0["split"]?.string == "train" }
        validation = records.filter { $0["split"]?.string == "validation" }
    }

    /// The last measurement on held-out sequences.
    var lastValidation: JSONObject? { validation.last }

    /// The charts, as SVG.
    var charts: [String] {
        let nats = ChartAxis("nats a sequence")
        return [
            chart(
                "Reconstruction",
                nats,
                [
                    ("training", training, "reconstruction"),
                    ("held out", validation, "reconstruction"),
                ]
            ),
            chart(
                "What the code carries",
                nats,
                [
                    ("KL", validation, "kl"),
                    ("mutual information", validation, "mutual_information"),
                ]
            ),
            chart(
                "Weight of the KL term",
                ChartAxis("beta", includes: 0),
                [("beta", training, "beta")]
            ),
        ]
    }

    private func chart(
        _ title: String,
        _ vertical: ChartAxis,
        _ curves: [(String, [JSONObject], String)]
    ) -> String {
        let series = curves.map { name, records, key in
            ChartSeries(name, records.compactMap { Self.point($0, key) })
        }
        return LineChart(
            title,
            horizontal: ChartAxis("step"),
            vertical: vertical,
            series: series.filter { !$0.points.isEmpty }
        ).svg
    }

    private static func point(_ record: JSONObject, _ key: String) -> ChartPoint? {
        guard let step = record["step"]?.double, let value = record[key]?.double else { return nil }
        return ChartPoint(step, value)
    }
}
