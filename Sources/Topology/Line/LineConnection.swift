import Platform

/// One connection through a line: what either end sends goes to the other, in order, with an end passed on as an end.
/// Belongs to the line's loop.
final class LineConnection {
    /// Called once, when both ends are closed.
    var onClose: (() -> Void)?
    private let near: LineEnd
    private let far: LineEnd

    /// Takes over a connection that came in and begins one onward; nil, and the first is closed, where nobody listens.
    init?(from descriptor: Int32, to target: SocketAddress, on loop: EventLoop) {
        let incoming = SocketChannel(descriptor: descriptor)
        switch Socket.connect(to: target) {
        case .connected(let descriptor):
            far = LineEnd(SocketChannel(descriptor: descriptor), on: loop, isConnected: true)
        case .inProgress(let descriptor):
            far = LineEnd(SocketChannel(descriptor: descriptor), on: loop, isConnected: false)
        case .failed:
            incoming.close()
            return nil
        }
        near = LineEnd(incoming, on: loop, isConnected: true)
    }

    func begin() {
        for (end, other) in [(near, far), (far, near)] {
            end.begin(other: other) { [weak self] in self?.close() }
        }
    }

    func close() {
        near.close()
        far.close()
        onClose?()
        onClose = nil
    }
}

/// One end of a connection through a line, and what is still to be written to it.
final class LineEnd: EventHandler {
    private static let pieceSize = 64 * 1_024
    private let channel: SocketChannel
    private let loop: EventLoop
    private var isConnected: Bool
    private var token: WatchToken?
    private weak var other: LineEnd?
    private var onOver: () -> Void = {}
    private var pending: [UInt8] = []
    /// This end will send no more.
    private var isAtEnd = false
    /// Once everything is written, this end is told that no more comes.
    private var endsAfterPending = false

    init(_ channel: SocketChannel, on loop: EventLoop, isConnected: Bool) {
        self.channel = channel
        self.loop = loop
        self.isConnected = isConnected
    }

    func begin(other: LineEnd, onOver: @escaping () -> Void) {
        self.other = other
        self.onOver = onOver
        do {
            token = try loop.watch(channel.descriptor, for: interest, handler: self)
        } catch {
            onOver()
        }
    }

    func close() {
        guard let token else { return }
        self.token = nil
        loop.unwatch(token, descriptor: channel.descriptor)
        channel.close()
    }

    func ready(_ readiness: Readiness) {
        guard token != nil else { return }
        if !isConnected {
            guard Socket.pendingError(channel.descriptor) == nil else { return onOver() }
            isConnected = true
        }
        if readiness.contains(.writable) { flush() }
        // A dead socket is reported again and again: without room for what it may still hold, its connection is over.
        if readiness.contains(.failed), isAtEnd || other?.pending.isEmpty == false { return onOver() }
        if readiness.contains(.readable) || readiness.contains(.failed) { read() }
        watch()
        other?.watch()
    }

    /// Reads one piece while the other end has room.
    private func read() {
        guard let other, !isAtEnd, other.pending.isEmpty else { return }
        var result = ChannelResult.wouldBlock
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
            result = channel.read(into: UnsafeMutableRawBufferPointer(buffer))
            if case .bytes(let read) = result { count = read }
        }
        switch result {
        case .bytes: other.send(piece)
        case .wouldBlock: break
        case .end:
            isAtEnd = true
            other.endsAfterPending = true
            other.flush()
        case .failed: onOver()
        }
    }

    private func send(_ piece: [UInt8]) {
        pending += piece
        flush()
    }

    private func flush() {
        guard isConnected, token != nil else { return }
        while !pending.isEmpty {
            switch pending.withUnsafeBytes({ channel.write($0) }) {
            case .bytes(let count): pending.removeFirst(count)
            case .wouldBlock: return
            case .end, .failed: return onOver()
            }
        }
        guard endsAfterPending else { return }
        channel.endWriting()
        endsAfterPending = false
        if isAtEnd { onOver() }
    }

    private var interest: Readiness {
        var interest: Readiness = []
        if isConnected, !isAtEnd, other?.pending.isEmpty ?? true { interest.insert(.readable) }
        if !isConnected || !pending.isEmpty { interest.insert(.writable) }
        return interest
    }

    private func watch() {
        guard let token else { return }
        loop.update(token, descriptor: channel.descriptor, for: interest)
    }
}
