import Database
import HotlineCore
import HTTPServer
import NodeCore
import PeerTransport
import Platform
import WorkCalendar

/// What the routes of one node share.
final class NodeContext: Sendable {
    let configuration: NodeConfiguration
    let code: NodeCode
    let engine: Engine
    let authenticator: Authenticator
    let links: LinkAuthenticator
    let metrics: Metrics
    let feed: ChangeFeed
    let inFlight: KeysInFlight
    let delivery: DeliveryCentre
    let timers: TimerBell
    let blobs: BlobCentre
    /// The ways to the peers that this node reaches.
    let wires: [NodeCode: PeerWire]
    let log: Log
    /// When the node was started.
    let since: Moment

    init(
        configuration: NodeConfiguration, engine: Engine, feed: ChangeFeed, delivery: DeliveryCentre, blobs: BlobCentre,
        transport: any PeerTransport, timers: TimerBell, log: Log
    ) {
        self.configuration = configuration
        self.engine = engine
        self.feed = feed
        self.delivery = delivery
        self.timers = timers
        self.blobs = blobs
        self.log = log
        code = engine.core.code
        wires = configuration.wires(over: transport, as: engine.core.code)
        authenticator = Authenticator(
            staff: configuration.staff, units: configuration.units, readers: engine.database.readers)
        links = LinkAuthenticator(peers: configuration.peers)
        metrics = Metrics()
        inFlight = KeysInFlight()
        since = engine.now
    }
}

extension NodeConfiguration {
    /// The way to each peer that has an address.
    fileprivate func wires(over transport: any PeerTransport, as node: NodeCode) -> [NodeCode: PeerWire] {
        var wires: [NodeCode: PeerWire] = [:]
        for peer in peers {
            guard let code = NodeCode(rawValue: peer.code), let origin = peer.baseURL.flatMap({ PeerOrigin($0) })
            else { continue }
            wires[code] = PeerWire(transport, to: origin, as: node, secret: peer.secret)
        }
        return wires
    }
}
