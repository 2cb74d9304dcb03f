/// Placeholder until the module lands.
enum LanguageDetectionPlaceholder {}
