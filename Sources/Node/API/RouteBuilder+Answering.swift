import HTTPServer
import HTTPWire
import HotlineCore

extension RouteBuilder {
    /// Refuses by its head what a door does not let in.
    func gate(_ pattern: String, _ door: Door) -> Gate {
        { [context] request in
            do throws(APIProblem) {
                try context.admit(&request, through: door)
                return nil
            } catch {
                context.metrics.answered(pattern, status: error.status)
                context.metrics.refused(error.name)
                return context.links.signed(error.response, to: request)
            }
        }
    }

    /// Lets in whom a route is for, counts the answer and makes problem documents of errors.
    func authenticated(
        _ pattern: String, _ roles: Roles, changes: Bool = true, isOwnSession: Bool = false,
        _ handler: @escaping CallbackHandler
    ) -> ServerHandler {
        { [context] request, reply in
            let reply = context.counted(pattern, reply)
            context.authenticator(request, { request, reply in
                guard let caller = request[CallerKey.self], roles.admits(caller) else {
                    let isOversight = changes && request[CallerKey.self]?.role == .auditor
                    return reply((isOversight ? APIProblem.oversight(roles) : .wrongRole(roles)).response)
                }
                guard isOwnSession || !caller.mustChangePassword else {
                    return reply(APIProblem.passwordChangeRequired.response)
                }
                do {
                    try handler(Call(request: request, caller: caller), reply)
                } catch {
                    reply(.failure(error.asProblem))
                }
            }, reply)
        }
    }
}

extension NodeContext {
    /// Counts the answer by route, status and problem.
    func counted(_ route: String, _ reply: @escaping Reply) -> Reply {
        { [metrics] response in
            metrics.answered(route, status: response.status)
            if let problem = response.problemName { metrics.refused(problem) }
            reply(response)
        }
    }
}

extension Response {
    /// The answer of a handler, or the problem document of its error.
    static func of(_ handler: () async throws -> Response) async -> Response {
        do {
            return try await handler()
        } catch {
            return .failure(error.asProblem)
        }
    }

    /// The name of the problem that this answer reports; nil for other answers.
    var problemName: String? {
        guard headers["content-type"] == "application/problem+json", case .bytes(let bytes) = body,
            let range = JSONSlices.value(of: "type", in: bytes)
        else { return nil }
        return String(decoding: bytes[range].dropFirst(1 + APIProblem.prefix.utf8.count).dropLast(), as: UTF8.self)
    }
}

extension APIProblem {
    /// An overseer reads, and changes nothing (ZZ23-46).
    fileprivate static func oversight(_ roles: Roles) -> APIProblem {
        var problem = APIProblem(
            .oversightReadsOnly, "监督人员了解热线运行和办理情况，不参与办理", cure: "由\(roles.names)办理；监督意见请书面告知热线")
        problem.members["article"] = "泽政办函〔2023〕11号第四十六条"
        return problem
    }

    /// The password was drawn by somebody else.
    fileprivate static var passwordChangeRequired: APIProblem {
        APIProblem(.passwordChangeRequired, "密码由他人设定，须先更改", cure: "以 PUT /api/v1/session/password 更改密码后再办理")
    }

    /// The caller's role may not do this.
    static func wrongRole(_ roles: Roles) -> APIProblem {
        APIProblem(.notAuthorised, "当前角色不能使用这个接口", cure: "由\(roles.names)办理")
    }
}
