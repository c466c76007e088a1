// NodeCoreTests
