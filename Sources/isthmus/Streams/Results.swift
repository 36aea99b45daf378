import JSONText

/// Named results of a command that prints one set of them.
enum Results {
    /// One JSON object on a line, or names and values in two columns for people.
    static func text(_ results: [(String, JSONValue)], json: Bool) -> String {
        json ? object(results).serialized() + "\n" : table(results)
    }

    private static func object(_ results: [(String, JSONValue)]) -> JSONValue {
        var object = JSONObject()
        for (name, value) in results { object[name] = value }
        return .object(object)
    }

    private static func table(_ results: [(String, JSONValue)]) -> String {
        let width = results.map(\.0.count).max() ?? 0
        return results.map { name, value in
            let padding = String(repeating: " ", count: width - name.count + 2)
            return name + padding + (value.string ?? value.serialized()) + "\n"
        }.joined()
    }
}
