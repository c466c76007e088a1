// TopologyTests
