internal import Platform

/// Finds the addresses of peers. `getaddrinfo` blocks, so names are looked up on a thread of their own, one for each
/// name however many wait for it; addresses in figures need none.
// Sendable though mutable: `waiting` is touched on the loop's thread alone.
final class Resolver: @unchecked Sendable {
    typealias Answer = Result<[SocketAddress], ResolveError>

    private let loop: EventLoop
    private var waiting: [PeerOrigin: [(Answer) -> Void]] = [:]

    init(loop: EventLoop) { self.loop = loop }

    /// Calls back on the loop's thread, at once for an address in figures.
    func resolve(_ origin: PeerOrigin, _ callback: @escaping (Answer) -> Void) {
        if let addresses = try? SocketAddress.resolve(host: origin.host, port: origin.port, numericOnly: true) {
            return callback(.success(addresses))
        }
        waiting[origin, default: []].append(callback)
        guard waiting[origin]?.count == 1 else { return }
        DedicatedThread.start(name: "resolver") { [self] in
            let answer = Answer { () throws(ResolveError) in
                try SocketAddress.resolve(host: origin.host, port: origin.port)
            }
            loop.submit { self.settle(origin, answer) }
        }
    }

    private func settle(_ origin: PeerOrigin, _ answer: Answer) {
        for callback in waiting.removeValue(forKey: origin) ?? [] { callback(answer) }
    }
}
