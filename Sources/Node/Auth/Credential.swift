import Crypto
import HTTPServer
import HTTPWire

/// What a request shows to tell who calls, by its head alone.
struct Credential: Sendable {
    /// Which of the two.
    enum Kind: Sendable {
        /// `Authorization: Bearer …` (RFC 6750).
        case token
        /// The cookie of a session.
        case session(SessionCookie.Value)
    }

    let kind: Kind
    /// What it is known by: it is hashed once a request.
    let digest: Digest

    /// Throws 401 where a request shows nothing, 400 where it shows more than one, 403 where a page of somebody else
    /// may have sent it.
    init(of request: Request, cookie: SessionCookie) throws(APIProblem) {
        let values = cookie.values(in: request.headers)
        guard let value = values.first else {
            guard let token = Authenticator.bearerToken(request.headers) else {
                throw .unauthenticated(
                    request.headers.contains("authorization") ? "请求没有 Bearer 令牌" : "请求没有登录会话，也没有 Bearer 令牌")
            }
            (kind, digest) = (.token, SHA256.hash(token))
            return
        }
        guard values.count == 1, !request.headers.contains("authorization") else {
            throw APIProblem(
                .credentialsAmbiguous, "请求同时出示了几种登录凭据", cure: "会话 Cookie 与 Authorization 只用其一，且只用一次")
        }
        if !request.method.isSafe {
            try request.requireSameSite()
            guard let word = request.headers["x-csrf-token"], value.admits(word) else {
                throw APIProblem(
                    .csrfTokenMissing, "请求没有本会话的 X-CSRF-Token，未作任何更改",
                    cure: "以 GET /api/v1/session 的 csrf 作为 X-CSRF-Token 请求头")
            }
        }
        (kind, digest) = (.session(value), value.digest)
    }
}

extension HTTPWire.Method {
    /// Changes nothing (RFC 9110 section 9.2.1).
    var isSafe: Bool { [.get, .head, .options].contains(self) }
}

extension Request {
    /// Throws 403 where the browser says that a page of another origin sent the request (Fetch Metadata, RFC 6454).
    func requireSameSite() throws(APIProblem) {
        if let site = headers["sec-fetch-site"], site != "same-origin", site != "none" { throw .crossSite }
        guard let origin = headers["origin"] else { return }
        // Something before the node may speak TLS for it: the scheme is not compared.
        let authority = origin.split(separator: "/", omittingEmptySubsequences: true).dropFirst().joined(separator: "/")
        guard headers.all("origin").count == 1, let host = headers["host"], !authority.isEmpty,
            authority.lowercased() == host.lowercased()
        else { throw .crossSite }
    }
}

extension APIProblem {
    /// Nobody is known to call.
    static func unauthenticated(_ detail: String) -> APIProblem {
        APIProblem(.unauthenticated, detail, cure: "先登录，或在 Authorization 请求头中提供有效的 Bearer 令牌")
    }

    fileprivate static var crossSite: APIProblem {
        APIProblem(.crossSite, "请求来自其他网站的页面，未作任何更改", cure: "从本节点自己的页面办理；程序请用 Bearer 令牌")
    }
}
