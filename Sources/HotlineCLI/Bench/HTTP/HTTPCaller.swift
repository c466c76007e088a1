import Foundation

/// One connection of a load. Looks at no more of an answer than its status and where it ends.
struct HTTPCaller {
    private let socket: BlockingSocket
    private let status: [UInt8]
    private var answer: [UInt8] = Array(repeating: 0, count: 64 * 1024)
    private var count = 0
    /// The length of head and body, once the head is there.
    private var length: Int?
    private var asked: UInt64 = 0

    init(port: UInt16, expects status: Int) throws {
        socket = try .connected(toPort: port)
        self.status = Array("HTTP/1.1 \(status) ".utf8)
    }

    /// For `poll`.
    var awaited: pollfd { pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0) }

    func close() { socket.close() }

    /// Sends a request; `now` comes back with its answer.
    mutating func send(_ request: [UInt8], at now: UInt64) throws {
        (count, length, asked) = (0, nil, now)
        try socket.send(request)
    }

    /// Reads what is there; when the request was sent, once its answer is whole.
    /// - Throws: where the answer is another than expected, or the server has closed.
    mutating func takeAnswer() throws -> UInt64? {
        if count == answer.count { answer += Array(repeating: 0, count: answer.count) }
        let received = try socket.receive(into: &answer, from: count)
        count += received
        if length == nil { length = try Self.length(of: answer[..<count]) }
        guard let length, count >= length else {
            guard received > 0 else { throw refused("closed before the answer was whole") }
            return nil
        }
        guard answer.starts(with: status) else { throw refused("answered otherwise than expected") }
        return asked
    }

    private func refused(_ what: String) -> Failure {
        let text = String(decoding: answer[..<min(count, 600)], as: UTF8.self)
        return Failure(.failed, "the server \(what)", details: text.split(whereSeparator: \.isNewline).map(String.init))
    }

    /// The length of head and body; nil while the head is not whole.
    /// - Throws: for an answer whose head does not tell its length.
    static func length(of answer: ArraySlice<UInt8>) throws -> Int? {
        try answer.withUnsafeBufferPointer { bytes in
            var body: Int?
            var line = 0
            for index in bytes.indices.dropLast() where bytes[index] == 0x0D && bytes[index + 1] == 0x0A {
                if index == line {
                    guard let body else { throw Failure(.failed, "an answer does not tell its length") }
                    return index + 2 + body
                }
                if let told = contentLength(UnsafeBufferPointer(rebasing: bytes[line..<index])) { body = told }
                line = index + 2
            }
            return nil
        }
    }

    private static let field = Array("content-length:".utf8)

    private static func contentLength(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
        // Lower case but for what has no case: enough to tell one field from all others.
        guard line.count > field.count, zip(line, field).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) else { return nil }
        return line[field.count...].reduce(0) { $1 == 0x20 ? $0 : $0 * 10 + Int($1) - 0x30 }
    }
}
