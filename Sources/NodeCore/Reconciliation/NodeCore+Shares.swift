package import HotlineCore
import SyncProtocol

extension NodeCore {
    /// Whether a peer may ask for figures or states of a source's tickets: an upper node about all that goes up to it,
    /// a lower one about its own subtree, whose mirrors it may have to take back.
    package func shares(ticketsOf source: String, with peer: NodeCode) -> Bool {
        guard let neighbour = settings.peer(peer), let owner = NodeCode(source: source) else { return false }
        return neighbour.relation == .upper ? settings.subtree.contains(owner) : neighbour.speaksFor.contains(owner)
    }

    /// - Throws: `Problem` (source-not-authorised) where the peer has no part in the source's tickets.
    func requireShared(ticketsOf source: String, with peer: NodeCode) throws {
        guard shares(ticketsOf: source, with: peer) else {
            throw Problem(.sourceNotAuthorised, detail: "\(peer) and this node share no tickets of \(source)")
        }
    }

    /// - Throws: `Problem` (source-not-authorised) for a peer to which this node sends no feed.
    func requireFeed(to peer: NodeCode) throws {
        guard settings.peer(peer)?.relation == .upper else {
            throw Problem(.sourceNotAuthorised, detail: "\(peer) is not above this node and has no feed from it")
        }
    }
}
