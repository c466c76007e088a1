import Simulation

/// `--nodes`: a count, or the whole country.
struct SimulatedNetwork: OptionValue {
    let network: WorldOptions.Network

    init?(argument: String) {
        if argument == "national" {
            network = .national
            return
        }
        guard let nodes = Int(argument), (2...2_000).contains(nodes) else { return nil }
        network = .drawn(nodes: nodes)
    }

    static var expected: String { "2 to 2000, or national" }
}

/// `--seed`.
struct SeedValue: OptionValue {
    let value: UInt64

    init?(argument: String) {
        guard let value = UInt64(argument) else { return nil }
        self.value = value
    }

    static var expected: String { "a whole number, 0 or more" }
}

/// `--faults`.
struct FaultSelection: OptionValue {
    let kinds: Set<FaultKind>

    init?(argument: String) {
        switch argument {
        case "all": kinds = Set(FaultKind.allCases)
        case "none": kinds = []
        default:
            let words = argument.split(separator: ",").map { FaultKind(rawValue: String($0)) }
            guard !words.isEmpty, words.allSatisfy({ $0 != nil }) else { return nil }
            kinds = Set(words.compactMap(\.self))
        }
    }

    static var expected: String { "all, none, or some of \(FaultKind.allCases.map(\.rawValue).joined(separator: ","))" }
}

/// `--mutation`.
struct MutationValue: OptionValue {
    let mutation: WorldMutation

    init?(argument: String) {
        guard let mutation = WorldMutation(rawValue: argument) else { return nil }
        self.mutation = mutation
    }

    static var expected: String { "one of \(words.joined(separator: ", "))" }
    static let words = WorldMutation.allCases.map(\.rawValue)
}
