internal import HTTPWire
internal import Platform

extension Connection {
    /// Gives the whole request to its handler, or answers what routing found.
    func dispatch() {
        guard let incoming else { preconditionFailure("a request has ended that never began") }
        self.incoming = nil
        phase = .handling
        handOver(incoming)
    }

    /// As ``dispatch()``; with `stream` the body is still to come.
    func handOver(_ incoming: IncomingRequest, stream: RequestBody? = nil) {
        switch incoming.resolve(stream: stream) {
        case .refused(let refusal):
            answer(refusal, exchange: exchange)
        case .accepted(let request, let handler):
            handler(request) { [self, exchange] response in
                if loop.isCurrent {
                    answer(response, exchange: exchange)
                } else {
                    loop.submit { self.answer(response, exchange: exchange) }
                }
            }
        }
    }

    /// Sends an answer, unless its request has been answered already or the connection is gone.
    func answer(_ response: Response, exchange: UInt64) {
        guard phase == .handling || phase == .receiving, exchange == self.exchange else { return }
        cutUpload()
        if let cause = response.cause { core.onError(cause) }
        if core.isStopping { machine.stopPersisting() }
        switch response.body {
        case .bytes(let bytes):
            append(response, bytes)
            finishAnswer()
        case .stream(let produce):
            startStream(response, length: nil, produce)
        case .file(let length, let produce):
            startStream(response, length: length, produce)
        }
        advance()
    }

    /// Answers, whatever was asked, and closes.
    func answerLast(_ response: Response) {
        guard case .bytes(let bytes) = response.body else { preconditionFailure("problems have a body of bytes") }
        incoming = nil
        cutUpload()
        machine.stopPersisting()
        append(response, bytes)
        finishAnswer()
    }

    private func append(_ response: Response, _ bytes: [UInt8]) {
        let framing = machine.beginResponse(status: response.status, length: bytes.count)
        if output.isEmpty { output.lastProgress = loop.now }
        Serializer.responseHead(
            response.status, headers: response.headers, beside: core.headers, framing: framing,
            date: core.currentDate(), into: &output.octets)
        if framing.sendsBody { output.octets.append(contentsOf: bytes) }
    }

    private func finishAnswer() {
        exchange += 1
        switch machine.endResponse() {
        case .next: phase = .reading
        case .close: phase = .finishing
        }
    }

    private func startStream(
        _ response: Response, length: Int?, _ produce: @escaping @Sendable (ResponseWriter) async throws -> Void
    ) {
        let framing = machine.beginResponse(status: response.status, length: length)
        if output.isEmpty { output.lastProgress = loop.now }
        Serializer.responseHead(
            response.status, headers: response.headers, beside: core.headers, framing: framing,
            date: core.currentDate(), into: &output.octets)
        guard framing.sendsBody else { return finishAnswer() }
        phase = .streaming
        streamIsChunked = framing.length == .chunked
        let writer = ResponseWriter(connection: self, exchange: exchange)
        streamTask = Task { [self, exchange] in
            do {
                try await produce(writer)
                loop.submit { self.endStream(exchange: exchange, failure: nil) }
            } catch {
                loop.submit { self.endStream(exchange: exchange, failure: error) }
            }
        }
    }

    /// A piece of a streamed answer; the continuation goes on when there is room for the next.
    func write(_ bytes: [UInt8], exchange: UInt64, continuation: CheckedContinuation<Void, any Error>) {
        guard phase == .streaming, exchange == self.exchange else {
            return continuation.resume(throwing: ConnectionClosed())
        }
        if output.isEmpty { output.lastProgress = loop.now }
        if streamIsChunked {
            Serializer.chunk(bytes, into: &output.octets)
        } else {
            output.octets.append(contentsOf: bytes)
        }
        writers.append(continuation)
        advance()
    }

    private func endStream(exchange: UInt64, failure: (any Error)?) {
        guard phase == .streaming, exchange == self.exchange else { return }
        streamTask = nil
        if let failure {
            // Without its last chunk the answer is visibly not whole (RFC 9112 section 8).
            core.onError(failure)
            return close()
        }
        if streamIsChunked { Serializer.lastChunk(into: &output.octets) }
        finishAnswer()
        advance()
    }

    /// Sends what the peer takes, and lets writers go on when enough has left.
    func flush() {
        if case .failed = channel.flush() { return close() }
        while !output.isEmpty {
            switch output.withRemaining({ channel.write($0) }) {
            case .bytes(let count): output.consume(count, now: loop.now)
            case .wouldBlock: return resumeWriters()
            case .end, .failed: return close()
            }
        }
        resumeWriters()
    }

    private func resumeWriters() {
        guard output.count <= Self.lowWater, !writers.isEmpty else { return }
        let waiting = writers
        writers = []
        for writer in waiting { writer.resume() }
    }
}
