import HTTPServer
import HTTPWire

/// `/openapi.json`: the route table as an OpenAPI 3.1 document.
struct OpenAPIDocument {
    /// The whole document.
    let json: JSONTree

    /// - Parameters:
    ///   - software: program and version.
    ///   - cookie: the name of a session's cookie.
    init(_ routes: [DescribedRoute], software: String, cookie: String) {
        var responses = ProblemResponses()
        var paths: [(path: String, operations: [(String, JSONTree)])] = []
        func add(_ path: String, _ method: Method, _ operation: JSONTree) {
            let index = paths.firstIndex { $0.path == path } ?? paths.endIndex
            if index == paths.endIndex { paths.append((path, [])) }
            paths[index].operations.append((method.rawValue.lowercased(), operation))
        }
        for route in routes {
            let pattern = route.pattern.description
            guard route.description.actions.isEmpty else {
                for action in route.description.actions {
                    let path = pattern.replacing("{action}", with: action.name)
                    add(path, route.method, Operation(route, path, action).json(&responses))
                }
                continue
            }
            add(pattern, route.method, Operation(route, pattern, nil).json(&responses))
        }
        json = [
            "openapi": "3.1.1",
            "info": Self.info(software),
            "servers": [["url": "/"]],
            "tags": .list(RouteDescription.Tag.allCases.map(\.json)),
            "paths": JSONTree(members: paths.map { ($0.path, JSONTree(members: $0.operations)) }),
            "components": [
                "securitySchemes": Self.securitySchemes(cookie: cookie),
                "schemas": JSONTree(members: Component.all.map { ($0.name, $0.schema.json) }),
                "responses": responses.json,
                "examples": JSONTree(members: ProblemEntry.all.map { ($0.exampleName, $0.example) }),
            ],
        ]
    }

    private static func info(_ software: String) -> JSONTree {
        let version = software.split(separator: "/").last.map(String.init) ?? software
        return [
            "title": "Hotline 12345 政务服务便民热线", "version": .text(version),
            "summary": "What a node serves to people, programs, neighbouring systems and nodes",
            "description": """
                Bodies are JSON in UTF-8. Moments are RFC 3339 with a zone. An unknown field in a form is refused. \
                Lists come in pages: `next` of one is the `cursor` of the next. Every refusal is a problem document \
                (RFC 9457) with a stable `type`, `detail` for the cause and `cure` for what to do. A form that fits \
                its schema may still be refused by the rule book of the ticket (422, 409); a ticket's `actions` say \
                what it asks for.
                """,
        ]
    }

    private static func securitySchemes(cookie: String) -> JSONTree {
        [
            "token": [
                "type": "http", "scheme": "bearer",
                "description": "A token of an account; its role decides what it may do",
            ],
            "session": [
                "type": "apiKey", "in": "cookie", "name": .text(cookie),
                "description": "A session of somebody who signed in; unsafe requests repeat `csrf` in `X-CSRF-Token`",
            ],
            "signature": [
                "type": "apiKey", "in": "header", "name": "Signature-Input",
                "description": "A neighbouring node's signature of the request (RFC 9421, ed25519, tag=\"hotline\")",
            ],
        ]
    }
}

extension RouteDescription.Tag {
    /// As readers see it.
    var title: String {
        switch self {
        case .desks: "Desks 工作台"
        case .tickets: "Tickets 工单"
        case .assignments: "Assignments 派单"
        case .earlierMatters: "Earlier matters 重复诉求"
        case .restrictions: "Restricted callers 号码限制"
        case .attachments: "Attachments 附件"
        case .mirrors: "Tickets of the nodes below 下级工单"
        case .events: "Changes as they happen 实时变更"
        case .node: "The node 节点"
        case .links: "Links and keys 链路与密钥"
        case .care: "What waits for a person 待处置"
        case .access: "Who sees what 权限与留痕"
        case .contacts: "Contacts of units 联络人员"
        case .calendar: "Working days and limits 工作日与时限"
        case .ruleBooks: "Rule books 规则"
        case .subscriptions: "Subscribers 订阅推送"
        case .betweenNodes: "Between nodes 节点之间"
        case .open: "Open to all 公开"
        }
    }

    var json: JSONTree { ["name": .text(title), "description": .text(text)] }

    private var text: String {
        switch self {
        case .desks: "What waits for the caller, and what people keep at their desks"
        case .tickets: "Own tickets, what happened to them, and what may be done"
        case .assignments: "The shares of tickets, and what their assignees do"
        case .earlierMatters: "What may be the same matter, and whom it may go to"
        case .restrictions: "Telephones that are kept from the line for a time"
        case .attachments: "Recordings, photos and documents"
        case .mirrors: "Read-only copies, and what may be said about them"
        case .events: "Server-sent events: ids and revisions, no content"
        case .node: "How the node fares"
        case .links: "How the links with neighbours fare, and who is believed"
        case .care: "Owed messages, dead letters, parked messages, alarms, what a restore lost, comparisons"
        case .access: "Who looked at whose data"
        case .contacts: "Who answers for each unit"
        case .calendar: "The years as announced, and how limits were counted"
        case .ruleBooks: "The regulations as data"
        case .subscriptions: "Other systems that are told of changes by HTTP push"
        case .betweenNodes: "What nodes, and systems that are none, say to each other"
        case .open: "For load balancers, supervisors and neighbours; nobody signs in"
        }
    }
}
