import Foundation
import Platform
import Topology

/// nginx with a constant answer, where it is installed: what a server can do that does nothing else.
final class NginxServer: Sendable {
    private static let places = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx"]

    let port: UInt16
    private let program: String
    private let folder: String
    private let child = Monitor<ChildProcess?>(nil)

    /// Writes its configuration into `folder`; nil where nginx is not installed.
    /// - Throws: where a program was named that is none.
    init?(program named: String?, in folder: String) throws {
        guard let program = (named.map { [$0] } ?? Self.places).first(where: FileManager.default.isExecutableFile)
        else {
            guard let named else { return nil }
            throw Failure(.usage, "\(named) cannot be run", cure: "name nginx's program, or leave --nginx out")
        }
        self.program = program
        self.folder = "\(folder)/nginx"
        port = UInt16(clamping: try Ports.free(1)[0])
        try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: true)
        try Self.configuration(port: port).write(
            toFile: "\(self.folder)/nginx.conf", atomically: true, encoding: .utf8)
    }

    /// Starts it and returns once it takes connections.
    func start() async throws {
        let started = try ChildProcess(
            executable: program, arguments: ["-p", folder, "-c", "nginx.conf", "-e", "error.log"],
            output: .discard, errors: .file("\(folder)/start.log"))
        child.withLock { $0 = started }
        try await within(.seconds(10), "nginx's start") { [port] in
            while (try? BlockingSocket.connected(toPort: port))?.close() == nil {
                guard started.isRunning else { throw Failure(.failed, "nginx ended while it started") }
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    /// Ends it, and returns once it is gone.
    func stop() async {
        guard let running = child.withLock({ $0.take() }) else { return }
        running.terminate()
        _ = await running.wait()
    }

    private static func configuration(port: UInt16) -> String {
        """
        daemon off;
        worker_processes 1;
        pid nginx.pid;
        error_log error.log;
        events { worker_connections 1024; }
        http {
            access_log off;
            keepalive_requests 1000000000;
            client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi; scgi_temp_path scgi;
            server { listen 127.0.0.1:\(port); location / { default_type text/plain; return 200 "ok\\n"; } }
        }
        """
    }
}
