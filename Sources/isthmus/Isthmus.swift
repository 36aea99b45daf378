import ArgumentParser

@main
struct Isthmus: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "isthmus")
}
