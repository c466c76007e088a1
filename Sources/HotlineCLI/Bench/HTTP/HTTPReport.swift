/// What `bench http` found.
struct HTTPReport: Sendable {
    let connections: Int
    /// Nothing of nginx where it is not installed.
    let samples: [HTTPWork: HTTPLoad.Sample]
    let limits: MachineLimits

    var record: JSONValue {
        var members: [String: JSONValue] = [
            "benchmark": .string("http"), "connections": .integer(connections), "limits": limits.record,
        ]
        for work in HTTPWork.allCases { members[work.rawValue] = record(of: work) }
        return .object(members)
    }

    private func record(of work: HTTPWork) -> JSONValue {
        guard let sample = samples[work] else { return .null }
        return .object([
            "perSecond": .rounded(sample.perSecond),
            "latencyMs": .object([
                "p50": sample.latencies.p50.map { .rounded($0, digits: 2) } ?? .null,
                "p99": sample.latencies.p99.map { .rounded($0, digits: 2) } ?? .null,
            ]),
            "ofConstant": ratio(of: work, to: .constant).map { .rounded($0, digits: 2) } ?? .null,
            "ofNginx": ratio(of: work, to: .nginx).map { .rounded($0, digits: 2) } ?? .null,
        ])
    }

    /// How the rate of one compares to another's; nil where that was not measured.
    private func ratio(of work: HTTPWork, to other: HTTPWork) -> Double? {
        guard let mine = samples[work], let theirs = samples[other], theirs.perSecond > 0 else { return nil }
        return mine.perSecond / theirs.perSecond
    }

    /// The figures for people, the machine's limits below them.
    func text(on terminal: Terminal) -> String {
        var table = Table([
            .init("HTTP, \(connections) connections"), .init("requests/s", .right), .init("ms p50 / p99", .right),
            .init("of constant", .right), .init("of nginx", .right),
        ])
        for work in HTTPWork.allCases {
            guard let sample = samples[work] else {
                table.add("\(work.name): not installed", "–", "–", "–", "–")
                continue
            }
            let (p50, p99) = (sample.latencies.p50, sample.latencies.p99)
            table.add(
                .init(work.name), .init(Figure.whole(sample.perSecond)),
                .init("\(Figure.milliseconds(p50)) / \(Figure.milliseconds(p99))"),
                .init(Figure.milliseconds(ratio(of: work, to: .constant))),
                .init(Figure.milliseconds(ratio(of: work, to: .nginx))))
        }
        return table.text(width: terminal.width, colour: terminal.colour) + "\n"
            + limits.table.text(width: terminal.width, colour: terminal.colour)
    }
}
