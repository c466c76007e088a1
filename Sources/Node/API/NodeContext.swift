import Database
import HotlineCore
import HTTPServer
import HTTPWire
import NodeCore
import PeerTransport
import Platform
import SyncProtocol
import WorkCalendar

/// What the routes of one node share.
final class NodeContext: Sendable {
    let configuration: NodeConfiguration
    let code: NodeCode
    let engine: Engine
    let authenticator: Authenticator
    let signIn: SignInDesk
    let links: LinkAuthenticator
    let metrics: Metrics
    let feed: ChangeFeed
    let openTickets: OpenTickets
    let inFlight: KeysInFlight
    let load: LoadGauge
    let clocks = ClockWatch()
    let delivery: DeliveryCentre
    let subscribers: SubscriberCentre
    let transport: any PeerTransport
    let random: any RandomSource
    let timers: TimerBell
    let blobs: BlobCentre
    let keys: KeyRing
    let keyFile: KeyFile
    /// The ways to the peers that this node reaches.
    let wires: [NodeCode: PeerWire]
    /// Tickets that an export reads at once.
    let exportPage: Int
    let log: Log
    /// When the node was started.
    let since: Moment

    init(
        configuration: NodeConfiguration, engine: Engine, feed: ChangeFeed, delivery: DeliveryCentre,
        subscribers: SubscriberCentre, blobs: BlobCentre, transport: any PeerTransport, timers: TimerBell,
        keys: KeyRing, keyFile: KeyFile, environment: NodeService.Environment, log: Log
    ) {
        self.configuration = configuration
        self.engine = engine
        self.feed = feed
        openTickets = OpenTickets(telling: feed)
        self.delivery = delivery
        self.subscribers = subscribers
        self.transport = transport
        random = environment.random
        exportPage = environment.exportPage
        self.timers = timers
        self.blobs = blobs
        self.log = log
        code = engine.core.code
        load = LoadGauge(configuration.limits, random: environment.random)
        let verifier = LinkVerifier(keys: keys, clock: engine.clock, clocks: clocks)
        let signer = LinkSigner(keys: keys, clock: engine.clock)
        self.keys = keys
        self.keyFile = keyFile
        wires = configuration.wires(over: transport, as: engine.core.code, identity: (keys, signer, verifier))
        signIn = SignInDesk(configuration, engine: engine, cost: environment.passwordCost)
        authenticator = Authenticator(configuration, readers: engine.database.readers, signIn: signIn)
        links = LinkAuthenticator(
            of: engine.core.code, peers: configuration.peers, keys: keys, verifier: verifier, signer: signer)
        metrics = Metrics()
        inFlight = KeysInFlight()
        since = engine.now
    }
}

extension NodeConfiguration {
    /// The way to each peer that has an address.
    func wires(
        over transport: any PeerTransport, as node: NodeCode,
        identity: (keys: KeyRing, signer: LinkSigner, verifier: LinkVerifier)
    ) -> [NodeCode: PeerWire] {
        var wires: [NodeCode: PeerWire] = [:]
        for peer in peers {
            guard let code = NodeCode(rawValue: peer.code), let origin = peer.baseURL.flatMap({ PeerOrigin($0) })
            else { continue }
            let manner = PeerWire.Manner(
                keys: identity.keys, signer: identity.signer, verifier: identity.verifier, secret: peer.secret)
            wires[code] = PeerWire(transport, to: code, at: origin, as: node, manner)
        }
        return wires
    }
}

extension NodeContext {
    /// Answers of a node to a node are signed where the request was.
    func signing(_ reply: @escaping Reply, to request: Request) -> Reply {
        guard request.headers.contains(NodeSignature.signatureField) else { return reply }
        return { [links] in reply(links.signed($0, to: request)) }
    }
}
