import Synchronization

// `Fuzz TARGET [libFuzzer's arguments]`: runs one target under libFuzzer, whose own `main` calls the two functions
// below (https://llvm.org/docs/LibFuzzer.html). `Tests/Fuzz/run` builds and starts it.

private let chosen = Mutex<FuzzTarget?>(nil)

/// Takes the target's name out of the command line before libFuzzer reads the rest.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> Int32 {
    let name = count.pointee > 1 ? words.pointee[1].map { String(cString: $0) } ?? "" : ""
    guard let target = FuzzTarget(rawValue: name) else {
        fatalError("name a target: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    chosen.withLock { $0 = target }
    for index in 1..<Int(count.pointee) { words.pointee[index] = words.pointee[index + 1] }
    count.pointee -= 1
    return 0
}

/// Runs the chosen target on one input; 0 lets the input enter the corpus where it reached something new.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    // The memory is libFuzzer's until this returns.
    chosen.withLock { $0 }?.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
