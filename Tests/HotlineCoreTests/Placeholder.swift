// HotlineCoreTests
