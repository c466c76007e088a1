import HTTPWire

extension TestNode {
    /// A sample of `/metrics`, by its name with its labels; -1 where there is none.
    func metric(_ name: String) async throws -> Int {
        let lines = try await send(.get, "/metrics", as: nil).text.split(separator: "\n")
        let line = lines.first { $0.hasPrefix(name + " ") }
        return line?.split(separator: " ").last.flatMap { Int($0) } ?? -1
    }

    /// Asks again until a sample is as wanted; the suite's time limit ends it.
    func until(metric name: String, is wanted: Int) async throws {
        while try await metric(name) != wanted { await Task.yield() }
    }
}
