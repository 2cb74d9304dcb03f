/// Placeholder until the module lands.
enum PrivatePostgresPlaceholder {}
