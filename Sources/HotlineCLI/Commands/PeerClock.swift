/// How far a neighbour's clock is from the node's, as `/peers` and `/status` tell it.
struct PeerClock {
    private let seconds: Int
    private let isBeyondTolerance: Bool

    /// Nil where the neighbour has not signed anything yet, or does not sign.
    init?(of peer: JSONValue) {
        guard let seconds = peer.value(at: ["clock", "offsetSeconds"])?.integer else { return nil }
        self.seconds = seconds
        isBeyondTolerance = peer.value(at: ["clock", "beyondTolerance"]) == .bool(true)
    }

    /// `+2 s`: how far it is ahead.
    var text: String { "\(seconds > 0 ? "+" : "")\(seconds) s" }

    var style: Style { isBeyondTolerance ? .bad : .plain }

    /// What keeps the two from hearing each other; nil where nothing does.
    var warning: String? {
        isBeyondTolerance ? "对方时钟\(seconds > 0 ? "快" : "慢") \(abs(seconds)) 秒" : nil
    }
}
