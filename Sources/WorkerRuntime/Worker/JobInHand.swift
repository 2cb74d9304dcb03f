internal import JobQueue

/// What a worker remembers of a claimed job once its article is with the pool: small, so that nothing large is copied or kept.
struct JobInHand: Sendable, Equatable {
    /// The job and its claim.
    let held: HeldJob
    /// The article's id.
    let articleID: Int64
    /// This run's number, from 1.
    let attempt: Int
    /// The number of the last run.
    let maxAttempts: Int

    /// What is to be remembered of `job`.
    init(_ job: ClaimedJob) {
        held = job.held
        articleID = job.article.id
        attempt = job.attempt
        maxAttempts = job.maxAttempts
    }
}
