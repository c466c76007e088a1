package import HotlineCore
package import NodeCore
package import Storage
package import SyncProtocol
package import WorkCalendar

/// A node whose books can be looked at.
package protocol Bookkeeper {
    var core: NodeCore { get }
    func read<Value>(_ work: (StorageView) throws -> Value) throws -> Value
}

/// Comparing what two nodes hold of a source's tickets, as reconciliation does it: by day, hour and item.
package enum Books {
    /// Days before today that are compared.
    private static let days: Int64 = 60

    /// What a copy lacks of a source's tickets, as the owner's side sees it.
    ///
    /// - Throws: `Problem` where one of them does not answer, as after a restore.
    package static func compare(
        _ source: NodeCode, owner: some Bookkeeper, copy: some Bookkeeper, at now: Moment
    ) throws -> ReconciliationDifference {
        let today = RegistrationDay(milliseconds: now.milliseconds)
        let scope = ReconciliationRequest.Scope.days(
            from: RegistrationDay(ordinal: today.ordinal - days),
            // A clock that runs ahead registers tomorrow already.
            through: RegistrationDay(ordinal: today.ordinal + 1))
        guard case .days(let ours) = try look(scope, source, at: owner, with: copy.core.code),
            case .days(let theirs) = try look(scope, source, at: copy, with: owner.core.code)
        else { return ReconciliationDifference() }
        var all = ReconciliationDifference()
        for day in Reconciliation.differing(owner: ours, copy: theirs) {
            try narrow(day, source, owner, copy, into: &all)
        }
        return all
    }

    private static func narrow(
        _ day: RegistrationDay, _ source: NodeCode, _ owner: some Bookkeeper, _ copy: some Bookkeeper,
        into all: inout ReconciliationDifference
    ) throws {
        guard case .hours(let ours) = try look(.hours(of: day), source, at: owner, with: copy.core.code),
            case .hours(let theirs) = try look(.hours(of: day), source, at: copy, with: owner.core.code)
        else { return }
        for hour in Reconciliation.differing(owner: ours, copy: theirs) {
            let scope = ReconciliationRequest.Scope.items(day: day, hour: hour)
            guard case .items(let ours) = try look(scope, source, at: owner, with: copy.core.code),
                case .items(let theirs) = try look(scope, source, at: copy, with: owner.core.code)
            else { continue }
            let difference = ReconciliationDifference.between(owner: ours, copy: theirs)
            all.missing += difference.missing
            all.older += difference.older
            all.newer += difference.newer
            all.different += difference.different
        }
    }

    private static func look(
        _ scope: ReconciliationRequest.Scope, _ source: NodeCode, at node: some Bookkeeper, with peer: NodeCode
    ) throws -> ReconciliationResponse.Content {
        try node.read { try node.core.reconcile(scope, source: source.source, with: peer, in: $0).content }
    }
}
