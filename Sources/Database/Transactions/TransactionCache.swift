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

/// The slots of one writing connection. Every change is recorded in the innermost level's undo list, once a slot.
final class TransactionCache {
    private typealias Key = ObjectIdentifier

    /// Boxes, so that a change works in place: a hot path changes several slots a row.
    private var slots: [Key: AnySlot] = [:]
    /// Slots with changes that `save` has not seen, in the order of their first change.
    private var changed: [Key] = []
    /// Per level, what the slots were when it began; nil for one that was empty.
    private var undo: [[Key: AnySlot?]] = []
    /// Names the innermost level; a new one at each beginning and end of a level.
    private var level: UInt64 = 0

    func value<State: CachedState>(_ type: State.Type, in transaction: Transaction) throws -> State {
        try slot(type, in: transaction).state
    }

    func update<State: CachedState, Value>(
        _ type: State.Type, in transaction: Transaction, _ change: (inout State) throws -> Value
    ) throws -> Value {
        let slot = try slot(type, in: transaction)
        // The same slot is changed several times a row: found in the list once, it need not be looked for again.
        if slot.rememberedIn != level {
            remember(Key(type), slot)
            slot.rememberedIn = level
        }
        if !slot.isChanged {
            slot.isChanged = true
            changed.append(Key(type))
        }
        return try change(&slot.state)
    }

    /// At BEGIN and at every savepoint.
    func beginLevel() {
        undo.append([:])
        level += 1
    }

    /// At RELEASE: what the level outside has recorded is older and wins.
    func releaseLevel() {
        guard let inner = undo.popLast(), let outer = undo.popLast() else { return }
        undo.append(outer.merging(inner) { old, _ in old })
        level += 1
    }

    /// At ROLLBACK TO, and for the outermost level at ROLLBACK.
    func undoLevel() {
        guard let record = undo.popLast() else { return }
        level += 1
        for (key, slot) in record { slots[key] = slot }
        changed.removeAll { slots[$0]?.isChanged != true }
    }

    /// At ROLLBACK: back to what was committed.
    func undoAll() {
        while !undo.isEmpty { undoLevel() }
    }

    /// After COMMIT.
    func keepAll() {
        undo = []
        level += 1
    }

    /// Before the COMMIT. A save may change other slots, which are saved in turn.
    func save(to transaction: Transaction) throws {
        while !changed.isEmpty {
            let slot = slots[changed.removeFirst()]
            slot?.isChanged = false
            try slot?.save(to: transaction)
        }
    }

    private func slot<State: CachedState>(_ type: State.Type, in transaction: Transaction) throws -> Slot<State> {
        // The key is the type itself, so the slot found under it is of that type.
        if let known = slots[Key(type)] { return unsafeDowncast(known, to: Slot<State>.self) }
        let fresh = Slot(try State.load(from: transaction))
        remember(Key(type), nil)
        slots[Key(type)] = fresh
        return fresh
    }

    private func remember(_ key: Key, _ slot: AnySlot?) {
        guard let last = undo.indices.last, undo[last][key] == nil else { return }
        undo[last][key] = .some(slot?.copy())
    }
}

/// A slot whatever it holds.
private class AnySlot {
    var isChanged = false
    /// The level in whose undo list it stands as it was.
    var rememberedIn: UInt64?

    func copy() -> AnySlot { preconditionFailure("every slot is a Slot of some state") }
    func save(to transaction: Transaction) throws { preconditionFailure("every slot is a Slot of some state") }
}

private final class Slot<State: CachedState>: AnySlot {
    var state: State

    init(_ state: State) { self.state = state }

    override func copy() -> AnySlot {
        let copy = Slot(state)
        copy.isChanged = isChanged
        return copy
    }

    override func save(to transaction: Transaction) throws { try state.save(to: transaction) }
}
