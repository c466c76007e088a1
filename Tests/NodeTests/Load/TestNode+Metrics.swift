import HTTPWire

extension TestNode {
    /// A sample of `/metrics`, by its name with its labels; -1 where there is none.
    func metric(_ name: String) async throws -> Int {
        let lines = try await send(.get, "/metrics", as: nil).text.split(separator: "\n")
        let line = lines.first { $0.hasPrefix(name + " ") }
        return line?.split(separator: " ").last.flatMap { Int($0) } ?? -1
    }

    /// Asks again until a sample is as wanted, and what else is to be so; the suite's time limit ends it.
    func until(metric name: String, is wanted: Int, and isSo: () -> Bool = { true }) async throws {
        while true {
            let isWanted = try await metric(name) == wanted
            if isWanted && isSo() { return }
            await Task.yield()
        }
    }
}
