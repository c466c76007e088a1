import HotlineCore
import NodeCore
import Storage
import SyncProtocol

extension World {
    private static let lostPerMillion = 3_000
    private static let doubledPerMillion = 3_000
    private static let delayedPerMillion = 5_000

    /// Sends a request on its way; its number.
    func send(_ content: Flight.Content, from node: SimulatedNode, to peer: NodeCode) -> Int {
        flightCount += 1
        let id = flightCount
        let flight = Flight(
            from: node.index, to: place(peer), incarnation: node.incarnation, content: content)
        flights[id] = flight
        tally.requests += 1
        if case .batch(_, let parcel) = flight.content { lookForLeaks(in: parcel.body, from: node) }
        plan(.patience(id), in: flight.patience)
        guard lines.carries(from: flight.from, to: flight.to), !isLost() else { return id }
        plan(.arrival(id), in: latency())
        if isDoubled() {
            flightCount += 1
            var copy = flight
            copy.isCopy = true
            flights[flightCount] = copy
            plan(.arrival(flightCount), in: latency() + dice.network.within(0...900_000))
        }
        return id
    }

    private func latency() -> Int64 {
        guard !isClosing, options.faults.contains(.delayed), dice.network.happens(Self.delayedPerMillion) else {
            return dice.network.within(1...40)
        }
        tally.count(.delayed)
        return dice.network.within(100...100_000)
    }

    private func isLost() -> Bool {
        guard !isClosing, options.faults.contains(.lost), dice.network.happens(Self.lostPerMillion) else {
            return false
        }
        tally.count(.lost)
        return true
    }

    private func isDoubled() -> Bool {
        guard !isClosing, options.faults.contains(.doubled), dice.network.happens(Self.doubledPerMillion) else {
            return false
        }
        tally.count(.doubled)
        return true
    }

    /// A request has come to its receiver, if the line still carries it.
    func arrive(_ id: Int) throws {
        guard var flight = flights[id], flight.answer == nil else { return }
        if flight.isCopy { flights[id] = nil }
        guard lines.carries(from: flight.from, to: flight.to) else { return }
        let node = nodes[flight.to]
        guard node.isRunning else {
            flight.answer = .unreachable
            return answer(flight, id)
        }
        note(2, at: node.index)
        let sender = nodes[flight.from].code
        try heard(sender, by: node)
        flight.answer = try takeIn(flight.content, from: sender, at: node)
        if flight.answer != nil { answer(flight, id) }
    }

    private func answer(_ flight: Flight, _ id: Int) {
        guard !flight.isCopy else { return }
        flights[id] = flight
        guard lines.carries(from: flight.to, to: flight.from), !isLost() else { return }
        plan(.answer(id), in: latency())
    }

    /// What a node answers; nil where its power fails before it does.
    private func takeIn(
        _ content: Flight.Content, from peer: NodeCode, at node: SimulatedNode
    ) throws -> Flight.Answer? {
        switch content {
        case .hello(let hello):
            let epoch = node.freshEpoch()
            return try commit(node) {
                try node.core.answerHello(hello, from: peer, freshEpoch: epoch, in: $0, at: $1)
            }.map { .hello($0) }
        case .batch(_, let parcel):
            return try receive(parcel, from: peer, at: node).map { .batch($0) }
        case .pull(let key, let request):
            let first = try commit(node) { try node.core.pulled(request, by: peer, in: $0, at: $1) }
            switch first {
            case nil: return nil
            case .failure(let problem): return .pull(.failure(problem))
            case .success(let position):
                let outgoing = StreamKey(peer: peer, stream: key.stream)
                let batch = try node.read {
                    try node.core.batch(outgoing, from: position, maxEvents: 500, maxBytes: 1 << 20, in: $0)
                }
                if let batch { lookForLeaks(in: batch.body, from: node) }
                return .pull(.success(batch))
            }
        }
    }

    /// The sender has the answer, if it still waits for it.
    func takeAnswer(_ id: Int) throws {
        guard let flight = flights[id], let answer = flight.answer,
            lines.carries(from: flight.to, to: flight.from)
        else { return }
        flights[id] = nil
        let node = nodes[flight.from]
        guard node.isRunning, node.incarnation == flight.incarnation else { return }
        note(3, at: node.index)
        try settle(flight, id, answer, at: node)
    }

    /// The sender has waited long enough.
    func loseAnswer(_ id: Int) throws {
        guard let flight = flights.removeValue(forKey: id) else { return }
        let node = nodes[flight.from]
        guard node.isRunning, node.incarnation == flight.incarnation else { return }
        try settle(flight, id, nil, at: node)
    }

    private func settle(_ flight: Flight, _ id: Int, _ answer: Flight.Answer?, at node: SimulatedNode) throws {
        let peer = nodes[flight.to].code
        switch flight.content {
        case .hello: try helloSettled(id, answer, with: peer, by: node)
        case .batch(let key, _): try batchSettled(id, answer, key, by: node)
        case .pull(let key, _): try pullSettled(id, answer, key, by: node)
        }
    }

    /// Takes a request with events as its receiver does, from its bytes on; nil where its power fails.
    func receive(_ parcel: Flight.Parcel, from peer: NodeCode, at node: SimulatedNode) throws -> StreamReply? {
        let batch: InboundBatch
        do throws(Problem) {
            var reader = InboundReader()
            var head: JournalHead?
            if let journal = parcel.journal { head = try JournalHead(parsing: journal) }
            batch = InboundBatch(
                header: try StreamHeader(parsing: parcel.header), journal: head, events: try reader.batch(parcel.body))
        } catch {
            return .problem(error)
        }
        tally.messages += batch.events.count
        let reply = try take(batch, from: peer, at: node)
        if reply != nil { try watchMirrors(of: batch, at: node) }
        return reply
    }

    private func take(_ batch: InboundBatch, from peer: NodeCode, at node: SimulatedNode) throws -> StreamReply? {
        switch options.mutation {
        case .acknowledgedBeforeCommit: return try receiveTooEarly(batch, from: peer, at: node)
        case .positionOutsideTransaction: return try receiveInTwo(batch, from: peer, at: node)
        default: return try commit(node) { try node.core.receive(batch, from: peer, in: $0, at: $1) }
        }
    }
}
