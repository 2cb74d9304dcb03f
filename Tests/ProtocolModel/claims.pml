/* Claim, lease, fence, rescue, suspects, settle: who may write what about a job. README.md maps each step to its Swift and SQL.
 *
 * Checked, with FAULTS faults of any kinds: a job's findings are written at most once, by the claim that holds; a cancelled job's never; no job is charged a
 * crash that was not its own, a poison job is quarantined after exactly MAX_CRASHES, its neighbour is charged no attempt but those that failed; and, under weak
 * fairness (LIVENESS), every job ends.
 *
 * Guards, each of which can be taken out with -D, and must then be missed:
 *   NO_FENCE               settle does not match the token
 *   FENCE_BY_ATTEMPT       settle matches the attempt number, which a rescue gives back
 *   SPLIT_SETTLE           findings and end are two transactions
 *   NO_RESCUE              nobody takes jobs back from the dead
 *   NO_MARK                a suspect runs unmarked
 *   NOT_ALONE              a suspect runs beside others
 *   NOT_QUIET              a suspect does not wait for analyses whose claims were lost
 *   CHARGE_ALL             a rescue charges every job of the dead worker
 *   CHARGE_AT_FREE_LOCK    the marked suspect is charged as soon as the session lock is free
 *   TAKE_AT_FREE_LOCK      the marked suspect is taken back, uncharged, as soon as the session lock is free
 *   CHARGE_THE_LIVING      at the end of a lease the marked suspect is charged though the session lock is held
 *   MARK_WITHOUT_TOKEN     the mark names the job and not the claim
 *   NO_LOOK_FOR_CLAIM      a claim whose answer was cut off is not given back
 * ONLY_INNOCENTS            looks for wrong charges of the innocent job alone
 */
#define JOBS 2
#define WORKERS 2
#define MAX_CRASHES 2
#ifndef FAULTS
#define FAULTS 2
#endif
#define POISON 0            /* the job that kills the process it runs in */

mtype = { ready, running, done, quarantined, cancelled }

mtype state[JOBS] = ready;
byte owner[JOBS];           /* worker + 1 that runs it; 0: none */
byte attempt[JOBS];
bool suspect[JOBS];
byte crashes[JOBS];
byte deaths[JOBS];          /* how often it killed a process while it was marked: what it may be charged with; counted up to MAX_CRASHES */
byte effects[JOBS];         /* how often its findings were written */
byte retried;               /* how often job 1 has failed for now */

bool registered[WORKERS] = true;    /* the row in worker_leases has not been ended */
bool lease_over[WORKERS];   /* by the database's clock */
bool lock_free[WORKERS];    /* the session lock: the process died, or its connections are cut */
byte marked[WORKERS];       /* job + 1 that it runs as a suspect, under the claim that is current */
byte held[WORKERS * JOBS];  /* by which token a process believes to hold a job */

/* Tokens are only ever compared with that of the job's row, so three kinds of them are enough, and keep the number of states small: none, the one in the row,
 * and any of those that were there before, which never come back. */
#define NONE 0
#define CURRENT 1
#define OVER 2

byte faults = FAULTS;       /* how often something may still go wrong: a kill, a stop, a cut, a cancel, a drain, an error, at any moment, in any order */
bool untouched = true;      /* nothing has been claimed yet */

#define TERMINAL(x) (state[x] == done || state[x] == quarantined || state[x] == cancelled)
#define HELD(w, x) held[(w) * JOBS + (x)]
#define IS_HELD(w, x) (HELD(w, x) == CURRENT)
#define HAS(v, x) (owner[x] == (v) + 1)
/* A job that runs marked. If its worker's lease ends while the lock is free, nobody can tell that from a crash of the job. */
#define RUNS_MARKED(v, x) (HAS(v, x) && marked[v] == (x) + 1)
#define ANY_MARKED(v) (RUNS_MARKED(v, 0) || RUNS_MARKED(v, 1))

/* The claim of a job is over, and with it every mark that names it. */
inline end_claim(x) {
  owner[x] = 0;
  if :: HELD(0, x) == CURRENT -> HELD(0, x) = OVER :: else fi;
  if :: HELD(1, x) == CURRENT -> HELD(1, x) = OVER :: else fi;
#ifndef MARK_WITHOUT_TOKEN
  if :: marked[0] == x + 1 -> marked[0] = 0 :: else fi;
  if :: marked[1] == x + 1 -> marked[1] = 0 :: else fi
#endif
}

inline take(w, x) {
  /* An older run of this job, of a claim that was lost, may still wait in the pool or be under way. */
  if
  :: HELD(w, x) != NONE && begun[x] -> zombie[x] = true; begun[x] = false
  :: HELD(w, x) != NONE && !begun[x] && !alone_only[x] -> stray[x] = true
  :: else
  fi;
  state[x] = running; owner[x] = w + 1; attempt[x]++;
  HELD(w, x) = CURRENT; alone_only[x] = suspect[x];
#ifdef FENCE_BY_ATTEMPT
  held_attempt[x] = attempt[x]
#endif
}
/* Workers are alike, so that it does not matter which of them claims first. */
#define MAY_CLAIM(w, x) (state[x] == ready && registered[w] && !lease_over[w] && !lock_free[w] && !draining && unanswered == 0 \
                         && !IS_HELD(w, x) && (HELD(w, x) == NONE || !(zombie[x] || stray[x])) && (w == 0 || !untouched))

/* Gives a job that is still held back, uncharged. */
inline give_back(w, x) {
  if :: IS_HELD(w, x) -> state[x] = ready; end_claim(x); attempt[x]-- :: else fi;
  HELD(w, x) = NONE
}

/* Findings and end. Only the claim that holds may write them, and only once. */
inline write(w, x) {
  assert(state[x] == running && IS_HELD(w, x));
  effects[x]++; state[x] = done; end_claim(x);
  assert(effects[x] <= 1);
  assert(attempt[x] == 1 + retried)
}

/* One fenced transaction: only the claim that still holds writes. */
inline settle(w, x) {
  if
#ifdef NO_FENCE
  :: state[x] != cancelled -> write(w, x)
#else
#ifdef FENCE_BY_ATTEMPT
  :: state[x] == running && attempt[x] == held_attempt[x] -> write(w, x)
#else
  :: IS_HELD(w, x) -> write(w, x)
#endif
#endif
  :: else
  fi
}

/* A run has left the pool. */
inline leave(x) { begun[x] = false; if :: alone == x + 1 -> alone = 0 :: else fi }

/* The lease was lost: nothing is held any more, but analyses under way go on. */
inline lose_everything(w) {
  if :: begun[0] -> zombie[0] = true :: else fi;
  if :: begun[1] -> zombie[1] = true :: else fi;
  begun[0] = false; begun[1] = false; stray[0] = false; stray[1] = false;
  HELD(w, 0) = NONE; HELD(w, 1) = NONE; alone_only[0] = false; alone_only[1] = false; unanswered = 0; draining = false
}

/* The process is gone, with all it knew; its sessions are closed by the server. */
inline end_process(w) {
  begun[0] = false; begun[1] = false; lose_everything(w); zombie[0] = false; zombie[1] = false; alone = 0; wrote = false; lock_free[w] = true
}

proctype Worker(byte w) {
  bool alone_only[JOBS];    /* held as a suspect */
  bool begun[JOBS];         /* analyses under way, of jobs held */
  bool zombie[JOBS];        /* analyses under way whose claim was lost: what they find is dropped */
  bool stray[JOBS];         /* runs in the pool's queue whose claim was lost, and which will be begun nevertheless */
  byte alone;               /* job + 1 of the suspect that runs; the pool begins nothing else */
  byte unanswered;          /* job + 1 of a claim whose answer never came */
  bool draining;
  bool wrote;               /* SPLIT_SETTLE: findings are in, the end is not */
#ifdef FENCE_BY_ATTEMPT
  byte held_attempt[JOBS];
#endif

  do
  /* The lease: renewed if its row is still there, else everything is lost and the worker registers anew. */
  :: atomic { registered[w] && lease_over[w] && !lock_free[w] -> lease_over[w] = false }
  :: atomic { !registered[w] && !lock_free[w] && !draining -> lose_everything(w); registered[w] = true }
  /* The connection is back, and with it the lock. */
  :: atomic { lock_free[w] -> lock_free[w] = false }

  :: atomic { MAY_CLAIM(w, 0) -> untouched = false; take(w, 0) }
  :: atomic { MAY_CLAIM(w, 1) -> untouched = false; take(w, 1) }
  /* The connection is cut after the claim's COMMIT: the worker knows the token, and gives back what it finds under it. */
  :: atomic { faults > 0 && MAY_CLAIM(w, 1) && HELD(w, 1) == NONE -> faults--; untouched = false; take(w, 1); unanswered = 2; lock_free[w] = true }
#ifdef NO_LOOK_FOR_CLAIM
  :: atomic { unanswered != 0 && !lock_free[w] -> unanswered = 0; HELD(w, 1) = NONE }
#else
  :: atomic { unanswered != 0 && !lock_free[w] -> unanswered = 0; give_back(w, 1) }
#endif

  /* Begin an ordinary job, though its claim may be over, or lost behind the pool's back: that needs no connection. */
#ifdef NOT_ALONE
#define OPEN (!draining)
#define QUIET(other) true
#else
#define OPEN (alone == 0 && !draining)
#ifdef NOT_QUIET
#define QUIET(other) (!begun[other])
#else
#define QUIET(other) (!begun[other] && !zombie[0] && !zombie[1])
#endif
#endif
  :: atomic { HELD(w, 0) != NONE && !begun[0] && !alone_only[0] && OPEN -> begun[0] = true }
  :: atomic { HELD(w, 1) != NONE && !begun[1] && !alone_only[1] && OPEN && unanswered == 0 -> begun[1] = true }
  :: atomic { stray[0] && OPEN -> stray[0] = false; zombie[0] = true }
  :: atomic { stray[1] && OPEN -> stray[1] = false; zombie[1] = true }

  /* Begin a suspect: alone, and marked before. */
#ifdef NO_MARK
#define MARK(x) skip
#else
#ifdef MARK_WITHOUT_TOKEN
#define MARK(x) if :: registered[w] -> marked[w] = x + 1 :: else fi
#else
#define MARK(x) if :: registered[w] -> marked[w] = (IS_HELD(w, x) -> x + 1 : 0) :: else fi
#endif
#endif
  :: atomic { HELD(w, 0) != NONE && !begun[0] && alone_only[0] && alone == 0 && !draining && QUIET(1) && !lock_free[w] -> MARK(0); begun[0] = true; alone = 1 }
  :: atomic { HELD(w, 1) != NONE && !begun[1] && alone_only[1] && alone == 0 && !draining && QUIET(0) && !lock_free[w] && unanswered == 0 ->
              MARK(1); begun[1] = true; alone = 2 }

  /* An analysis ends. The poison job never gets there. */
#ifdef SPLIT_SETTLE
  :: atomic { begun[1] && !wrote && IS_HELD(w, 1) && !lock_free[w] -> effects[1]++; wrote = true; assert(effects[1] <= 1) }
  :: atomic { wrote && !lock_free[w] -> if :: IS_HELD(w, 1) -> state[1] = done; end_claim(1) :: else fi; wrote = false; leave(1); HELD(w, 1) = NONE }
#else
  :: atomic { begun[1] && !lock_free[w] -> settle(w, 1); leave(1); HELD(w, 1) = NONE }
  /* The connection is cut after its COMMIT: it is settled again. */
  :: atomic { begun[1] && !lock_free[w] && faults > 0 -> faults--; settle(w, 1); lock_free[w] = true }
  /* It fails for now, and is no suspect any more. */
  :: atomic { begun[1] && !lock_free[w] && faults > 0 && IS_HELD(w, 1) ->
              faults--; retried++; state[1] = ready; end_claim(1); suspect[1] = false; leave(1); HELD(w, 1) = NONE }
#endif
  :: atomic { zombie[1] -> zombie[1] = false; if :: alone == 2 -> alone = 0 :: else fi }

  /* The poison job kills the process; so may somebody from outside, except while a suspect runs marked, which nobody could tell apart.
   * Then the lease runs out, and when the row has been ended a new process has the place. */
  :: atomic { begun[POISON] || zombie[POISON] ->
              if :: RUNS_MARKED(w, POISON) && deaths[POISON] < MAX_CRASHES -> deaths[POISON]++ :: else fi; end_process(w) }; lease_over[w] = registered[w]; (!registered[w])
  :: atomic { faults > 0 && registered[w] && !ANY_MARKED(w) && (HELD(w, 0) != NONE || HELD(w, 1) != NONE) ->
              faults--; end_process(w) }; lease_over[w] = registered[w]; (!registered[w])

  /* Stopped past its lease; cut off. Not both while a suspect runs. */
  :: atomic { faults > 0 && registered[w] && !lease_over[w] && !(lock_free[w] && ANY_MARKED(w)) -> faults--; lease_over[w] = true }
  :: atomic { faults > 0 && registered[w] && !lock_free[w] && !(lease_over[w] && ANY_MARKED(w)) -> faults--; lock_free[w] = true }

  /* Drain: give back what has not begun; after the grace, or when nothing is held, the rest, and leave. A new process takes the place. */
  :: atomic { faults > 0 && registered[w] && !draining && !lock_free[w] && (HELD(w, 0) != NONE || HELD(w, 1) != NONE) ->
              faults--; draining = true; stray[0] = false; stray[1] = false;
              if :: !begun[0] -> give_back(w, 0) :: else fi;
              if :: !begun[1] -> give_back(w, 1) :: else fi }
  :: atomic { draining && !lock_free[w] -> give_back(w, 0); give_back(w, 1); end_process(w); lock_free[w] = false; registered[w] = false; lease_over[w] = false; marked[w] = 0 }

  :: TERMINAL(0) && TERMINAL(1) -> break
  od
}

/* Any live worker that tends its lease rescues the others' jobs. A row that is locked is left for the next look, so jobs are taken one by one. */
#define IS_GONE(v) (registered[v] && (lease_over[v] || lock_free[v]))
#if defined(CHARGE_AT_FREE_LOCK) || defined(TAKE_AT_FREE_LOCK)
#define IS_LEFT(v, x) false
#else
#define IS_LEFT(v, x) (!lease_over[v] && RUNS_MARKED(v, x))      /* the suspect of a worker that may be back */
#endif
#ifdef CHARGE_ALL
#define IS_CHARGED(v, x) lock_free[v]
#else
#ifdef TAKE_AT_FREE_LOCK
#define IS_CHARGED(v, x) (RUNS_MARKED(v, x) && lock_free[v] && lease_over[v])
#else
#ifdef CHARGE_THE_LIVING
#define IS_CHARGED(v, x) RUNS_MARKED(v, x)
#else
#define IS_CHARGED(v, x) (RUNS_MARKED(v, x) && lock_free[v])
#endif
#endif
#endif

inline take_back(v, x) {
  if :: IS_CHARGED(v, x) -> crashes[x]++ :: else fi;
  assert(x == POISON || crashes[x] == 0);
#ifndef ONLY_INNOCENTS
  assert(crashes[x] <= deaths[x]);
#endif
  assert(crashes[x] <= MAX_CRASHES);
  end_claim(x); suspect[x] = true; attempt[x]--;
  if :: crashes[x] == MAX_CRASHES -> state[x] = quarantined :: else -> state[x] = ready fi;
  end_row(v)
}
inline end_row(v) {
  if :: !HAS(v, 0) && !HAS(v, 1) -> registered[v] = false; lease_over[v] = false; marked[v] = 0 :: else fi
}

proctype Rescuer() {
  do
#ifndef NO_RESCUE
  :: atomic { IS_GONE(0) && HAS(0, 0) && !IS_LEFT(0, 0) -> take_back(0, 0) }
  :: atomic { IS_GONE(0) && HAS(0, 1) && !IS_LEFT(0, 1) -> take_back(0, 1) }
  :: atomic { IS_GONE(1) && HAS(1, 0) && !IS_LEFT(1, 0) -> take_back(1, 0) }
  :: atomic { IS_GONE(1) && HAS(1, 1) && !IS_LEFT(1, 1) -> take_back(1, 1) }
  :: atomic { IS_GONE(0) && !HAS(0, 0) && !HAS(0, 1) -> end_row(0) }
  :: atomic { IS_GONE(1) && !HAS(1, 0) && !HAS(1, 1) -> end_row(1) }
#endif
  :: TERMINAL(0) && TERMINAL(1) -> break
  od
}

/* People. Where ends are asked for, nothing goes wrong any more at some moment, so that no job owes its end to a fault. */
proctype World() {
  do
  :: atomic { faults > 0 && !TERMINAL(1) -> faults--; state[1] = cancelled; end_claim(1); assert(effects[1] == 0) }
#ifdef LIVENESS
  :: atomic { faults = 0; break }
#endif
  od
}

init { atomic { run Worker(0); run Worker(1); run Rescuer(); run World() } }

ltl every_job_ends { <> (TERMINAL(0) && TERMINAL(1)) }
ltl cancelled_stays { [] ((state[1] == cancelled) -> [] (state[1] == cancelled && effects[1] == 0)) }
