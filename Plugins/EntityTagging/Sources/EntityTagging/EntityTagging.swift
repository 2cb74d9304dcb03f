/// Placeholder until the module lands.
enum EntityTaggingPlaceholder {}
