/// The help pages: of one command, of a group such as `ticket`, of the whole program.
enum HelpPage {
    static func of(_ command: any Command.Type) -> String {
        var page = "hotline \(command.name) – \(command.summary)\n\nusage: \(usage(of: command))\n"
        if !command.discussion.isEmpty { page += "\n\(command.discussion)\n" }
        page += list("arguments", command.positionals.map { ($0.name, $0.help) })
        for section in OptionSection.allCases {
            let options = command.allOptions.filter { $0.section == section }
            page += list(section.rawValue, options.map { (spelling(of: $0), explanation(of: $0)) })
        }
        let examples = command.examples.map { "  # \($0.meaning)\n  \($0.line)\n" }
        return page + "\nexamples:\n" + examples.joined()
    }

    static func usage(of command: any Command.Type) -> String {
        let positionals = command.positionals.map { $0.isOptional ? "[\($0.name)]" : $0.name }
        return (["hotline", command.name] + positionals + ["[options]"]).joined(separator: " ")
    }

    /// The page of a group: the commands whose names begin with that word.
    static func of(group: String, _ commands: [any Command.Type]) -> String {
        "usage: hotline \(group) COMMAND [options]\n" + list("commands", commands.map { ($0.name, $0.summary) })
            + "\n'hotline help COMMAND' explains one of them.\n"
    }

    static func ofProgram(_ commands: [any Command.Type]) -> String {
        var page = """
            hotline – the node software of the 12345 government hotlines (政务服务便民热线)

            usage: hotline COMMAND [options]

            """
        page += list("commands", commands.map { ($0.name, $0.summary) })
        page += list("exit codes", ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) })
        page += list("environment", [
            ("HOTLINE_NODE", "address of the node that client commands talk to"),
            ("HOTLINE_TOKEN", "bearer token for it"),
            ("NO_COLOR", "when set, no colours"),
        ])
        return page + "\n'hotline help COMMAND' explains a command and shows examples.\n"
    }

    private static func spelling(of option: any OptionDeclaration) -> String {
        option.placeholder.map { "--\(option.name) \($0)" } ?? "--\(option.name)"
    }

    private static func explanation(of option: any OptionDeclaration) -> String {
        option.environment.map { "\(option.help) [\($0)]" } ?? option.help
    }

    /// A heading and its lines in two columns.
    private static func list(_ heading: String, _ lines: [(left: String, right: String)]) -> String {
        guard !lines.isEmpty else { return "" }
        let widest = lines.map { $0.left.displayWidth }.max() ?? 0
        return "\n\(heading):\n" + lines.map { "  \($0.left.padded(to: widest))  \($0.right)\n" }.joined()
    }
}
