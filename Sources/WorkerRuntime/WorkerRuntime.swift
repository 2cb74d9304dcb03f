/// Placeholder until the module lands.
enum WorkerRuntimePlaceholder {}
