import CPlatform
import Glibc

/// A pipe whose ends no child inherits by accident.
struct Pipe {
    let reading: Int32
    let writing: Int32

    static func open() throws(SystemError) -> Pipe {
        var ends: (Int32, Int32) = (-1, -1)
        let code = withUnsafeMutableBytes(of: &ends) { bytes in
            hotline_pipe(bytes.baseAddress?.assumingMemoryBound(to: Int32.self))
        }
        guard code == 0 else { throw .last("pipe2") }
        return Pipe(reading: ends.0, writing: ends.1)
    }

    /// Reads to the end on a thread of its own, then closes `descriptor` and hands on an empty piece.
    static func drain(_ descriptor: Int32, into consumer: @escaping @Sendable ([UInt8]) -> Void) {
        DedicatedThread.start(name: "output-\(descriptor)") {
            while let piece = piece(from: descriptor) { consumer(piece) }
            close(descriptor)
            consumer([])
        }
    }

    /// nil at the end.
    private static func piece(from descriptor: Int32) -> [UInt8]? {
        while true {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, initialised in
                count = read(descriptor, buffer.baseAddress, buffer.count)
                initialised = max(0, count)
            }
            if count > 0 { return bytes }
            if count < 0 && errno == EINTR { continue }
            return nil
        }
    }
}
