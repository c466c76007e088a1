/// The benchmark: what is measured takes turns, so that a machine that changes its pace meanwhile favours none.
struct HTTPBenchmark: Sendable {
    let plan: HTTPPlan
    let node: HTTPNode
    /// Nil where it is not installed.
    let nginx: NginxServer?
    let progress: Progress

    /// Starts the servers, measures, and ends them again, also when something fails on the way.
    func run(limits: MachineLimits) async throws -> HTTPReport {
        try await doing { try await measure(limits) } finally: { await stop() }
    }

    private func stop() async {
        await node.stop()
        await nginx?.stop()
    }

    private func measure(_ limits: MachineLimits) async throws -> HTTPReport {
        progress.show("starting a node")
        try await node.start()
        try await nginx?.start()
        var samples: [HTTPWork: [HTTPLoad.Sample]] = [:]
        var registered = 0
        for run in 1...plan.runs {
            for work in HTTPWork.allCases {
                guard let exchange = try await exchange(for: work) else { continue }
                progress.show("run \(run) of \(plan.runs): \(work.name)")
                let (sample, sent) = try await load(exchange, from: registered)
                samples[work, default: []].append(sample)
                if work == .register { registered += sent }
            }
        }
        let medians = samples.mapValues { runs in
            runs.sorted { $0.perSecond < $1.perSecond }[runs.count / 2]
        }
        return HTTPReport(connections: plan.connections, samples: medians, limits: limits)
    }

    private func load(_ exchange: HTTPExchange, from first: Int) async throws -> (HTTPLoad.Sample, sent: Int) {
        let load = HTTPLoad(connections: plan.connections)
        let duration = Duration.seconds(plan.seconds)
        return try await onBlockingThread("bench-http") { try load.run(exchange, for: duration, from: first) }
    }

    private func exchange(for work: HTTPWork) async throws -> HTTPExchange? {
        let (port, token) = (node.port, node.token)
        switch work {
        case .nginx: return nginx.map { .get("/", port: $0.port) }
        case .constant: return .get("/healthz", port: port)
        case .register: return .registrations(port: port, token: token)
        case .read: return .get("/api/v1/tickets/\(try await node.someTicket())", port: port, token: token)
        case .list: return .get("/api/v1/tickets?limit=\(HTTPWork.pageLength)", port: port, token: token)
        }
    }
}
