import Platform

// Sendable though mutable: everything but `loop` and the constants is touched by the loop's thread alone.
/// A stretch of wire between two nodes on this machine that can be cut, disturbed and mended: bytes that come to its
/// port go on to the port behind it. A topology file's link leads through it by `upperAddress` and `lowerAddress`.
package final class Line: @unchecked Sendable {
    /// Where the line begins.
    package let port: Int
    private let target: SocketAddress
    private let entrance: SocketAddress
    private let loop: EventLoop
    private var listener: LineListener?
    private var connections: [ObjectIdentifier: LineConnection] = [:]
    private var trouble = LineTrouble()

    /// A whole line to `target` on the loopback interface; `port` 0 draws a free one.
    /// - Throws: `SocketError` where nothing can listen at `port`.
    package init(port: Int = 0, to target: Int) throws {
        self.port = try port == 0 ? Ports.free(1)[0] : port
        self.target = try Self.address(target)
        entrance = try Self.address(self.port)
        loop = try EventLoop()
        listener = try LineListener(on: entrance, of: self)
        loop.start(name: "line-\(self.port)")
        run { line in
            try line.listener?.watch(on: line.loop)
            line.loop.onAlarm = { [weak line] now in line?.deliverHeld(at: now) }
        }
    }

    deinit { loop.stop() }

    /// The address that leads through the line.
    package var address: String { "http://127.0.0.1:\(port)" }

    /// Cuts the line: connections break off, new ones are refused. Returns once it is so.
    package func cut() async {
        await settle { line in
            line.listener?.close(on: line.loop)
            line.listener = nil
            for (_, connection) in line.connections { connection.close() }
            line.connections = [:]
        }
    }

    /// Mends a cut line. Returns once connections are taken again.
    package func mend() async {
        await settle { line in
            guard line.listener == nil else { return }
            // The port was ours a moment ago; should another program have it now, the line stays cut.
            guard let listener = try? LineListener(on: line.entrance, of: line) else { return }
            line.listener = listener
            try? listener.watch(on: line.loop)
        }
    }

    /// Disturbs what passes from now on, or no longer for nil. Connections from which bytes were lost or altered could
    /// never agree again: they break off once they pass undisturbed.
    package func disturb(by fault: LineFault?) async {
        await settle { line in
            line.trouble.fault = fault
            guard fault == nil else { return }
            for (_, connection) in line.connections where connection.isSpoilt { connection.close() }
        }
    }

    /// How often the line's faults have struck: pieces that were broken off, delayed, doubled, altered or swallowed.
    package var strikes: Int {
        get async {
            await withCheckedContinuation { continuation in
                let isRunning = loop.submit { [self] in continuation.resume(returning: trouble.strikes) }
                if !isRunning { continuation.resume(returning: 0) }
            }
        }
    }

    /// What becomes of a piece of a connection; on the loop's thread.
    func fate(of piece: [UInt8], going way: LineFault.Way) -> PieceFate { trouble.fate(of: piece, going: way) }

    private func deliverHeld(at now: UInt64) -> UInt64? {
        // Delivering may close a connection, which then leaves the list.
        Array(connections.values).compactMap { $0.deliverHeld(at: now) }.min()
    }

    /// A connection has come in; on the loop's thread.
    func take(_ descriptor: Int32) {
        guard let connection = LineConnection(from: descriptor, to: target, on: loop) else { return }
        let key = ObjectIdentifier(connection)
        connections[key] = connection
        connection.onClose = { [weak self] in self?.connections[key] = nil }
        connection.judge = { [weak self] in self?.fate(of: $0, going: $1) ?? .passes }
        connection.begin()
    }

    private func run(_ work: @escaping @Sendable (Line) throws -> Void) {
        loop.submit { [weak self] in
            guard let self else { return }
            try? work(self)
        }
    }

    private func settle(_ work: @escaping @Sendable (Line) -> Void) async {
        await withCheckedContinuation { continuation in
            let isRunning = loop.submit { [self] in
                work(self)
                continuation.resume()
            }
            if !isRunning { continuation.resume() }
        }
    }

    private static func address(_ port: Int) throws -> SocketAddress {
        try SocketAddress.resolve(host: "127.0.0.1", port: UInt16(clamping: port), numericOnly: true)[0]
    }
}

/// The entrance of a line.
final class LineListener: EventHandler {
    private let descriptor: Int32
    private weak var line: Line?
    private var token: WatchToken?

    init(on address: SocketAddress, of line: Line) throws(SocketError) {
        descriptor = try Socket.listen(on: address)
        self.line = line
    }

    func watch(on loop: EventLoop) throws(SocketError) {
        token = try loop.watch(descriptor, for: .readable, handler: self)
    }

    func close(on loop: EventLoop) {
        if let token { loop.unwatch(token, descriptor: descriptor) }
        SocketChannel(descriptor: descriptor).close()
    }

    func ready(_ readiness: Readiness) {
        while case .connection(let descriptor, _) = Socket.accept(descriptor) { line?.take(descriptor) }
    }
}
