import Testing
import Topology

@Suite struct RestartPaceTests {
    @Test func `Each restart waits twice as long as the one before, and the sixth is none`() {
        var pace = RestartPace()
        let start = ContinuousClock.now
        let delays = (0..<6).map { pace.delay(at: start + .seconds($0 * 60)) }
        #expect(delays == [.seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(16), nil])
    }

    @Test func `What is longer ago than the period counts no more`() {
        var pace = RestartPace()
        let start = ContinuousClock.now
        for minute in 0..<5 { _ = pace.delay(at: start + .seconds(minute * 60)) }
        #expect(pace.delay(at: start + .seconds(599)) == nil)
        #expect(pace.delay(at: start + .seconds(600)) == .seconds(16))
        #expect(pace.delay(at: start + .seconds(3_000)) == .seconds(1))
    }
}
