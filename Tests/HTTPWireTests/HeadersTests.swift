import HTTPWire
import Testing

@Suite struct HeadersTests {
    @Test func keepsOrderAndIgnoresCase() {
        var headers: Headers = ["A": "1", "b": "2", "a": "3"]
        #expect(headers["a"] == "1" && headers.all("A") == ["1", "3"] && headers.count == 3)
        headers["A"] = "9"
        #expect(headers.map { "\($0.name)=\($0.value)" } == ["b=2", "A=9"])
        headers["b"] = nil
        #expect(!headers.contains("B") && headers.count == 1)
        #expect(headers == ["a": "9"] && headers != ["a": "8"])
    }

    @Test(arguments: [("close", true), ("Keep-Alive", true), ("clos", false)])
    func lists(_ token: String, _ isListed: Bool) {
        let headers: Headers = ["Connection": "keep-alive ,\tCLOSE", "Connection": ""]
        #expect(headers.lists(token, in: "connection") == isListed)
    }

    @Test func nothingEndsALine() {
        var headers = Headers()
        headers.append("a", "b\r\nc\0d")
        #expect(headers["a"] == "b  c d")
    }
}
