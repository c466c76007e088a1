import Foundation
import HotlineCore

/// `hotline attachment add`: a file to a ticket.
struct AttachmentAddCommand: Command {
    static let name = "attachment add"
    static let summary = "attach a recording, photo or document to a ticket"
    static let discussion = """
        The file is sent piece by piece, whatever its size. Its type is judged by its content; photos are stripped of
        what tells where they were taken, so that their digest is another than the file's.
        """
    static let positionals = [ticket, file]
    static let options: [any OptionDeclaration] = [kind, fileName, assignment, cleared] + ClientOptions.all
    static let examples = [
        Example("hotline attachment add 140525-1-42 call.mp3 --class contact", "the proof of a reply"),
        Example("hotline attachment add 140525-1-42 place.jpg --class site --assignment 140525-1-42.1", "of a share"),
    ]

    private static let ticket = Positional("TICKET", "identifier or number")
    private static let file = Positional("FILE", "the file")
    private static let kind = Option<String>(
        "class", "CLASS", "identity, contact, handling or site", words: Attachment.Kind.allCases.map(\.rawValue))
    private static let fileName = Option<String>("name", "NAME", "its name at the node; the file's own unless given")
    private static let assignment = Option<String>("assignment", "ID", "the assignment whose work it proves")
    private static let cleared = Flag("cleared", "somebody has seen that it does not tell who the petitioner is")

    private let client: ClientOptions
    private let file: String
    private let request: APIRequest

    init(_ arguments: Arguments) throws(Failure) {
        client = try ClientOptions(arguments)
        file = try arguments.required(Self.file)
        let ownName = URL(filePath: file).lastPathComponent
        var query = [
            URLQueryItem(name: "name", value: try arguments.value(Self.fileName) ?? ownName),
            URLQueryItem(name: "class", value: try arguments.required(Self.kind)),
        ]
        if let id = try arguments.value(Self.assignment) { query.append(URLQueryItem(name: "assignment", value: id)) }
        if arguments.has(Self.cleared) { query.append(URLQueryItem(name: "cleared", value: "true")) }
        request = APIRequest(
            method: .post, steps: ["tickets", try arguments.required(Self.ticket), "attachments"], query: query,
            headers: [:], body: nil)
    }

    func run(on terminal: Terminal) async throws -> ExitCode {
        let added = try await FileTransfer(client).upload(file, to: request)
        terminal.say(added) { "已添加 \(added.text("name"))  \(added.text("digest"))".printable }
        return .ok
    }
}
