import Platform

/// One connection through a line: what either end sends goes to the other, in order, with an end passed on as an end,
/// unless the line's fault will have it otherwise. Belongs to the line's loop.
final class LineConnection {
    /// Called once, when both ends are closed.
    var onClose: (() -> Void)?
    /// What becomes of a piece.
    var judge: (([UInt8], LineFault.Way) -> PieceFate)?
    /// Bytes were lost or altered: what follows would mean nothing.
    private(set) var isSpoilt = false
    private let near: LineEnd
    private let far: LineEnd
    private let target: SocketAddress
    private let loop: EventLoop
    /// Where what is asked is asked a second time.
    private var double: LineEnd?

    /// Takes over a connection that came in and begins one onward; nil, and the first is closed, where nobody listens.
    init?(from descriptor: Int32, to target: SocketAddress, on loop: EventLoop) {
        let incoming = SocketChannel(descriptor: descriptor)
        guard let onward = LineEnd(to: target, on: loop) else {
            incoming.close()
            return nil
        }
        far = onward
        near = LineEnd(incoming, on: loop, isConnected: true)
        self.target = target
        self.loop = loop
    }

    func begin() {
        for (end, other, way) in [(near, far, LineFault.Way.requests), (far, near, .answers)] {
            end.onPiece = { [weak self, weak other] piece in
                guard let self, let other else { return }
                pass(piece, way, to: other)
            }
            end.begin(other: other) { [weak self] in self?.close() }
        }
    }

    func close() {
        near.close()
        far.close()
        double?.close()
        onClose?()
        onClose = nil
    }

    /// Sends on what was held until now; when the next is due, if anything is still held.
    func deliverHeld(at now: UInt64) -> UInt64? {
        [near, far].compactMap { $0.deliverHeld(at: now) }.min()
    }

    private func pass(_ piece: [UInt8], _ way: LineFault.Way, to other: LineEnd) {
        switch judge?(piece, way) ?? .passes {
        case .passes:
            other.send(piece)
        case .isAltered(let altered):
            isSpoilt = true
            other.send(altered)
        case .breaksOff(let count):
            other.send(Array(piece[..<count]))
            close()
        case .vanishes:
            isSpoilt = true
        case .isHeld(let parts, let milliseconds):
            other.hold(parts, milliseconds: milliseconds)
        case .isDoubled:
            other.send(piece)
            sendBeside(piece)
        }
    }

    private func sendBeside(_ piece: [UInt8]) {
        if double == nil {
            double = LineEnd(to: target, on: loop)
            // Its answers go nowhere, and its end ends nothing.
            double?.begin(other: nil) { [weak self] in
                self?.double?.close()
                self?.double = nil
            }
        }
        double?.send(piece)
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
    /// Told of each piece that this end sends.
    var onPiece: ([UInt8]) -> Void = { _ in }
    private var onOver: () -> Void = {}
    private var pending: [UInt8] = []
    /// What is to be written later, in order, and when.
    private var held: [(due: UInt64, part: ArraySlice<UInt8>)] = []
    /// This end will send no more.
    private var isAtEnd = false
    /// Once everything is written, this end is told that no more comes.
    private var endsAfterPending = false

    init(_ channel: SocketChannel, on loop: EventLoop, isConnected: Bool) {
        self.channel = channel
        self.loop = loop
        self.isConnected = isConnected
    }

    /// An end that connects to `target`; nil where nobody listens.
    convenience init?(to target: SocketAddress, on loop: EventLoop) {
        switch Socket.connect(to: target) {
        case .connected(let descriptor):
            self.init(SocketChannel(descriptor: descriptor), on: loop, isConnected: true)
        case .inProgress(let descriptor):
            self.init(SocketChannel(descriptor: descriptor), on: loop, isConnected: false)
        case .failed:
            return nil
        }
    }

    /// - Parameter other: the end that pieces go to, whose pace this end keeps to; nil where they go nowhere.
    func begin(other: LineEnd?, onOver: @escaping () -> Void) {
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
        if readiness.contains(.failed), isAtEnd || !hasRoom { return onOver() }
        if readiness.contains(.readable) || readiness.contains(.failed) { read() }
        watch()
        other?.watch()
    }

    /// Reads one piece while the other end has room.
    private func read() {
        guard !isAtEnd, hasRoom else { return }
        var result = ChannelResult.wouldBlock
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
            result = channel.read(into: UnsafeMutableRawBufferPointer(buffer))
            if case .bytes(let read) = result { count = read }
        }
        switch result {
        case .bytes: onPiece(piece)
        case .wouldBlock: break
        case .end:
            isAtEnd = true
            guard let other else { return onOver() }
            other.endsAfterPending = true
            other.flush()
        case .failed: onOver()
        }
    }

    /// Whether the other end has taken all that this one sent.
    private var hasRoom: Bool { other.map { $0.pending.isEmpty && $0.held.isEmpty } ?? true }

    func send(_ piece: [UInt8]) {
        guard held.isEmpty else { return held.append((loop.now, piece[...])) }
        pending += piece
        flush()
    }

    /// Writes the parts later, each so long after the one before.
    func hold(_ parts: [ArraySlice<UInt8>], milliseconds: UInt64) {
        var due = max(loop.now, held.last?.due ?? 0)
        for part in parts {
            due += milliseconds
            held.append((due, part))
        }
        if let first = held.first { loop.arm(first.due) }
    }

    /// Writes what is due; when the next part is, if any.
    func deliverHeld(at now: UInt64) -> UInt64? {
        while let first = held.first, first.due <= now {
            held.removeFirst()
            pending += first.part
        }
        flush()
        watch()
        other?.watch()
        return held.first?.due
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
        guard endsAfterPending, held.isEmpty else { return }
        channel.endWriting()
        endsAfterPending = false
        if isAtEnd { onOver() }
    }

    private var interest: Readiness {
        var interest: Readiness = []
        if isConnected, !isAtEnd, hasRoom { interest.insert(.readable) }
        if !isConnected || !pending.isEmpty { interest.insert(.writable) }
        return interest
    }

    private func watch() {
        guard let token else { return }
        loop.update(token, descriptor: channel.descriptor, for: interest)
    }
}
