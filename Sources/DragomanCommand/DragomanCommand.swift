/// Placeholder until the module lands.
enum DragomanCommandPlaceholder {}
