/// Placeholder until the module lands.
enum PostgresClientPlaceholder {}
