import Foundation
import Testing

@testable import HotlineCLI

@Suite struct JSONValueTests {
    @Test func whatIsNotUnderstoodIsPassedOnWhole() throws {
        let text = #"{"z":[1,2.5,true,null,"二"],"a":{"n":9007199254740993,"u":"a/b"}}"#
        let value = try JSONValue(parsing: Data(text.utf8))
        #expect(value.line == #"{"a":{"n":9007199254740993,"u":"a/b"},"z":[1,2.5,true,null,"二"]}"#)
        #expect(value["a"]?["n"]?.integer == 9_007_199_254_740_993)
    }

    @Test func whatIsNotJSONIsRefused() {
        #expect(throws: (any Error).self) { try JSONValue(parsing: Data("{".utf8)) }
    }
}
