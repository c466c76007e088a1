/// Group commit: runs requests inside one transaction, commits once, then answers all.
struct WriteBatch {
    private typealias Ran = (request: WriteRequest, outcome: Result<@Sendable () -> Void, any Error>)

    private let session: WriteSession
    private var ran: [Ran] = []
    /// Whether the open transaction holds the work of a request that succeeded.
    private var holdsWork = false
    private(set) var metrics = WriterMetrics()

    init(_ session: WriteSession) {
        self.session = session
    }

    /// Runs `first` and then whatever `next` gives, commits and answers.
    mutating func run(first: WriteRequest, next: (Int) -> WriteRequest?) {
        var request: WriteRequest? = first
        while let current = request {
            guard attempt(current) else { return runAgain() }
            request = next(ran.count)
        }
        metrics.largestBatch = ran.count
        guard holdsWork else { return answer() }
        do {
            try session.prepareCommit()
        } catch {
            session.rollback()
            return ran.count == 1 ? answer(all: error) : runAgain()
        }
        do {
            try session.commit()
            metrics.commits += 1
            answer()
        } catch {
            // Even a refusal may rest on what has just been undone, so it is not told either.
            error.isOutcomeUnknown || ran.count == 1 ? answer(all: error) : runAgain()
        }
    }

    /// False if the engine undid the whole transaction, with the work of the requests before this one.
    private mutating func attempt(_ request: WriteRequest) -> Bool {
        do {
            if !session.isInTransaction { try session.begin() }
            let transaction = session.transaction
            // The first needs no savepoint: if it fails, the transaction holds nothing else.
            let succeed = holdsWork
                ? try transaction.savepoint { try request.run(transaction) }
                : try request.run(transaction)
            ran.append((request, .success(succeed)))
            holdsWork = true
            return true
        } catch {
            ran.append((request, .failure(error)))
            if holdsWork { return session.transaction.isWhole }
            session.rollback()
            return true
        }
    }

    /// One transaction for each, so that the one that fails fails alone.
    private mutating func runAgain() {
        if session.isInTransaction { session.rollback() } else { session.transaction.didRollBack() }
        metrics.reruns += 1
        let requests = ran.map(\.request)
        ran = []
        for request in requests {
            do {
                let succeed = try session.write { try request.run($0) }
                metrics.commits += 1
                metrics.succeeded += 1
                succeed()
            } catch {
                metrics.failed += 1
                request.fail(error)
            }
        }
    }

    private mutating func answer() {
        for (request, outcome) in ran {
            switch outcome {
            case .success(let succeed):
                metrics.succeeded += 1
                succeed()
            case .failure(let error):
                metrics.failed += 1
                request.fail(error)
            }
        }
    }

    private mutating func answer(all error: any Error) {
        metrics.failed += ran.count
        for (request, _) in ran { request.fail(error) }
    }
}
