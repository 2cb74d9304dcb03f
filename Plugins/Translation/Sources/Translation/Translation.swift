/// Placeholder until the module lands.
enum TranslationPlaceholder {}
