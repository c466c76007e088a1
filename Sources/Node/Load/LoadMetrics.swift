import HTTPServer
import HotlineCore
import NodeCore

extension NodeContext {
    /// Writes how much is under way, and what was refused for it.
    func writeLoad(to text: inout MetricsText) {
        let server = load.serverFigures
        text.single("hotline_connections", "gauge", "Open connections.", server.connections)
        text.single("hotline_body_bytes", "gauge", "Memory that bodies of requests take up.", server.bodyBytes)
        text.single(
            "hotline_connections_refused_total", "counter", "Connections beyond a limit.", server.refusals.connections)
        text.single(
            "hotline_bodies_refused_total", "counter", "Bodies that there was no memory for.", server.refusals.bodies)
        text.single(
            "hotline_exchanges", "gauge", "Hellos, batches and comparisons of neighbours under way.",
            load.exchanges.count(of: .any))
        text.single(
            "hotline_passwords_waiting", "gauge", "Passwords that are being checked or wait for it.",
            signIn.passwords.waiting)
        text.single(
            "hotline_passwords_checked_total", "counter", "Passwords that were checked or hashed.",
            signIn.passwords.done)
        text.family("hotline_peer_requests", "gauge", "Requests of a neighbour under way.")
        for peer in engine.core.settings.peers {
            text.sample("hotline_peer_requests", ["peer": peer.code.rawValue], load.peers.count(of: peer.code))
        }
        text.family("hotline_peer_clock_offset_seconds", "gauge", "A neighbour's clock against this node's.")
        for peer in engine.core.settings.peers {
            guard let reading = clocks.reading(of: peer.code) else { continue }
            text.sample(
                "hotline_peer_clock_offset_seconds", ["peer": peer.code.rawValue], reading.offsetSeconds)
        }
    }
}
