import Platform

/// What a node does beside answering: housekeeping, filling the search index, care of attachments' files and
/// of certificates, timers.
struct Chores: Sendable {
    private let housekeeping: Task<Void, Never>
    private let indexing: Task<Void, Never>
    private let blobCare: Task<Void, Never>
    private let timers: Task<Void, Never>
    private let certificateCare: Task<Void, Never>
    /// One for each that waits: a notice is taken by one of them.
    private let stopping = (housekeeping: Wakeup(), blobCare: Wakeup(), certificates: Wakeup())

    /// Begins them all.
    init(
        engine: Engine, identity: IdentityFile, sessions: SessionLimits, blobs: BlobFolder, certificates: Certificates,
        bell: TimerBell, arrivals: Wakeup, log: Log
    ) {
        let keeper = Housekeeping(
            engine: engine, identity: identity, sessions: sessions, log: log, stopping: stopping.housekeeping)
        let index = Indexing(engine: engine, arrivals: arrivals, log: log)
        let care = BlobCare(engine: engine, folder: blobs, log: log, stopping: stopping.blobCare)
        let renewal = CertificateCare(
            certificates: certificates, clock: engine.clock, log: log, stopping: stopping.certificates)
        let clockwork = TimerLoop(engine: engine, bell: bell, log: log)
        housekeeping = Task { await keeper.run() }
        indexing = Task { await index.run() }
        blobCare = Task { await care.run() }
        timers = Task { await clockwork.run() }
        certificateCare = Task { await renewal.run() }
    }

    /// Ends them all, each where it can stop.
    func stop() async {
        stopping.housekeeping.notify()
        stopping.blobCare.notify()
        stopping.certificates.notify()
        indexing.cancel()
        timers.cancel()
        await timers.value
        await indexing.value
        await housekeeping.value
        await blobCare.value
        await certificateCare.value
    }
}
