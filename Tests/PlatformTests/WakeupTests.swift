import Platform
import Testing

@Suite(.timeLimit(.minutes(3))) struct WakeupTests {
    @Test func notificationsBeforeTheWaitAreOne() async {
        let wakeup = Wakeup()
        for _ in 1...3 { wakeup.notify() }
        #expect(await wakeup.wait())
        #expect(await wakeup.wait(until: .now + .milliseconds(1)) == false)
    }

    @Test func aNotificationWakesTheOneThatWaits() async {
        let wakeup = Wakeup()
        async let woken = wakeup.wait()
        wakeup.notify()
        #expect(await woken)
    }

    @Test func aDeadlineInThePastEndsTheWait() async {
        let wakeup = Wakeup()
        #expect(await wakeup.wait(until: .now - .seconds(1)) == false)
        wakeup.notify()
        #expect(await wakeup.wait(until: .now + .seconds(60)))
    }

    @Test func cancellationEndsTheWaitBeforeOrAfterItBegan() async {
        for _ in 1...200 {
            let wakeup = Wakeup()
            let task = Task { await wakeup.wait() }
            task.cancel()
            #expect(await task.value == false)
            wakeup.notify()
            #expect(await wakeup.wait())
        }
    }

    @Test func noNotificationIsLostBetweenTwoLoops() async {
        let wakeup = Wakeup()
        let answer = Wakeup()
        let loop = Task {
            for _ in 1...2_000 {
                guard await wakeup.wait() else { return false }
                answer.notify()
            }
            return true
        }
        for _ in 1...2_000 {
            wakeup.notify()
            #expect(await answer.wait())
        }
        #expect(await loop.value)
    }
}
