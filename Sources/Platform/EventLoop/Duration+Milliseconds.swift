extension Duration {
    /// As ``EventLoop`` counts time: rounded down, and at least one, so that no limit is over before it began.
    package var wholeMilliseconds: UInt64 {
        let (seconds, attoseconds) = components
        return UInt64(max(1, seconds * 1_000 + attoseconds / 1_000_000_000_000_000))
    }
}
