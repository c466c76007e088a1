// NodeCore
