import Node
import Platform
import Topology

/// `hotline serve`: one node, in production and below `up`, `demo` and `bench`.
struct ServeCommand: Command {
    static let name = "serve"
    static let summary = "run one node until SIGTERM or Ctrl-C"
    static let discussion = """
        Reads the node's file, opens its data folder, and serves. The log goes to the standard error. SIGTERM and Ctrl-C
        end the node in order: requests in flight are answered, what was accepted is durable. With --json one line
        {"ready":{"address":…,"node":…}} is printed once the node takes requests, and the log is JSON, too.
        """
    static let options: [any OptionDeclaration] = [config, check, withParent]
    static let examples = [
        Example("hotline serve --config /etc/hotline/node.json5", "in production, below a service manager"),
        Example("hotline serve --config node.json5 --check", "say what is wrong with the file, and end"),
    ]
    static let takesSignals = true

    static let config = Option<String>("config", "FILE", "the node's file", environment: "HOTLINE_CONFIG")
    private static let check = Flag("check", "read the file, say what is wrong with it, and end")
    private static let withParent = Flag("with-parent", "end when the program that started this one ends")

    private let config: String
    private let checksOnly: Bool
    private let endsWithParent: Bool

    init(_ arguments: Arguments) throws(Failure) {
        config = try arguments.required(Self.config)
        checksOnly = arguments.has(Self.check)
        endsWithParent = arguments.has(Self.withParent)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let configuration = try NodeConfiguration.read(config)
        let problems = configuration.certificateProblems()
        guard problems.isEmpty else {
            throw Failure.configuration(ConfigurationError(file: config, problems: problems))
        }
        if checksOnly {
            try configuration.checkRuleBooks()
            terminal.say(.object(["ok": .bool(true), "node": .string(configuration.code)])) {
                "\(config)：\(configuration.name) \(configuration.code)，配置无误"
            }
            return .ok
        }
        let ends = try endings()
        let log = Log(format: terminal.language == .json ? .json : .plain)
        let node = NodeService(configuration, environment: .init(log: log))
        let port: UInt16
        do throws(NodeStartError) {
            port = try await node.start()
        } catch {
            throw Failure(.failed, "node \(configuration.code) cannot start: \(error)", cure: error.cure)
        }
        let scheme = configuration.tls == nil ? "http" : "https"
        let address = "\(scheme)://\(configuration.listen.authority(port))"
        let announcement = Task { try await announce(node, at: address, on: terminal) }
        _ = await ends.first { _ in true }
        announcement.cancel()
        await node.stop()
        return .ok
    }

    /// Says that the node is ready once it is: also for writing, which a new or restored node is only after its hellos.
    private func announce(_ node: NodeService, at address: String, on terminal: Terminal) async throws {
        while await !node.isReady() { try await Task.sleep(for: .milliseconds(5)) }
        let configuration = node.configuration
        terminal.say(.object(["ready": .object(["address": .string(address), "node": .string(configuration.code)])])) {
            "\(configuration.name) \(configuration.code) 在 \(address) 就绪，Ctrl-C 停止"
        }
    }

    /// Whatever asks for the node's end: a signal, or the parent's own end.
    private func endings() throws -> AsyncStream<Void> {
        let (ends, sink) = AsyncStream.makeStream(of: Void.self)
        let signals = try Signals.stream()
        Task { for await _ in signals { sink.yield() } }
        if endsWithParent { Lifeline.watch { sink.yield() } }
        return ends
    }
}

extension NodeConfiguration {
    /// Reads the rule books that the file binds.
    /// - Throws: `Failure` where one cannot be used, or lacks the section that it is bound for.
    fileprivate func checkRuleBooks() throws(Failure) {
        do throws(NodeStartError) {
            _ = try ruleBooks.load()
        } catch {
            throw Failure(.failed, "\(error)", cure: error.cure)
        }
    }

    /// Reads a node's file.
    /// - Throws: `Failure` with every mistake in it.
    static func read(_ path: String) throws(Failure) -> NodeConfiguration {
        do throws(ConfigurationError) {
            return try NodeConfiguration.load(path)
        } catch {
            throw .configuration(error)
        }
    }
}

extension NodeConfiguration.Listen {
    /// Host and port as they stand in an address.
    fileprivate func authority(_ port: UInt16) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

extension NodeStartError {
    fileprivate var cure: String {
        switch self {
        case .folder: "check the path and the permissions of dataFolder"
        case .folderInUse: "end the other process first; one node's data is never used by two"
        case .configuration: "mend the node's file"
        case .disk: "free or add space, or mount it for writing, then start the node again; its data is as it was"
        case .database: "'hotline verify' says what is wrong with the data"
        case .server: "check listen: another program may have the port"
        }
    }
}
