extension MigrationStep {
    /// What `\d+` and `\df+` in psql show.
    static let comments = MigrationStep(
        version: 13, name: "comments",
        sql: #"""
            COMMENT ON TABLE articles IS 'An article: inserted once by enqueue, its text never updated in place. Deleting a row deletes its findings and cancels its live jobs.';
            COMMENT ON COLUMN articles.article_id IS 'Identifies the article.';
            COMMENT ON COLUMN articles.key IS 'The enqueuer''s own name for the article; NULL when it has none.';
            COMMENT ON COLUMN articles.version IS 'Counts the texts enqueued under one key, from 1.';
            COMMENT ON COLUMN articles.title IS 'The title; NULL when there is none.';
            COMMENT ON COLUMN articles.body IS 'The text. Offsets in findings count its Unicode code points from 0: substr(body, start + 1, "end" - start).';
            COMMENT ON COLUMN articles.url IS 'Where the article was published.';
            COMMENT ON COLUMN articles.language IS 'What the source says the language is, BCP 47: only a hint.';
            COMMENT ON COLUMN articles.published_at IS 'When the article was published.';
            COMMENT ON COLUMN articles.metadata IS 'Any JSON of the enqueuer''s.';
            COMMENT ON COLUMN articles.job_id IS 'The job made when the article was enqueued.';
            COMMENT ON COLUMN articles.enqueued_at IS 'When the article was enqueued.';

            COMMENT ON VIEW job_status IS 'A job, live or finished.';
            COMMENT ON COLUMN job_status.job_id IS 'Identifies the job; what enqueue answers.';
            COMMENT ON COLUMN job_status.article_id IS 'The article to be analyzed.';
            COMMENT ON COLUMN job_status.state IS 'scheduled, ready, running, done, failed, quarantined or cancelled.';
            COMMENT ON COLUMN job_status.analyzers IS 'The analyzers asked for; NULL for every analyzer of the worker that claims.';
            COMMENT ON COLUMN job_status.priority IS 'Higher first.';
            COMMENT ON COLUMN job_status.run_at IS 'Not before this time; after a failed attempt, the time of the next.';
            COMMENT ON COLUMN job_status.attempt IS 'Runs so far that ended by themselves; releases and crashes do not count.';
            COMMENT ON COLUMN job_status.max_attempts IS 'Attempts after which the job has failed.';
            COMMENT ON COLUMN job_status.crashes IS 'Worker processes that died while they ran this job alone.';
            COMMENT ON COLUMN job_status.last_error IS 'Code and message of the newest row of failures.';
            COMMENT ON COLUMN job_status.worker IS 'The worker that has it, or ended it.';
            COMMENT ON COLUMN job_status.enqueued_at IS 'When it was enqueued, or brought back by retry.';
            COMMENT ON COLUMN job_status.started_at IS 'When it was last claimed.';
            COMMENT ON COLUMN job_status.finished_at IS 'When it ended.';

            COMMENT ON TABLE findings IS 'The newest finding of one analyzer for one article.';
            COMMENT ON COLUMN findings.article_id IS 'The article.';
            COMMENT ON COLUMN findings.analyzer IS 'The key of the analyzer.';
            COMMENT ON COLUMN findings.revision IS 'The revision of the analyzer; a lower one never replaces a higher one.';
            COMMENT ON COLUMN findings.finding IS 'What was found; the README of each plugin documents the shape.';
            COMMENT ON COLUMN findings.job_id IS 'The job that found it.';
            COMMENT ON COLUMN findings.produced_at IS 'When it was written.';
            COMMENT ON COLUMN findings.elapsed IS 'How long the analyzer took.';

            COMMENT ON TABLE failures IS 'One failed run of a job, or of one analyzer in it.';
            COMMENT ON COLUMN failures.failure_id IS 'Orders failures.';
            COMMENT ON COLUMN failures.job_id IS 'The job.';
            COMMENT ON COLUMN failures.article_id IS 'Its article.';
            COMMENT ON COLUMN failures.analyzer IS 'The analyzer that failed; NULL when it was the whole run.';
            COMMENT ON COLUMN failures.attempt IS 'The attempt it failed in.';
            COMMENT ON COLUMN failures.code IS 'error, retry_later, cannot_analyze, deadline, crash, article_missing, or a SQLSTATE.';
            COMMENT ON COLUMN failures.message IS 'What happened, at most 4,000 characters.';
            COMMENT ON COLUMN failures.worker IS 'The worker it failed in.';
            COMMENT ON COLUMN failures.failed_at IS 'When.';

            COMMENT ON VIEW workers IS 'A live worker.';
            COMMENT ON COLUMN workers.worker_id IS 'Identifies the registration; a worker that lost its lease registers anew.';
            COMMENT ON COLUMN workers.name IS 'Host and process id, unless it was given another.';
            COMMENT ON COLUMN workers.version IS 'The version of its program.';
            COMMENT ON COLUMN workers.host IS 'Where it runs.';
            COMMENT ON COLUMN workers.analyzers IS 'Its analyzers, with their revisions.';
            COMMENT ON COLUMN workers.concurrency IS 'Articles it analyzes at once.';
            COMMENT ON COLUMN workers.lease_until IS 'It counts as alive until then, and renews before.';
            COMMENT ON COLUMN workers.running_jobs IS 'Jobs it has claimed and not ended, those that wait in its hands included.';
            COMMENT ON COLUMN workers.suspect_job IS 'The suspect it runs alone at this moment.';
            COMMENT ON COLUMN workers.registered_at IS 'When it registered.';
            COMMENT ON COLUMN workers.draining_since IS 'When it began to drain: it claims no more.';

            COMMENT ON VIEW entities IS 'An entity of an article, from the findings of the analyzer "entities".';
            COMMENT ON COLUMN entities.article_id IS 'The article.';
            COMMENT ON COLUMN entities.job_id IS 'The job that found it.';
            COMMENT ON COLUMN entities.entity IS 'Its place among the article''s entities, the most salient first.';
            COMMENT ON COLUMN entities.name IS 'Its name.';
            COMMENT ON COLUMN entities.type IS 'PERSON, ORG, GPE, LOCATION, NORP, FACILITY, EVENT, LAW, WORK or PRODUCT.';
            COMMENT ON COLUMN entities.country IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN entities.latitude IS 'Degrees north.';
            COMMENT ON COLUMN entities.longitude IS 'Degrees east.';
            COMMENT ON COLUMN entities.salience IS 'How much the article is about it, from 0 to 1.';
            COMMENT ON COLUMN entities.mentions IS 'How often it is mentioned.';
            COMMENT ON COLUMN entities.wikidata IS 'Its item in Wikidata.';
            COMMENT ON COLUMN entities.geonames IS 'Its id in GeoNames.';

            COMMENT ON VIEW mentions IS 'One mention of an entity in an article''s body.';
            COMMENT ON COLUMN mentions.article_id IS 'The article.';
            COMMENT ON COLUMN mentions.entity IS 'The entity, as numbered in the view entities.';
            COMMENT ON COLUMN mentions.name IS 'The entity''s name.';
            COMMENT ON COLUMN mentions.type IS 'The entity''s type.';
            COMMENT ON COLUMN mentions.start IS 'Where it starts: code points of the body, from 0.';
            COMMENT ON COLUMN mentions."end" IS 'Where it ends, exclusive.';
            COMMENT ON COLUMN mentions.text IS 'The words that mention it.';
            COMMENT ON COLUMN mentions.confidence IS 'From 0 to 1.';

            COMMENT ON VIEW languages IS 'The language of an article, from the findings of the analyzer "language".';
            COMMENT ON COLUMN languages.article_id IS 'The article.';
            COMMENT ON COLUMN languages.language IS 'BCP 47; "und" where none can be told.';
            COMMENT ON COLUMN languages.script IS 'ISO 15924, for instance Latn.';
            COMMENT ON COLUMN languages.confidence IS 'The probability that it is right.';
            COMMENT ON COLUMN languages.reliable IS 'Whether it can be relied on.';

            COMMENT ON TABLE migrations IS 'The steps of this schema that are in. Not to be changed by hand.';
            COMMENT ON COLUMN migrations.version IS 'The step.';
            COMMENT ON COLUMN migrations.name IS 'What it brought.';
            COMMENT ON COLUMN migrations.minimum_reader IS 'The lowest step a program must know to run on the schema from here on.';
            COMMENT ON COLUMN migrations.applied_at IS 'When.';
            COMMENT ON COLUMN migrations.applied_by IS 'By whom.';

            COMMENT ON TYPE pick IS 'Internal: a job that a claim may take.';
            COMMENT ON TABLE jobs IS 'Internal: the live jobs. Read job_status.';
            COMMENT ON TABLE analyzer_sets IS 'Internal: the sets of analyzers that jobs have asked for.';
            COMMENT ON TABLE control IS 'Internal: whether the queue is paused. Use pause() and resume().';
            COMMENT ON TABLE history_done IS 'Internal: jobs that are done, a partition a day (UTC), dropped past retention. Read job_status.';
            COMMENT ON TABLE history_kept IS 'Internal: jobs that failed or were quarantined or cancelled. Read job_status.';
            COMMENT ON TABLE worker_leases IS 'Internal: every registration of a worker. Read workers.';
            COMMENT ON SEQUENCE job_ids IS 'Internal: ids of jobs.';
            COMMENT ON SEQUENCE claim_tokens IS 'Internal: tokens of claims, none used twice.';

            COMMENT ON FUNCTION enqueue IS 'Enqueues one article and answers its job''s id. Same key and same text: no new work, the same id. Same key, new text: its next version and a new job.';
            COMMENT ON FUNCTION enqueue_many IS 'Enqueues a JSON array of objects whose keys are the parameters of enqueue; answers the ids in the order of the array.';
            COMMENT ON FUNCTION enqueue_texts IS 'Enqueues articles from parallel arrays, the fastest way for clients that bind arrays; answers the ids in their order.';
            COMMENT ON FUNCTION cancel IS 'Ends a live job as cancelled; what a worker still finds for it is not written. False, with a notice, when the job is not live.';
            COMMENT ON FUNCTION retry IS 'Brings an ended job back, with its attempts and crashes forgotten, or makes a scheduled one ready now. False, with a notice, for jobs that are ready or running, unknown, or without their article.';
            COMMENT ON FUNCTION reprioritize IS 'Changes the priority of a live job. False, with a notice, when the job is not live.';
            COMMENT ON FUNCTION pause IS 'Stops all claims, until resume(). What runs goes on. False when the queue was paused.';
            COMMENT ON FUNCTION resume IS 'Ends a pause. False when the queue was not paused.';
            COMMENT ON FUNCTION reanalyze IS 'Makes jobs for the newest version of each article, enqueued since a time, whose finding of one analyzer is missing or below a revision; answers how many.';
            COMMENT ON FUNCTION explain_job IS 'Says in a sentence why a job is where it is.';
            COMMENT ON FUNCTION is_paused IS 'Whether the queue is paused.';
            COMMENT ON FUNCTION depth IS 'The live jobs in numbers, for metrics, exact up to some 60,000 and estimated above: by state, the age in seconds of the oldest ready one, and ready ones that no live worker can run.';
            COMMENT ON FUNCTION maintain IS 'Makes partitions ahead and drops what is past retention; answers what it did. Workers call it hourly; calling it at any time is safe.';

            COMMENT ON FUNCTION make_jobs IS 'Internal: the jobs of articles that were just made.';
            COMMENT ON FUNCTION enqueue_rows IS 'Internal: what enqueue_many and enqueue_texts share.';
            COMMENT ON FUNCTION check_articles IS 'Internal: names the first bad element of enqueue_many.';
            COMMENT ON FUNCTION analyzer_set IS 'Internal: the id of a set of analyzers.';
            COMMENT ON FUNCTION forget_deleted_articles IS 'Internal: the trigger behind deleting articles.';
            COMMENT ON FUNCTION ring IS 'Internal: wakes a worker if one sleeps.';
            COMMENT ON FUNCTION bell_channel IS 'For workers: the channel on which new work is rung.';
            COMMENT ON FUNCTION control_channel IS 'For workers: the channel on which cancellations and pauses are rung.';
            COMMENT ON FUNCTION publish_idle IS 'For workers: says that this session''s worker sleeps, or no longer does.';
            COMMENT ON FUNCTION worker_lock_key IS 'Internal: the advisory lock a worker''s connections hold.';
            COMMENT ON FUNCTION server_start IS 'Internal: since when the server has kept session locks.';
            COMMENT ON FUNCTION hold_worker_lock IS 'For workers: holds the lock that shows this process lives.';
            COMMENT ON FUNCTION count_live IS 'Internal: live jobs by state, for depth().';
            COMMENT ON FUNCTION promote_due IS 'Internal: makes scheduled jobs that are due ready.';
            COMMENT ON FUNCTION late_jobs IS 'Internal: jobs that became ready late, before where claims start.';
            COMMENT ON FUNCTION lock_ready IS 'Internal: locks the ready jobs a claim takes.';
            COMMENT ON FUNCTION reserve_tokens IS 'For workers: draws tokens ahead.';
            COMMENT ON FUNCTION claim IS 'For workers: claims ready jobs.';
            COMMENT ON FUNCTION end_without_article IS 'Internal: fails jobs whose article is gone.';
            COMMENT ON FUNCTION settle IS 'For workers: ends claimed jobs and writes their findings.';
            COMMENT ON FUNCTION read_back IS 'For workers: what became of a settlement whose answer was lost.';
            COMMENT ON FUNCTION release_claim IS 'For workers: gives back what a claim brought whose answer was lost.';
            COMMENT ON FUNCTION release IS 'For workers: gives claimed jobs back.';
            COMMENT ON FUNCTION register_worker IS 'For workers: registers, with a lease.';
            COMMENT ON FUNCTION mark_suspect IS 'For workers: marks the suspect about to run.';
            COMMENT ON FUNCTION rescue IS 'Internal: takes back what a dead worker held.';
            COMMENT ON FUNCTION rescue_dead IS 'Internal: looks for dead workers.';
            COMMENT ON FUNCTION tend IS 'For workers: renews the lease, promotes, rescues, and answers what is lost.';
            COMMENT ON FUNCTION announce_drain IS 'For workers: claims no more.';
            COMMENT ON FUNCTION deregister_worker IS 'For workers: leaves in order.';
            """#)
}
