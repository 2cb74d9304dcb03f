import Foundation

// Trains the model of the entity tagger; Options.usage says how to call it.

let options = Options(CommandLine.arguments.dropFirst())
// Not after minutes of training.
for file in [options.out, options.errors].compactMap(\.self)
where !FileManager.default.isWritableFile(atPath: file.deletingLastPathComponent().path) {
    FileHandle.standardError.write(
        Data("train: cannot write \(file.path): there is no such folder, or nothing may be written there\n".utf8))
    exit(73)
}
do {
    let training = try Training(options)
    let (bytes, model) = training.run()
    try options.out.map { try Data(bytes).write(to: $0) }
    try Report(
        documents: training.documents.filter { (options.folds == 0 && options.tests.isEmpty) || $0.isHeldOut }, model: model,
        errors: options.errors
    ).write()
    progress("done, \(bytes.count) bytes")
} catch {
    let reason = (error as NSError).userInfo[NSFilePathErrorKey].map { "cannot read \($0)" } ?? "\(error)"
    FileHandle.standardError.write(Data("train: \(reason)\n".utf8))
    exit(66)
}
