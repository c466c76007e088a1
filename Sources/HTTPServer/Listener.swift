internal import Glibc
internal import Platform

/// Accepts connections. Out of descriptors it keeps one in reserve, to take and close what waits: otherwise the
/// listening socket stays ready and the loop would spin.
final class Listener: EventHandler {
    private static let pauseMilliseconds: UInt64 = 200
    private let socket: Int32
    private unowned let core: ServerCore
    private var token: WatchToken?
    private var reserve: Int32
    private var isPaused = false

    init(socket: Int32, core: ServerCore) throws(SocketError) {
        self.socket = socket
        self.core = core
        reserve = Self.openReserve()
        token = try core.loop.watch(socket, for: .readable, handler: self)
    }

    func ready(_ readiness: Readiness) {
        // Bounded, so that a flood of connections does not keep the others from their turn.
        for _ in 0..<64 {
            switch Socket.accept(socket) {
            case .connection(let descriptor, let peer): core.admit(descriptor, from: peer)
            case .gone: continue
            case .none: return
            case .exhausted(let error): return exhausted(error)
            }
        }
    }

    private func exhausted(_ error: SocketError) {
        core.onError(error)
        if reserve >= 0 {
            Glibc.close(reserve)
            if case .connection(let descriptor, _) = Socket.accept(socket) { Glibc.close(descriptor) }
            reserve = Self.openReserve()
            if reserve >= 0 { return }
        }
        guard let token else { return }
        isPaused = true
        core.loop.update(token, descriptor: socket, for: [])
        core.loop.arm(core.loop.now + Self.pauseMilliseconds)
    }

    /// Listens again after a pause.
    func resume() {
        guard isPaused, let token else { return }
        isPaused = false
        if reserve < 0 { reserve = Self.openReserve() }
        core.loop.update(token, descriptor: socket, for: .readable)
    }

    func close() {
        guard let token else { return }
        self.token = nil
        core.loop.unwatch(token, descriptor: socket)
        Glibc.close(socket)
        if reserve >= 0 { Glibc.close(reserve) }
    }

    private static func openReserve() -> Int32 { open("/dev/null", O_RDONLY | O_CLOEXEC) }
}
