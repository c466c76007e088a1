import HotlineCore
import Node
import Storage
import SyncProtocol
import WorkCalendar

/// For programs: a line for the node above, and one for every seal that the journal does not come to.
extension SealWitness {
    func printRecords(on terminal: Terminal) {
        terminal.print(record: .object(["peer": .object(summary)]))
        guard let comparison else { return }
        for difference in comparison.differences {
            let state = difference.kind.rawValue
            terminal.print(record: record(of: difference.seal, state, goodThrough: difference.goodThrough))
        }
        for seal in comparison.replaced { terminal.print(record: record(of: seal, "replaced", goodThrough: nil)) }
    }

    private var summary: [String: JSONValue] {
        let (state, cause) = standing
        var members: [String: JSONValue] = [
            "code": .string(peer.rawValue), "state": .string(state), "cause": cause.map(JSONValue.string) ?? .null,
        ]
        guard let comparison else { return members }
        members["seals"] = .integer(comparison.count)
        members["matching"] = .integer(comparison.matching.count)
        members["differing"] = .integer(comparison.differences.count)
        members["replaced"] = .integer(comparison.replaced.count)
        members["vouchedThrough"] = .integer(Int(comparison.vouchedThrough))
        members["from"] = comparison.span.map { .string($0.lowerBound.description) } ?? .null
        members["to"] = comparison.span.map { .string($0.upperBound.description) } ?? .null
        return members
    }

    private var standing: (state: String, cause: String?) {
        switch answer {
        case .seals(let seals): (seals.isEmpty ? "no-seals" : "compared", nil)
        case .unsupported: ("unsupported", nil)
        case .unreachable(let cause): ("unreachable", cause)
        case .refused(let cause): ("refused", cause)
        }
    }

    private func record(of seal: JournalSeal, _ state: String, goodThrough: Int64?) -> JSONValue {
        .object(["seal": .object([
            "peer": .string(peer.rawValue), "state": .string(state), "generation": .integer(Int(seal.generation)),
            "length": .integer(Int(seal.length)), "digest": .string(seal.digest.hex),
            "receivedAt": .string(Moment(milliseconds: seal.receivedAt).description),
            "goodThrough": goodThrough.map { .integer(Int($0)) } ?? .null,
        ])])
    }
}

extension SealComparison {
    /// How many seals were looked at.
    var count: Int { matching.count + differences.count + replaced.count }

    /// When the first and the last of them were put on record; nil where there is none.
    var span: ClosedRange<Moment>? {
        let times = (matching + differences.map(\.seal) + replaced).map(\.receivedAt)
        guard let first = times.min(), let last = times.max() else { return nil }
        return Moment(milliseconds: first)...Moment(milliseconds: last)
    }
}
