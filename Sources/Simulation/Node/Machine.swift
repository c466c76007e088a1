import SyncProtocol

/// The sending machine of one stream and what is under way for it.
struct Machine {
    var sender: StreamSender
    /// The request in flight.
    var flight: Int?
    /// When its wait ends; nil while it does not wait.
    var waitsUntil: Int64?
    /// It asked for the hello that is under way.
    var awaitsHello = false
}

/// A hello under way.
struct Greeting {
    /// The request in flight.
    var flight: Int
    /// Rounds so far.
    var rounds: Int
}
