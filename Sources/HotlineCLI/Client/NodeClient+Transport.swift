import Foundation
import FoundationNetworking

extension NodeClient {
    init(_ options: ClientOptions) {
        self.init(address: options.node.text) { request in
            var raw = URLRequest(url: URL(string: options.node.text + request.target)!)
            raw.httpMethod = request.method.rawValue
            raw.httpBody = request.body.map { Data($0.line.utf8) }
            if let t = options.token { raw.setValue("Bearer \(t)", forHTTPHeaderField: "Authorization") }
            for (k, v) in request.headers { raw.setValue(v, forHTTPHeaderField: k) }
            do {
                let (data, answer) = try await URLSession.shared.data(for: raw)
                return APIAnswer(status: (answer as! HTTPURLResponse).statusCode, headers: [:], body: data)
            } catch { throw Failure(.unreachable, "no node answers at \(options.node.text)") }
        }
    }
}
