import CPlatform
import Glibc

/// What `posix_spawn` is told about one child, and the descriptors of ours that are closed once it has started.
struct SpawnRequest {
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
    private var owned: [Int32] = []
    /// The outputs that we read, and who wants them.
    private(set) var readers: [(descriptor: Int32, consumer: @Sendable ([UInt8]) -> Void)] = []

    init() {
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }

    /// Makes `descriptor` the child's `number`, and closes it here once the child has started.
    mutating func give(_ descriptor: Int32, as number: Int32) {
        owned.append(descriptor)
        posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    }

    /// Sends the child's output `number` where it belongs.
    mutating func redirect(_ number: Int32, to output: ChildProcess.Output) throws(SystemError) {
        switch output {
        case .inherit: return
        case .discard:
            posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
        case .file(let path):
            let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
            guard descriptor >= 0 else { throw .last("open") }
            give(descriptor, as: number)
        case .pieces(let consumer):
            let pipe = try Pipe.open()
            give(pipe.writing, as: number)
            readers.append((pipe.reading, consumer))
        }
    }

    /// Starts the program; its process id.
    mutating func start(
        _ executable: String, _ arguments: [String], _ environment: [String: String]?
    ) throws(SystemError) -> Int32 {
        posix_spawn_file_actions_addclosefrom_np(&actions, Lifeline.descriptor + 1)
        resetSignals()
        let variables = environment?.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var pid: pid_t = 0
        let code = withStrings([executable] + arguments) { arguments in
            guard let variables else {
                return posix_spawn(&pid, executable, &actions, &attributes, arguments, hotline_environment())
            }
            return withStrings(variables) { posix_spawn(&pid, executable, &actions, &attributes, arguments, $0) }
        }
        guard code == 0 else { throw SystemError("posix_spawn", code: code) }
        return pid
    }

    /// Releases what was held for the child.
    mutating func close() {
        for descriptor in owned { Glibc.close(descriptor) }
        owned = []
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    /// Closes what would have been read, when the child could not be started.
    mutating func abandonReaders() {
        for reader in readers { Glibc.close(reader.descriptor) }
        readers = []
    }

    /// Our threads block signals and we ignore SIGPIPE; both would be inherited. A process group of its own keeps
    /// Ctrl-C from the child: its terminal's signals are for us, who end the child in order.
    private mutating func resetSignals() {
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&attributes, &mask)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    private func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
