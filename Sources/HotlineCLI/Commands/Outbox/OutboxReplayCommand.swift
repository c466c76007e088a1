import SyncProtocol

/// `hotline outbox replay`: send again what a neighbour had confirmed.
struct OutboxReplayCommand: Command {
    static let name = "outbox replay"
    static let summary = "send a neighbour again what stood on a stream from a position on"
    static let discussion = """
        For a neighbour that confirmed messages and then lost its disk without noticing; one that was restored from a
        backup asks by itself. The messages keep their ids: what the neighbour still has is not doubled. What retention
        has removed (30 days after delivery) is passed over; compare the books then with `hotline reconcile`.
        """
    static let positionals = [peer]
    static let options: [any OptionDeclaration] = [stream, from] + ClientOptions.all
    static let examples = [
        Example("hotline outbox replay 140500 --stream feed --from 1042", "after the city's disk was lost"),
    ]

    private static let peer = Positional("CODE", "the neighbour's node code")
    private static let stream = Option<StreamArgument>("stream", "NAME", "orders or feed")
    private static let from = Option<PositiveCount>("from", "POSITION", "the first to be sent again (1)")

    private let client: ClientOptions
    private let peer: String
    private let stream: StreamName
    private let from: Int

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        peer = try arguments.required(Self.peer)
        stream = try arguments.required(Self.stream).stream
        from = try arguments.value(Self.from)?.value ?? 1
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let form = JSONValue.object(["stream": .string(stream.rawValue), "from": .integer(from)])
        let answer = try await NodeClient(client).value(.post(["peers", peer, "actions", "replay"], body: form))
        terminal.say(answer) {
            let first = answer["first"]?.integer.map { "，自第 \($0) 条起" } ?? ""
            return "\(peer)：重发 \(answer["replayed"]?.integer ?? 0) 条\(first)".printable
        }
        return .ok
    }
}

/// A stream by its name.
struct StreamArgument: OptionValue, Equatable {
    let stream: StreamName

    init?(argument: String) {
        guard let stream = StreamName(rawValue: argument) else { return nil }
        self.stream = stream
    }

    static let expected = words.joined(separator: " or ")
    static let words = StreamName.allCases.map(\.rawValue)
}
