import Topology

/// Trouble on the lines of all links, in both directions.
struct LineTroubleFault: Fault {
    let name: String
    let title: String
    /// A strike lasts until the lines were disturbed so often, though not for longer than `longest` more.
    private static let least = 3
    private static let longest = Duration.seconds(4)
    private let trouble: LineFault

    init(_ name: String, _ title: String, _ trouble: LineFault) {
        self.name = name
        self.title = title
        self.trouble = trouble
    }

    func strike(_ ground: FaultGround, number: Int) async throws -> Int {
        let before = await strikes(on: ground.lines)
        for line in ground.lines { await line.disturb(by: trouble) }
        do {
            try await ground.last()
            // On a slow machine little passes in that time.
            let limit = ContinuousClock.now + Self.longest
            while await strikes(on: ground.lines) - before < Self.least, ContinuousClock.now < limit {
                try await ground.last()
            }
        } catch {
            for line in ground.lines { await line.disturb(by: nil) }
            throw error
        }
        for line in ground.lines { await line.disturb(by: nil) }
        return await strikes(on: ground.lines) - before
    }

    private func strikes(on lines: [Line]) async -> Int {
        var strikes = 0
        for line in lines { strikes += await line.strikes }
        return strikes
    }
}
