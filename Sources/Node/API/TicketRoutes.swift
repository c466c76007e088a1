import HotlineCore
import HTTPServer
import NodeCore
import Storage

extension RouteBuilder {
    /// `/tickets` and `/assignments`: own tickets, what happened to them, and what may be done.
    mutating func addTickets() {
        let context = context
        postOnLoop("/tickets", .workers) { call, reply in
            let register = try call.request.form {
                RegisterForm.read($0, asks: context.engine.core.settings.ruleBook)
            }
            try context.perform(CommandCall(call, .register(register), on: .newTicket, status: 201), reply)
        }
        postOnLoop("/tickets/{id}/actions/{action}", .workers) { call, reply in
            let name = call.request.pathParameters["action"]
            guard let form = TicketForms.form(of: name) else { throw APIProblem.unknownAction(name) }
            let command = try call.request.form(form)
            let subject = CommandCall.Subject.ticket(call.request.pathParameters["id"])
            try context.perform(CommandCall(call, command, on: subject, status: 200), reply)
        }
        postOnLoop("/assignments/{id}/actions/{action}", .workers) { call, reply in
            let name = call.request.pathParameters["action"]
            guard let form = AssignmentForms.form(of: name) else { throw APIProblem.unknownAction(name) }
            let text = call.request.pathParameters["id"]
            guard let id = AssignmentID(rawValue: text) else {
                throw APIProblem(.unknownAssignment, "\(text) 不是派单标识", cure: "派单标识形如 140525-1-42.1")
            }
            let command = Command.assignment(id, try call.request.form(form))
            try context.perform(CommandCall(call, command, on: .assignment(id), status: 200), reply)
        }
        get("/tickets", .everyone) { try await context.list($0) }
        get("/tickets/{id}", .everyone) { try await context.show($0) }
        get("/tickets/{id}/timeline", .everyone) { try await context.timeline($0) }
    }
}

extension APIProblem {
    static func unknownAction(_ name: String) -> APIProblem {
        APIProblem(.unknownAction, "没有名为 \(name) 的操作", cure: "可用的操作见工单的 actions")
    }
}
