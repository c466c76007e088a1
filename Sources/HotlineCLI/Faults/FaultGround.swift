import Topology

/// A network of three tiers that faults are brought about in: who stands where, and how long a fault lasts.
struct FaultGround: Sendable {
    /// Province, city, county: those that the matters keep busy.
    static let codes = ["140000", "140500", "140525"]
    /// The node that faults of one machine strike: it has neighbours above and below.
    static let city = "140500"

    let staged: StagedNetwork
    /// How long each strike lasts.
    let duration: Duration

    /// The lines of all links, both directions.
    var lines: [Line] { staged.stage.links.flatMap(\.lines) }

    /// Lets a fault last. Throws where the run is given up meanwhile.
    func last() async throws { try await Task.sleep(for: duration) }

    /// Has both ends of every link try again at once, as an operator does once a line is back; by itself a node tries
    /// again after its back-off.
    func retryLinks() async throws {
        for link in staged.stage.links {
            let (upper, lower) = (try staged.stage.desk(link.upper), try staged.stage.desk(link.lower))
            try await upper.administer("peers", lower.code, "actions", "retry")
            try await lower.administer("peers", upper.code, "actions", "retry")
        }
    }
}

extension TopologyFile {
    /// The three tiers that faults are tried on, without what else the file has.
    /// - Throws: `Failure` where one is missing.
    func faultGround() throws(Failure) -> TopologyFile {
        var file = self
        file.nodes.removeAll { !FaultGround.codes.contains($0.code) }
        file.links.removeAll { !FaultGround.codes.contains($0.upper) || !FaultGround.codes.contains($0.lower) }
        guard file.nodes.count == FaultGround.codes.count, file.links.count == FaultGround.codes.count - 1 else {
            throw Failure(
                .failed, "the network lacks one of \(FaultGround.codes.joined(separator: ", "))",
                cure: "run it in the repository's folder, or name its Topologies/shanxi.json5")
        }
        return file
    }
}
