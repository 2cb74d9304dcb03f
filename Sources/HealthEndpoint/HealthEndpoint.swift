/// Placeholder until the module lands.
enum HealthEndpointPlaceholder {}
