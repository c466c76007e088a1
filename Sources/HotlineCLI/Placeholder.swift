// HotlineCLI
