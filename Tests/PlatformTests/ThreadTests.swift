import Platform
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(3))) struct ThreadTests {
    @Test func jobsRunInOrderOnOneThread() async {
        let thread = DedicatedThread(name: "test")
        let seen = Mutex<[Int]>([])
        for number in 1...1_000 { thread.run { seen.withLock { $0.append(number) } } }
        await withCheckedContinuation { continuation in thread.run { continuation.resume() } }
        #expect(seen.withLock { $0 } == Array(1...1_000))
    }

    @Test func aClosedThreadFinishesWhatIsQueuedAndTakesNoMore() async {
        let thread = DedicatedThread(name: "test")
        let ran = Mutex(0)
        await withCheckedContinuation { continuation in
            thread.run {
                thread.close()
                thread.run { ran.withLock { $0 += 1 } }
                continuation.resume()
            }
        }
        #expect(ran.withLock { $0 } == 0)
    }

    private actor Resident {
        let thread: DedicatedThread
        var count = 0

        init(_ thread: DedicatedThread) { self.thread = thread }

        nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

        func add() { count += 1 }
    }

    @Test func anActorCanLiveOnIt() async {
        let resident = Resident(DedicatedThread(name: "test"))
        for _ in 1...10 { await resident.add() }
        #expect(await resident.count == 10)
    }

    @Test func aMonitorHandsOverBetweenThreads() async {
        let monitor = Monitor(0)
        let total = await withCheckedContinuation { continuation in
            DedicatedThread.start(name: "test") { continuation.resume(returning: monitor.wait { $0 == 3 ? $0 : nil }) }
            for _ in 1...3 {
                monitor.withLock { $0 += 1 }
                monitor.signal()
            }
        }
        #expect(total == 3)
    }

    @Test func aMonitorGivesUpAtItsDeadline() {
        let monitor = Monitor(0)
        #expect(monitor.wait(until: SystemClock().monotonicNanoseconds + 1_000_000) { $0 == 1 ? $0 : nil } == nil)
    }
}
