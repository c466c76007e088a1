package import Foundation

extension Command {
    /// Reads the body of an action as the API takes it: the fields of the action's form, as one JSON object.
    ///
    /// - Parameters:
    ///   - assignment: the assignment it is addressed to, for the actions that are.
    ///   - context: its rule book says which fields the form has.
    /// - Throws: ``Refusal`` naming every missing field at once, or the one that cannot be read.
    package static func read(
        _ verb: Verb, on assignment: AssignmentID?, body: Data, _ context: Context
    ) throws(Refusal) -> Command {
        let form = ActionBody(verb, body)
        try form.requireFields(context)
        if verb.isOnAssignment {
            guard let assignment else {
                throw Refusal(.unknownAssignment, "\(verb.displayName)须指明派单", cure: "在路径中给出派单编号")
            }
            return .assignment(assignment, try form.assignmentCommand())
        }
        return try form.ticketCommand()
    }
}

/// An action's body on its way to becoming a command.
private struct ActionBody {
    let verb: Verb
    let data: Data

    init(_ verb: Verb, _ body: Data) {
        self.verb = verb
        // An action without fields may come without a body.
        data = body.isEmpty ? Data("{}".utf8) : body
    }

    func ticketCommand() throws(Refusal) -> Command {
        switch verb {
        case .accept: .accept(try payload())
        case .refuse: .refuse(try payload())
        case .transfer: .transfer(try payload())
        case .answer: .answer(try payload())
        case .dispatch: .dispatch(try payload())
        case .supplement: .supplement(try payload())
        case .withdraw: .withdraw(try payload())
        case .revisit: .revisit(try payload())
        case .redo: .redo(try payload())
        case .archive: .archive(try payload())
        case .link: .link(try payload())
        case .answerDirective: .answerDirective(try payload())
        case .escalate: .escalate(try payload())
        case .skipOrdinal: .skipOrdinal(try payload())
        default: throw Refusal(.invalidField, "“\(verb.rawValue)”不是可提交的操作", cure: "从工单的 actions 中选择")
        }
    }

    func assignmentCommand() throws(Refusal) -> AssignmentCommand {
        switch verb {
        case .askReturn: .askReturn(try payload())
        case .approveReturn: .approveReturn(try payload())
        case .refuseReturn: .refuseReturn(try payload())
        case .progress: .progress(try payload())
        case .contact: .contact(try payload())
        case .complete: .complete(try payload())
        case .approveCompletion: .approveCompletion(try payload())
        case .refuseCompletion: .refuseCompletion(try payload())
        default: .sign(try payload())
        }
    }

    /// The decoder stops at the first missing key; operators are told all of them.
    func requireFields(_ context: Context) throws(Refusal) {
        let given: [String: Presence] = try payload()
        var missing: [String] = []
        for field in fields(verb, context) where field.required {
            let member = field.name.prefix { $0 != "." }
            // What lies deeper, such as a completion form's items, is the decision's to judge.
            if given[String(member)] == nil, !missing.contains(String(member)) { missing.append(String(member)) }
        }
        guard missing.isEmpty else { throw .missing(missing, TicketRule.row(for: verb)?.article) }
    }

    private func payload<Payload: Decodable>() throws(Refusal) -> Payload {
        do {
            return try JSONDecoder().decode(Payload.self, from: data)
        } catch let error as DecodingError {
            throw Refusal(.invalidField, "提交内容无法读取：\(place(of: error))", cure: "按该操作的表单填写")
        } catch {
            throw Refusal(.invalidField, "提交内容无法读取", cure: "提交一个 JSON 对象")
        }
    }

    private func place(of error: DecodingError) -> String {
        func path(_ keys: [any CodingKey]) -> String {
            keys.isEmpty ? "内容" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context): return path(context.codingPath + [key])
        case .valueNotFound(_, let context), .typeMismatch(_, let context), .dataCorrupted(let context):
            return path(context.codingPath)
        @unknown default: return "内容"
        }
    }
}

/// Any JSON value but null; only that it is there matters.
private struct Presence: Decodable {
    init(from decoder: any Decoder) throws {}
}
