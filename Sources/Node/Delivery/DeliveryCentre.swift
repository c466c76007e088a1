import HotlineCore
import NodeCore
import Platform
import Storage
import Synchronization
import SyncProtocol

/// Delivery to all peers: a link each with a loop for each stream; started, woken and stopped here.
final class DeliveryCentre: Sendable {
    /// Where nodes that fetch wait for something to fetch.
    let desk = PullDesk()
    private let links: [NodeCode: PeerLink]
    private let tasks = Mutex<[Task<Void, Never>]>([])

    /// Links to the peers with these codes; nothing runs yet.
    init(peers: [NodeCode]) {
        links = Dictionary(uniqueKeysWithValues: peers.map { ($0, PeerLink(peer: $0)) })
    }

    /// The link to a peer; nil for a node that is none.
    func link(to peer: NodeCode) -> PeerLink? { links[peer] }

    /// Starts the loops of a peer that this node reaches. `delay` spreads the first hellos of many links, so that a hub
    /// that returns is not trampled.
    func start(
        _ link: PeerLink, port: any PeerPort, wire: PeerWire, greeter: Greeter, tools: StreamLoop.Tools, delay: Duration
    ) {
        for stream in StreamName.allCases {
            run {
                while !link.isStopped {
                    do {
                        var loop = try await StreamLoop(
                            stream, link: link, port: port, wire: wire, greeter: greeter, tools: tools)
                        return await loop.run(startingAfter: delay)
                    } catch {
                        tools.log.error("delivery.unstarted", ["error": .text("\(error)")])
                        _ = await link.wakeup(of: stream).wait(until: .now + .seconds(1))
                    }
                }
            }
        }
    }

    /// Runs a further loop that ends with the others.
    func run(_ loop: @escaping @Sendable () async -> Void) {
        let task = Task { await loop() }
        tasks.withLock { $0.append(task) }
    }

    /// A commit owed something on these streams.
    ///
    /// - Parameter owed: of those for which it is known, one more than the last position.
    func wake(_ streams: Set<StreamKey>, owed: [StreamKey: Int64] = [:]) {
        for key in streams {
            links[key.peer]?.signal(key.stream) { $0.owe(upTo: owed[key]) }
            desk.wake(key)
        }
    }

    /// Any stream may owe something new.
    func wakeAll() {
        wake(Set(links.keys.flatMap { peer in StreamName.allCases.map { StreamKey(peer: peer, stream: $0) } }))
    }

    /// These peers must be said hello to before anything else is sent.
    func greet(_ peers: Set<NodeCode>) {
        for peer in peers { links[peer]?.signalAll { $0.mustGreet = true } }
    }

    /// All peers must be.
    func greetAll() { greet(Set(links.keys)) }

    /// The peer was heard: a wait for it is over.
    func contact(from peer: NodeCode) { links[peer]?.heard() }

    /// An operator wants everything owed to a peer tried now.
    func retry(_ peer: NodeCode) { links[peer]?.signalAll { $0.retry() } }

    /// Everything owed is to be tried now.
    func retryAll() { for peer in links.keys { retry(peer) } }

    /// Ends all loops and returns when they have ended.
    func stop() async {
        for link in links.values { link.stop() }
        desk.close()
        let running = tasks.withLock { tasks in
            defer { tasks = [] }
            return tasks
        }
        for task in running { task.cancel() }
        for task in running { await task.value }
    }
}
