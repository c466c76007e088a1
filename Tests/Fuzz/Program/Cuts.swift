import HTTPWire

/// What a parser made of some octets: its events, neighbouring pieces of body joined, and the error that ended it.
struct Reading<Event: Equatable>: Equatable {
    var events: [Event] = []
    var error: WireError?
}

/// The ways in which one message may arrive: whole, octet by octet, in two at a place that the message itself chooses.
func cuts(of message: [UInt8]) -> [[ArraySlice<UInt8>]] {
    guard message.count > 1 else { return [[message[...]]] }
    let place = 1 + message.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % (message.count - 1)
    return [[message[...]], message.indices.map { message[$0...$0] }, [message[..<place], message[place...]]]
}

/// Limits that short inputs can reach.
let tightLimits = MessageLimits(
    startLineBytes: 128, headerBytes: 512, headerCount: 12, bodyBytes: 512, chunkLineBytes: 32, chunkExtensionBytes: 48,
    interimResponses: 2)
