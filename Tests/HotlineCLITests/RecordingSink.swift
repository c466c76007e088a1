import Synchronization

@testable import HotlineCLI

/// Keeps what was written.
final class RecordingSink: TextSink {
    private let kept = Mutex("")

    func write(_ text: String) {
        kept.withLock { $0 += text }
    }

    var text: String { kept.withLock { $0 } }
}
