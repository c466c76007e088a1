import Crypto
import SyncProtocol
import Testing

/// What a node demands of a signature, without keys: what it covers, when it was made, that there is one.
@Suite struct SignatureCheckTests {
    private static let now: Int64 = 1_700_000_000
    private static let clock = SignatureCheck.Clock(now: now, started: now - 10_000)

    private static func request(_ change: (inout SignableMessage) -> Void = { _ in }) -> SignableMessage {
        var message = SignableMessage(
            .request(method: "POST", scheme: "http", authority: "127.0.0.1:8080", target: "/inbox"),
            fields: [
                ("hotline-node", "140525"), ("hotline-to", "140500"), ("content-type", "application/json"),
                ("content-length", "2"),
                ("content-digest", "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:"),
                ("hotline-stream", "name=\"feed\""),
            ])
        change(&message)
        return message
    }

    /// A message with the fields of a signature over what it holds now.
    private static func signed(
        _ message: SignableMessage, at seconds: Int64 = now, nonce: String = "0123456789abcdefghijkl"
    ) -> SignableMessage {
        var message = message
        let parameters = NodeSignature.parameters(for: message, keyID: "k", at: seconds, nonce: nonce)
        message.fields += NodeSignature.fields(parameters, signature: [1, 2, 3])
        return message
    }

    private static func problem(_ message: SignableMessage, clock: SignatureCheck.Clock = clock) -> ProblemType? {
        do throws(Problem) {
            _ = try SignatureCheck(of: message, clock: clock).base(of: message)
            return nil
        } catch {
            return error.known
        }
    }

    @Test func `What a node signs is what it demands`() throws {
        let check = try SignatureCheck(of: Self.signed(Self.request()), clock: Self.clock)
        #expect(check.keyID == "k")
        #expect(check.signature == [1, 2, 3])
        let base = String(decoding: try check.base(of: Self.signed(Self.request())), as: UTF8.self)
        #expect(base.contains("\"@authority\": 127.0.0.1:8080\n\"@path\": /inbox\n\"@query\": ?\n"))
        #expect(base.contains("\"hotline-stream\": name=\"feed\"\n"))
    }

    @Test func `An answer belongs to its request, as it was read`() throws {
        let request = Self.signed(Self.request())
        let answer = Self.answer(to: request)
        let check = try SignatureCheck(of: answer, to: (request, NodeSignature.label))
        let base = String(decoding: try check.base(of: answer, to: request), as: UTF8.self)
        #expect(base.contains("\"signature\";req;key=\"hotline\": :AQID:"))
        #expect(base.contains("\"@path\";req: /inbox\n"))
        // One that was altered on its way has another answer.
        var altered = request
        altered.fields[0].value = "999999"
        #expect(try check.base(of: answer, to: altered) != check.base(of: answer, to: request))
        altered.fields.append(("range", "bytes=0-1"))
        let refusal = Self.answer(to: request, status: 403)
        #expect(throws: Problem.self) { try SignatureCheck(of: refusal, to: (altered, NodeSignature.label)) }
        #expect(throws: Problem.self) { try SignatureCheck(of: answer, clock: Self.clock) }
    }

    @Test func `The journal's end is signed, and a refusal tells which it was given`() throws {
        let plain = Self.request()
        let request = Self.signed(Self.request { $0.fields.append((JournalHead.fieldName, "length=1")) })
        let base = String(decoding: try SignatureCheck(of: request, clock: Self.clock).base(of: request), as: UTF8.self)
        #expect(base.contains("\"hotline-journal\": length=1\n"))
        var added = Self.signed(plain)
        added.fields.append((JournalHead.fieldName, "length=1"))
        #expect(Self.problem(added) == .signatureInvalid)
        // To a request from which somebody took it away.
        let refusal = Self.answer(to: Self.signed(plain), status: 403)
        #expect(throws: Problem.self) { try SignatureCheck(of: refusal, to: (request, NodeSignature.label)) }
    }

    /// A success is none that could be given to another request: whoever answers so found the request's signature good.
    @Test(arguments: [
        ("\"signature\";req", true), ("\"signature\";req;key=\"hotline\"", true), ("\"@path\";req", false),
    ])
    func `A success covers the request's signature and need not repeat it`(covered: String, isTaken: Bool) {
        let request = Self.signed(Self.request())
        for (status, isEnough) in [(200, isTaken), (403, false)] {
            let times = "created=\(Self.now);expires=\(Self.now + 300)"
            let parameters = "\(times);nonce=\"0123456789abcdefghijkl\";keyid=\"k\""
            let answer = SignableMessage(.response(status: status), fields: [
                ("signature-input", "hotline=(\"@status\" \(covered));\(parameters);tag=\"hotline\""),
                ("signature", "hotline=:AQ==:"),
            ])
            let check = try? SignatureCheck(of: answer, to: (request, NodeSignature.label))
            #expect((check != nil) == isEnough)
        }
    }

    private static func answer(
        to request: SignableMessage, status: Int = 200, _ fields: [(name: String, value: String)] = []
    ) -> SignableMessage {
        var answer = SignableMessage(.response(status: status), fields: fields)
        let parameters = NodeSignature.parameters(
            for: answer, to: (request, NodeSignature.label), keyID: "k", at: now, nonce: "0123456789abcdefghijkl")
        answer.fields += NodeSignature.fields(parameters, signature: [1])
        return answer
    }

    /// A header full of members costs no more than its length.
    @Test(.timeLimit(.minutes(1))) func `Long headers are read in time`() {
        var message = Self.signed(Self.request())
        message.fields.append(("x", (0..<3_000).map { "m\($0)=1" }.joined(separator: ",")))
        let many = (0..<20).map { "\"x\";key=\"m\($0)\"" }.joined(separator: " ")
        message.fields = message.fields.map { field in
            field.name == NodeSignature.inputField
                ? (field.name, field.value.replacing("(\"@method\"", with: "(\(many) \"@method\"")) : field
        }
        #expect(Self.problem(message) == .signatureInvalid)
    }

    @Test(arguments: [("0", true), ("1", false)])
    func `A length that the server adds to an empty answer is not covered and need not be`(
        length: String, isTaken: Bool
    ) throws {
        let request = Self.signed(Self.request())
        var answer = Self.answer(to: request)
        answer.fields.append(("content-length", length))
        let check = try? SignatureCheck(of: answer, to: (request, NodeSignature.label))
        #expect((check != nil) == isTaken)
    }

    @Test(arguments: [
        (now - 300, ProblemType?.none), (now - 301, .signatureStale), (now + 300, nil), (now + 301, .signatureStale),
    ])
    func `Clocks may differ by five minutes`(created: Int64, refusal: ProblemType?) {
        #expect(Self.problem(Self.signed(Self.request(), at: created)) == refusal)
    }

    @Test func `What was signed before the start may be a replay`() {
        let clock = SignatureCheck.Clock(now: Self.now, started: Self.now + 1)
        #expect(Self.problem(Self.signed(Self.request()), clock: clock) == .signatureStale)
    }

    @Test func `A field that is added after signing is not covered`() {
        let message = Self.signed(Self.request { $0.fields.removeAll { $0.name == "hotline-stream" } })
        var altered = message
        altered.fields.append(("Hotline-Stream", "name=\"orders\""))
        #expect(Self.problem(message) == nil)
        #expect(Self.problem(altered) == .signatureInvalid)
    }

    @Test(arguments: [
        ("tag=\"hotline\"", "tag=\"other\"", ProblemType.signatureMissing),
        ("alg=\"ed25519\"", "alg=\"hmac-sha256\"", .signatureInvalid),
        (";nonce=\"0123456789abcdefghijkl\"", "", .signatureInvalid),
        ("0123456789abcdefghijkl", "short", .signatureInvalid),
        (";created=\(now)", "", .signatureInvalid), (";keyid=\"k\"", "", .signatureInvalid),
        ("\"@path\" ", "", .signatureInvalid), ("\"content-digest\"", "\"date\"", .signatureInvalid),
        ("\"@path\"", "\"@path\" \"@path\"", .signatureInvalid), ("\"@path\"", "\"@path\" \"@odd\"", .signatureInvalid),
        ("hotline=(", "other=(", .signatureInvalid), ("hotline=(", "hotline=", .malformedHeader),
        ("hotline=(", "hotline=(\"@path\");tag=\"hotline\", hotline=(", .malformedHeader),
        ("hotline=(", "second=(\"@path\");tag=\"hotline\", hotline=(", .signatureInvalid),
        ("expires=\(now + 300)", "expires=\(now - 301)", .signatureStale),
    ])
    func `Whatever is left out or altered is refused`(part: String, replacement: String, refusal: ProblemType) throws {
        var message = Self.signed(Self.request())
        let place = try #require(message.fields.firstIndex { $0.name == NodeSignature.inputField })
        let altered = message.fields[place].value.replacing(part, with: replacement)
        try #require(altered != message.fields[place].value)
        message.fields[place].value = altered
        #expect(Self.problem(message) == refusal)
    }

    @Test func `An unsigned message is said to be unsigned`() {
        #expect(Self.problem(Self.request()) == .signatureMissing)
    }
}

@Suite struct NonceMemoryTests {
    @Test func `A nonce serves once, for each key by itself, until its end`() {
        var memory = NonceMemory(capacity: 2)
        #expect(memory.take("a", of: "k", until: 100, now: 0) == .fresh)
        #expect(memory.take("a", of: "k", until: 100, now: 50) == .replayed)
        #expect(memory.take("a", of: "l", until: 100, now: 50) == .fresh)
        #expect(memory.take("b", of: "k", until: 90, now: 50) == .fresh)
        #expect(memory.take("c", of: "k", until: 150, now: 50) == .full)
        #expect(memory.take("c", of: "k", until: 150, now: 91) == .fresh)
        #expect(memory.take("a", of: "k", until: 150, now: 99) == .replayed)
    }

    @Test func `A long run stays within its bound`() {
        var memory = NonceMemory(capacity: 600)
        for second in 0..<20_000 {
            #expect(memory.take("n\(second)", of: "k", until: Int64(second + 300), now: Int64(second)) == .fresh)
        }
    }
}
