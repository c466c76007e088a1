import Foundation
import Platform

/// `hotline attachment get`: an attachment's content into a file.
struct AttachmentGetCommand: Command {
    static let name = "attachment get"
    static let summary = "write an attachment's content into a file, checked by its digest"
    static let discussion = """
        The content comes piece by piece into FILE.part, which takes FILE's name once the digest has proved right. A
        file that is there already is not overwritten.
        """
    static let positionals = [ticket, digest, file]
    static let options: [any OptionDeclaration] = ClientOptions.all
    static let examples = [Example("hotline attachment get 140525-1-42 sha256-… call.mp3", "the recording")]

    private static let ticket = Positional("TICKET", "identifier or number")
    private static let digest = Positional("DIGEST", "as 'attachment list' prints it")
    private static let file = Positional("FILE", "the file to be made")

    private let client: ClientOptions
    private let ticket: String
    private let digest: String
    private let file: String

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        ticket = try arguments.required(Self.ticket)
        digest = try arguments.required(Self.digest)
        file = try arguments.required(Self.file)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Failure(.failed, "the file \(file) is there already", cure: "give another name, or remove it")
        }
        let part = file + ".part"
        do {
            try await fetch(to: part)
            try FileManager.default.moveItem(atPath: part, toPath: file)
        } catch {
            DataFiles.remove(part)
            throw error
        }
        terminal.say(.object(["file": .string(file), "digest": .string(digest)])) { "已写入 \(file)".printable }
        return .ok
    }

    private func fetch(to part: String) async throws {
        let data: DataFile
        do {
            data = try DataFile(writing: part)
        } catch {
            throw Failure(.failed, "\(part) cannot be written: \(error)", cure: "check the folder and its permissions")
        }
        try data.truncate(to: 0)
        let request = APIRequest.get(["tickets", ticket, "attachments", digest])
        let found = try await FileTransfer(client).download(request) { piece, offset in
            try await onBlockingThread("write") { try data.write(piece, at: offset) }
        }
        guard found == digest else {
            throw Failure(
                .notSo, "the content that came is another: \(found)", cure: "run it again, then hotline verify")
        }
        try await onBlockingThread("sync") { try data.sync() }
    }
}
