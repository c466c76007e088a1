import SyncProtocol
import TestSupport
import Testing

/// Two ends of one stream, each with a database that may be set back to an older copy at any time, driven by the hello
/// decisions and the receiver alone. Whatever happens: hello comes to an end, and then everything that the sender's
/// database holds has been applied.
@Suite struct RestoreScenarioTests {
    private struct Sender {
        var generation: Int64 = 1
        var epoch = "e1"
        var acknowledged: Int64 = 0
        var acknowledgedBy: Int64?
        /// At index n the key of position n + 1.
        var owed: [EventKey] = []

        var next: Int64 { Int64(owed.count) + 1 }
        func chain(_ position: Int64) -> Digest32 {
            Chain.rolled(Chain.origin, over: owed.prefix(Int(position)), hashing: SHA.self)
        }
    }

    private struct Receiver {
        var generation: Int64 = 1
        var stream: StreamReceiver?
        var applied: Set<EventKey> = []
    }

    private struct World {
        var sender = Sender()
        var receiver = Receiver()
        var copies: (Sender, Receiver) = (Sender(), Receiver())
        /// Tells what was written before a restore from what was written after it.
        var life = 1

        mutating func owe(_ count: Int) {
            for _ in 0..<count {
                sender.owed.append(EventKey(source: "urn:hotline:140525", id: "\(life)-\(sender.next)"))
            }
        }

        mutating func takeGeneration(above seen: Int64) {
            sender.generation = max(seen, sender.generation) + 1
            sender.epoch = "e\(sender.generation)-\(life)"
        }

        /// Hello until both agree. False where it does not end.
        mutating func greet() -> Bool {
            var seen = HelloStream.Seen.unread
            for _ in 0..<8 {
                let out = HelloStream.out(
                    .feed, next: sender.next, first: sender.acknowledged + 1, oldestHeld: 1,
                    chain: sender.chain(sender.acknowledged), seen: seen)
                let hello = Hello(node: "140525", generation: sender.generation, epoch: sender.epoch, streams: [out])
                let known = receiver.stream.map { ($0.position.generation, Optional($0.position.epoch)) }
                if case .refuse(let problem) = PeerGeneration.decide(seen: known, hello: hello) {
                    takeGeneration(above: problem.generation ?? 0)
                    continue
                }
                switch ReceiverHello.decide(receiver.stream?.position, hello: hello, peer: out) {
                case .adopt(let position, _): adopt(position)
                case .restored:
                    takeGeneration(above: sender.generation)
                    continue
                case .proceed, .awaitRewind: break
                }
                seen = HelloStream.Seen(entry: .in(.feed, receiver.stream))
                if hear() { return true }
            }
            return false
        }

        private mutating func adopt(_ position: StreamPosition) {
            if receiver.stream == nil { receiver.stream = StreamReceiver(name: .feed, position: position) }
            receiver.stream?.adopt(position)
        }

        /// The sender reads the answer; true where it goes on to send.
        private mutating func hear() -> Bool {
            let standing = SenderHello.Standing(
                generation: sender.generation, epoch: sender.epoch, acknowledged: sender.acknowledged,
                next: sender.next, oldestHeld: 1, acknowledgedBy: sender.acknowledgedBy)
            let hello = Hello(
                node: "140500", generation: receiver.generation, epoch: "r", streams: [.in(.feed, receiver.stream)])
            let decision = SenderHello.decide(standing, name: .feed, hello: hello) { sender.chain($0) }
            if case .restored = decision {} else { sender.acknowledgedBy = receiver.generation }
            switch decision {
            case .proceed(let first, _):
                sender.acknowledged = first - 1
                return true
            case .rewind(let first, _):
                sender.acknowledged = first - 1
            case .restored:
                takeGeneration(above: sender.generation)
            }
            return false
        }

        /// Sends a batch; the answer may get lost. False where the receiver asks for hello.
        mutating func send(_ count: Int, answerArrives: Bool) -> Bool {
            let header = StreamHeader(
                name: .feed, generation: sender.generation, epoch: sender.epoch, first: sender.acknowledged + 1,
                chain: sender.chain(sender.acknowledged))
            let batch = Array(sender.owed.dropFirst(Int(sender.acknowledged)).prefix(count))
            switch receiver.stream?.receive(header, keys: batch, hashing: SHA.self) {
            case .apply(let skip):
                receiver.applied.formUnion(batch.dropFirst(skip))
                receiver.stream?.advance(over: batch.dropFirst(skip), hashing: SHA.self)
            case .alreadySeen: break
            default: return false
            }
            if answerArrives { sender.acknowledged = receiver.stream?.position.highest ?? 0 }
            return true
        }
    }

    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func everythingArrivesWhateverIsRestored(_ seed: UInt64) {
        let random = SeededRandom(seed: seed)
        var world = World()
        for _ in 0..<30 {
            let count = 1 + Int(random.next() % 5)
            switch random.next() % 9 {
            case 0, 1: world.owe(count)
            case 2: world.copies.0 = world.sender
            case 3: world.copies.1 = world.receiver
            case 4:
                world.sender = world.copies.0
                world.life += 1
                world.owe(count)
            case 5:
                let generation = world.receiver.generation + 1
                world.receiver = world.copies.1
                world.receiver.generation = generation
            default:
                says(world.greet(), true)
                let answerArrives = random.next() % 3 != 0
                if !world.send(count, answerArrives: answerArrives) { says(world.greet(), true) }
            }
        }
        says(world.greet(), true)
        says(world.send(1000, answerArrives: true), true)
        #expect(world.sender.acknowledged == world.sender.next - 1)
        #expect(world.receiver.applied.isSuperset(of: world.sender.owed))
    }
}
