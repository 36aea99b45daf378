/// Every frame of the grammar, parsed.
func parsedFrames() throws -> [[Node]] {
    let sources = [
        homeFrames, weatherFrames, townFrames, workFrames, natureFrames, peopleFrames,
        talkFrames,
    ]
    return try sources.flatMap { $0.split(separator: "\n") }
        .map { try TemplateParser.parse(String($0)) }
}
