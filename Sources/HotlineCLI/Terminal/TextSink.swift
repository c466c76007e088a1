import Foundation

/// Where text goes.
protocol TextSink: Sendable {
    func write(_ text: String)
}

/// One of the process's streams, unbuffered: a line is on its way when `write` returns.
struct StreamSink: TextSink {
    let descriptor: Int32

    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { writeOnce($0) }
            // A reader that went away (`| head`) ends the process by SIGPIPE; any other failure has nobody to be told.
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    private func writeOnce(_ bytes: UnsafeRawBufferPointer) -> Int {
        var written = -1
        repeat {
            written = Foundation.write(descriptor, bytes.baseAddress, bytes.count)
        } while written < 0 && errno == EINTR
        return written
    }
}
