package import Platform
import Synchronization

/// Ports on the loopback interface.
package enum Ports {
    /// Ports are drawn from below the range that Linux gives to outgoing connections (32768 on), so that none of these
    /// takes one away between the choice and its use.
    private static let range: Range<UInt16> = 15_000..<32_000

    /// What this process has drawn already: between the choice and its use nothing else keeps a port.
    private static let drawn = Mutex<Set<UInt16>>([])

    /// That many ports nobody listens at, all different.
    /// - Throws: `SocketError` where the system gives none.
    package static func free(_ count: Int, random: some RandomSource = SystemRandom()) throws -> [Int] {
        // All are held at once while they are chosen, so that none is drawn twice.
        var held: [Int32: UInt16] = [:]
        defer { for descriptor in held.keys.sorted() { SocketChannel(descriptor: descriptor).close() } }
        var failures = 0
        while held.count < count {
            let port = range.lowerBound + UInt16(random.next(below: UInt64(range.count)))
            do {
                guard drawn.withLock({ $0.insert(port).inserted }) else { throw SystemError("draw", code: 0) }
                held[try listen(at: port)] = port
            } catch {
                failures += 1
                if failures > 1_000 { throw error }
            }
        }
        return held.values.map { Int($0) }.sorted()
    }

    /// Whether a program can listen there now.
    package static func isFree(_ port: Int) -> Bool {
        guard let port = UInt16(exactly: port), let descriptor = try? listen(at: port) else { return false }
        SocketChannel(descriptor: descriptor).close()
        return true
    }

    private static func listen(at port: UInt16) throws -> Int32 {
        let addresses = try SocketAddress.resolve(host: "127.0.0.1", port: port, numericOnly: true)
        return try Socket.listen(on: addresses[0], backlog: 1)
    }
}
