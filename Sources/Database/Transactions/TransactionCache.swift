/// State that the writing connection keeps in memory between transactions: counters, chain heads, stream positions.
/// It follows the transaction: a savepoint undone takes its changes along, a transaction undone drops everything
/// (the next use loads it again). One value per type; keep it small, since a savepoint copies what it changes.
package protocol CachedState: Sendable {
    /// Reads the state as the transaction sees it.
    static func load(from transaction: Transaction) throws -> Self
    /// Writes the state; called once before the COMMIT of a transaction that changed it, however often it did. A
    /// state whose rows are written at each change implements this as nothing.
    mutating func save(to transaction: Transaction) throws
}

/// The slots of one writing connection. Every change is recorded in the innermost savepoint's undo list, once a slot.
final class TransactionCache {
    private struct Slot {
        var state: any CachedState
        var isChanged: Bool
    }

    private typealias Key = ObjectIdentifier

    private var slots: [Key: Slot] = [:]
    /// Slots with changes that `save` has not seen, in the order of their first change.
    private var changed: [Key] = []
    private var undo: [[Key: Slot?]] = []

    func value<State: CachedState>(_ type: State.Type, in transaction: Transaction) throws -> State {
        if let state = slots[Key(type)]?.state as? State { return state }
        let state = try State.load(from: transaction)
        remember(Key(type))
        slots[Key(type)] = Slot(state: state, isChanged: false)
        return state
    }

    func update<State: CachedState, Value>(
        _ type: State.Type, in transaction: Transaction, _ change: (inout State) throws -> Value
    ) throws -> Value {
        let key = Key(type)
        var state = try value(type, in: transaction)
        remember(key)
        // Taken out, so that a collection inside is not copied because two hold it.
        let wasChanged = slots.removeValue(forKey: key)?.isChanged ?? false
        defer { slots[key] = Slot(state: state, isChanged: true) }
        if !wasChanged { changed.append(key) }
        return try change(&state)
    }

    /// At BEGIN and at every savepoint.
    func beginLevel() { undo.append([:]) }

    /// At RELEASE: what the level outside has recorded is older and wins.
    func releaseLevel() {
        guard let inner = undo.popLast(), let outer = undo.popLast() else { return }
        undo.append(outer.merging(inner) { old, _ in old })
    }

    /// At ROLLBACK TO, and for the outermost level at ROLLBACK.
    func undoLevel() {
        guard let record = undo.popLast() else { return }
        for (key, slot) in record { slots[key] = slot }
        changed.removeAll { slots[$0]?.isChanged != true }
    }

    /// At ROLLBACK: back to what was committed.
    func undoAll() {
        while !undo.isEmpty { undoLevel() }
    }

    /// After COMMIT.
    func keepAll() { undo = [] }

    /// Before the COMMIT. A save may change other slots, which are saved in turn.
    func save(to transaction: Transaction) throws {
        while !changed.isEmpty {
            let key = changed.removeFirst()
            slots[key]?.isChanged = false
            guard var state = slots[key]?.state else { continue }
            try state.save(to: transaction)
            slots[key]?.state = state
        }
    }

    private func remember(_ key: Key) {
        guard let last = undo.indices.last, undo[last][key] == nil else { return }
        undo[last][key] = .some(slots[key])
    }
}
