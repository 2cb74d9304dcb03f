/* The doorbell and its ladder: a job that was committed is claimed, though the enqueuer only rings for those it saw asleep.
 *
 * Guards that can be taken out with -D, and must then be missed:
 *   NO_LADDER   a worker sleeps until a bell, however long
 *   NO_PUBLISH  a worker sleeps without saying so (and without the ladder, for the ladder alone would find the job)
 */
#define ENQUEUERS 2

byte ready;                 /* committed and not claimed */
byte claimed;
bool asleep;                /* the shared advisory lock of a sleeping worker */
bool bell;                  /* a NOTIFY that has not been heard; rings that nobody awaited are merged */
byte enqueued;

proctype Enqueuer() {
  bool saw;
  saw = asleep;             /* enqueue() probes the lock … */
  atomic { ready++; enqueued++; if :: saw -> bell = true :: else fi }   /* … and the COMMIT comes later */
}

proctype Worker() {
  do
  :: atomic { ready > 0 -> ready--; claimed++;
              if :: asleep = false :: skip fi }     /* a few jobs now and then leave the lock in place */
  :: ready == 0 && !asleep ->
#ifndef NO_PUBLISH
     asleep = true          /* then look once more: the loop's next round */
#else
     break
#endif
  :: asleep && ready == 0 ->
     if
     :: atomic { bell -> bell = false }
#ifndef NO_LADDER
     :: skip                /* a rung of the ladder */
#endif
     fi
  :: claimed == ENQUEUERS -> break
  od;
#ifdef NO_PUBLISH
  bell
#endif
}

init { atomic { run Worker(); run Enqueuer(); run Enqueuer() } }

ltl every_job_is_claimed { <> (claimed == ENQUEUERS) }
