internal import Platform

/// What a line does to the bytes that pass through it, until it is told otherwise. A piece is what one read from a
/// socket yields: a request or an answer of a few kilobytes, or a part of a longer one.
package enum LineFault: Sendable, Equatable {
    /// Which way bytes go: to the node behind the line, or back to the one that connected.
    package enum Way: Sendable, Hashable, CaseIterable {
        case requests, answers
    }

    /// Every n-th piece that goes this way arrives in half; then its connection breaks off.
    case breaks(Way, every: Int)
    /// Every piece arrives that much later.
    case delays(Duration)
    /// Every piece arrives a few bytes at a time.
    case trickles(bytes: Int, every: Duration)
    /// What is asked is asked twice, at the same time: by a second connection, whose answers nobody hears.
    case doubles
    /// In every n-th piece, either way, one bit is turned.
    case corrupts(every: Int)
    /// Bytes that go these ways vanish, without either end being told.
    case swallows(Set<Way>)
}

/// What becomes of one piece.
enum PieceFate: Equatable {
    case passes
    case isAltered([UInt8])
    /// The first bytes pass, then the connection is over.
    case breaksOff(after: Int)
    case vanishes
    /// The parts, and by how many milliseconds each is later than the one before.
    case isHeld([ArraySlice<UInt8>], milliseconds: UInt64)
    /// It passes, and once more beside.
    case isDoubled
}

/// Judges piece after piece by the line's fault, and counts how often it struck. Belongs to the line's loop.
struct LineTrouble {
    var fault: LineFault?
    private(set) var strikes = 0
    private var pieces = 0

    /// What becomes of a piece, which is not empty.
    mutating func fate(of piece: [UInt8], going way: LineFault.Way) -> PieceFate {
        guard let fault else { return .passes }
        let fate = Self.fate(of: piece, going: way, by: fault, number: pieces + 1)
        if Self.counts(way, fault) { pieces += 1 }
        if fate != .passes { strikes += 1 }
        return fate
    }

    private static func fate(
        of piece: [UInt8], going way: LineFault.Way, by fault: LineFault, number: Int
    ) -> PieceFate {
        switch fault {
        case .breaks(let broken, let every):
            return way == broken && number.isMultiple(of: every) ? .breaksOff(after: piece.count / 2) : .passes
        case .delays(let delay):
            return .isHeld([piece[...]], milliseconds: delay.wholeMilliseconds)
        case .trickles(let bytes, let gap):
            let parts = stride(from: 0, to: piece.count, by: bytes).map { start in
                piece[start..<min(start + bytes, piece.count)]
            }
            return .isHeld(parts, milliseconds: gap.wholeMilliseconds)
        case .doubles:
            return way == .requests ? .isDoubled : .passes
        case .corrupts(let every):
            guard number.isMultiple(of: every) else { return .passes }
            // Another place and another bit each time, the same in every run.
            var altered = piece
            altered[number &* 7_919 % piece.count] ^= 1 << UInt8(number % 8)
            return .isAltered(altered)
        case .swallows(let ways):
            return ways.contains(way) ? .vanishes : .passes
        }
    }

    /// Whether a piece that goes this way is one of those of which every n-th is struck.
    private static func counts(_ way: LineFault.Way, _ fault: LineFault) -> Bool {
        if case .breaks(let broken, _) = fault { return way == broken }
        return true
    }
}
