/// Placeholder until the module lands.
enum AnalyzerTestingPlaceholder {}
