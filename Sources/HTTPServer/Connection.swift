internal import Crypto
internal import HTTPWire
internal import Platform

/// One client's connection: carries bytes between its channel and the connection machine, and requests to handlers.
// Sendable though mutable: replies and writers hold it on other threads but only hand it to `loop.submit`; all state is
// touched on the loop's thread.
final class Connection: EventHandler, @unchecked Sendable {
    /// Answers waiting to be sent beyond which no further request is taken up and no writer goes on.
    static let highWater = 256 * 1024
    /// Where a waiting writer goes on.
    static let lowWater = 64 * 1024
    /// Pipelined octets waiting beyond which the socket is not read.
    static let inputLimit = 64 * 1024
    /// Octets of a streamed body that have as long as a whole body has elsewhere.
    static let uploadPiece = 1024 * 1024

    enum Phase {
        /// A request is awaited or arrives.
        case reading
        /// A handler has the request and takes its body as it arrives.
        case receiving
        /// A handler has the request.
        case handling
        /// A task writes the answer.
        case streaming
        /// The last answer is being sent.
        case finishing
        /// Our end is closed; the peer's last octets are thrown away, so that its answer is not lost to a reset.
        case lingering
        case closed
    }

    let loop: EventLoop
    let core: ServerCore
    let peer: String
    private(set) var channel: any ByteChannel
    /// Where the channel is TLS's.
    let session: TLSSession?
    var machine: ServerConnection
    var phase = Phase.reading
    /// Counts requests, so that a late reply finds its request gone.
    var exchange: UInt64 = 0
    var incoming: IncomingRequest?
    /// The body that a handler takes in pieces.
    var upload: RequestBody?
    var output = OutputBuffer()
    var writers: [CheckedContinuation<Void, any Error>] = []
    var streamTask: Task<Void, Never>?
    var streamIsChunked = false
    /// When the present wait is over, in the loop's milliseconds.
    var deadline = UInt64.max
    private var isPeerDone = false
    private var isAdvancing = false
    private var token: WatchToken?
    private var interest: Readiness = .readable
    private var bodyDeadline = UInt64.max
    private var headDeadline = UInt64.max
    /// Octets of a streamed body since its deadline was last set.
    private var octetsInTime = 0
    /// Whether the head told the body's length.
    private var isBodyAnnounced = true

    init(socket: SocketChannel, peer: String, core: ServerCore) {
        (channel, session) = Self.channel(over: socket, core)
        self.peer = peer
        self.core = core
        loop = core.loop
        machine = ServerConnection(limits: core.limits.message)
        output.lastProgress = loop.now
    }

    func watch() throws(SocketError) {
        token = try loop.watch(channel.descriptor, for: interest, handler: self)
        settle()
    }

    func ready(_ readiness: Readiness) {
        if readiness.contains(.readable) {
            read()
            // What the socket will not tell again.
            if phase != .closed, !isPeerDone, channel.hasNews { read() }
        }
        if phase != .closed, readiness.contains(.failed) { return close() }
        if phase != .closed, readiness.contains(.writable) { advance() }
    }

    private func read() {
        switch channel.read(into: core.scratch) {
        case .bytes(let count):
            if phase == .lingering { return }
            if phase != .finishing {
                machine.receive(UnsafeBufferPointer(rebasing: core.scratch.bindMemory(to: UInt8.self).prefix(count)))
            }
        case .wouldBlock:
            // A step of the handshake, perhaps the last.
            if session == nil { return }
        case .end:
            isPeerDone = true
            machine.receiveEnd()
            if phase == .lingering { return close() }
        case .failed:
            guard let error = session?.failure, let sealed = channel as? SealedChannel else { return close() }
            return sessionFailed(error, over: sealed.socket)
        }
        advance()
    }

    /// Goes on without TLS, to end what could not begin.
    func unseal(_ socket: SocketChannel) { channel = socket }

    /// Does all that can be done now: takes requests, sends answers, then settles what to wait for.
    func advance() {
        guard !isAdvancing else { return }
        isAdvancing = true
        repeat {
            while takesInput, output.count < Self.highWater, step() {}
            flush()
        } while phase == .reading && machine.bufferedOctets > 0 && output.isEmpty && step()
        isAdvancing = false
        if phase != .closed { settle() }
    }

    /// Whether the machine may go on: a streamed body waits while its handler lags.
    private var takesInput: Bool { phase == .reading || (phase == .receiving && upload?.isFull == false) }

    /// One event of the machine; false when it can do no more for now.
    private func step() -> Bool {
        switch machine.next() {
        case .needsInput, .waitsForResponse:
            return false
        case .head(let head):
            begin(head)
        case .sendContinue:
            Serializer.continueLine(into: &output.octets)
        case .body(let octets):
            take(octets)
        case .end:
            bodyDeadline = .max
            if phase == .receiving { endUpload() } else { dispatch() }
        case .refused(let error):
            answerLast(Problem(error).response)
        case .close:
            cutUpload()
            phase = .finishing
        }
        return true
    }

    private func take(_ octets: [UInt8]) {
        guard let upload else {
            let isTaken = incoming?.append(octets, isAnnounced: isBodyAnnounced) ?? true
            if !isTaken { answerLast(core.noRoom().response) }
            return
        }
        upload.append(octets)
        // A long body may take long, but each piece of it no longer than a body may.
        octetsInTime += octets.count
        if octetsInTime >= Self.uploadPiece { restartBodyTime() }
    }

    private func restartBodyTime() {
        octetsInTime = 0
        bodyDeadline = loop.now + core.bodyMilliseconds
    }

    private func endUpload() {
        upload?.finish()
        upload = nil
        phase = .handling
    }

    /// The handler learns that no more of the body will come.
    func cutUpload() {
        upload?.cut()
        upload = nil
    }

    /// The handler of a streamed body has taken what had come. The wait for it was ours, not the peer's.
    private func resumeUpload() {
        guard phase == .receiving else { return }
        restartBodyTime()
        advance()
    }

    private func begin(_ head: RequestHead) {
        headDeadline = .max
        var incoming = IncomingRequest(
            head, table: core.table, defaultBodyBytes: core.limits.message.bodyBytes, peer: peer,
            isSecure: session != nil)
        if let refusal = incoming.refusal, head.framing != .none {
            // The body of a request that will be refused is not worth reading.
            return answerLast(refusal)
        }
        if let error = machine.accept(bodyLimit: incoming.bodyLimit) { return answerLast(Problem(error).response) }
        guard incoming.pay(for: head.framing, from: core.bodies) else { return answerLast(core.noRoom().response) }
        isBodyAnnounced = head.framing.announced != nil
        if head.framing != .none { restartBodyTime() }
        guard incoming.isStreamed else {
            self.incoming = incoming
            return
        }
        let upload = RequestBody(length: head.framing.announced) { [weak self] in
            guard let self else { return }
            loop.submit { self.resumeUpload() }
        }
        self.upload = upload
        phase = .receiving
        handOver(incoming, stream: upload)
    }

    /// Says no and closes, before any request was read.
    func refuse(_ problem: Problem) {
        answerLast(problem.response)
        advance()
    }

    func serverStops() {
        machine.stopPersisting()
        if phase == .reading, machine.isIdle, output.isEmpty { close() }
    }

    func deadlinePassed() {
        switch phase {
        case .reading where !output.isEmpty: close()
        case .receiving:
            refuse(.timedOut("body", after: core.limits.bodyTime))
        case .reading where incoming != nil:
            refuse(.timedOut("body", after: core.limits.bodyTime))
        case .reading where machine.isWithinHead:
            refuse(.timedOut("head", after: core.limits.headerTime))
        default: close()
        }
    }

    /// Watches for what is needed next and sets the deadline of that wait.
    private func settle() {
        let isSent = output.isEmpty && channel.wait != .socket
        if phase == .finishing && isSent {
            if isPeerDone { return close() }
            channel.endWriting()
            phase = .lingering
            deadline = loop.now + ServerCore.lingerMilliseconds
        } else if phase != .lingering {
            deadline = nextDeadline()
        }
        if deadline != .max { loop.arm(deadline) }
        var wanted: Readiness = isSent || channel.wait == .peer ? [] : .writable
        if !isPeerDone, machine.bufferedOctets < Self.inputLimit { wanted.insert(.readable) }
        guard wanted != interest, let token else { return }
        interest = wanted
        loop.update(token, descriptor: channel.descriptor, for: wanted)
    }

    private func nextDeadline() -> UInt64 {
        if !output.isEmpty || channel.wait == .socket { return output.lastProgress + core.idleMilliseconds }
        if phase == .receiving { return upload?.isFull == true ? .max : bodyDeadline }
        guard phase == .reading else { return .max }
        if incoming != nil { return bodyDeadline }
        guard machine.isWithinHead || channel.wait == .peer else {
            headDeadline = .max
            return loop.now + core.idleMilliseconds
        }
        if headDeadline == .max { headDeadline = loop.now + core.headerMilliseconds }
        return headDeadline
    }

    /// Cuts the connection and everybody who waits for it.
    func close() {
        guard phase != .closed else { return }
        phase = .closed
        deadline = .max
        exchange += 1
        if let token { loop.unwatch(token, descriptor: channel.descriptor) }
        channel.close()
        streamTask?.cancel()
        streamTask = nil
        incoming = nil
        cutUpload()
        for writer in writers { writer.resume(throwing: ConnectionClosed()) }
        writers = []
        core.forget(self)
    }
}
