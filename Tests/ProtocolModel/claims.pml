/* Claim, lease, fence, rescue, suspects, settle: who may write what about a job. README.md maps each step to its Swift and SQL.
 *
 * Checked: a job's findings are written at most once, by the claim that holds; a cancelled job's never; no innocent job is charged a crash; a poison job is
 * quarantined after exactly MAX_CRASHES of its own; and, under weak fairness, every job ends.
 *
 * Guards, each of which can be taken out with -D, and must then be missed:
 *   NO_FENCE          settle does not match the token
 *   FENCE_BY_ATTEMPT  settle matches the attempt number, which a rescue gives back
 *   SPLIT_SETTLE      findings and end are two transactions
 *   NO_RESCUE         nobody takes jobs back from the dead
 *   NO_MARK           a suspect runs unmarked
 *   NOT_ALONE         a suspect runs beside others
 *   CHARGE_ALL        a rescue charges every job of the dead worker
 */
#define JOBS 2
#define WORKERS 2
#define MAX_CRASHES 2
#define POISON 0            /* the job that kills the process it runs in */

mtype = { ready, running, done, quarantined, cancelled }

mtype state[JOBS] = ready;
byte token[JOBS];           /* 0: none */
byte owner[JOBS];
byte attempt[JOBS];
bool suspect[JOBS];
byte crashes[JOBS];
byte effects[JOBS];         /* how often its findings were written */

bool registered[WORKERS];   /* the row in worker_leases has not been ended */
bool lease_over[WORKERS];   /* by the database's clock */
bool lock_free[WORKERS];    /* the session lock of a process that died */
byte marked[WORKERS];       /* job + 1 that runs as a suspect */

byte next_token = 1;
byte kills = 1;             /* kill -9 from outside, still to come */
byte expiries = 1;          /* a live worker stopped past its lease, still to come */
byte cancels = 1;           /* cancel() by SQL, still to come */
byte releases = 1;          /* drains, still to come */

#define TERMINAL(j) (state[j] == done || state[j] == quarantined || state[j] == cancelled)

inline claim(w, j) {
  atomic {
    state[j] == ready && registered[w] && !lease_over[w] && held[j] == 0 ->
    state[j] = running; token[j] = next_token; next_token++; owner[j] = w; attempt[j]++;
    held[j] = token[j]; held_attempt[j] = attempt[j]
  }
}

/* Findings and end. Only the claim that holds may write them, and only once. */
inline write(j) {
  assert(token[j] == held[j]);
  effects[j]++; state[j] = done; token[j] = 0;
  assert(effects[j] <= 1)
}

/* One fenced transaction: only the claim that still holds writes. */
inline settle(w, j) {
#ifdef NO_FENCE
  if :: state[j] != cancelled -> write(j) :: else fi;
#else
#ifdef FENCE_BY_ATTEMPT
  if :: state[j] == running && attempt[j] == held_attempt[j] -> write(j) :: else fi;
#else
  if :: state[j] == running && token[j] == held[j] -> write(j) :: else fi;
#endif
#endif
  skip
}

inline forget() { held[0] = 0; held[1] = 0; begun[0] = false; begun[1] = false; alone = false }

proctype Worker(byte w) {
  byte held[JOBS];          /* tokens in this process's hands */
  byte held_attempt[JOBS];
  bool begun[JOBS];         /* analyses under way */
  bool wrote[JOBS];         /* SPLIT_SETTLE: findings are in, the end is not */
  bool alone;               /* a suspect runs */
  byte j;

  do
  :: atomic { !registered[w] -> forget(); registered[w] = true; lease_over[w] = false; lock_free[w] = false; marked[w] = 0 }
  :: claim(w, 0)
  :: claim(w, 1)

  /* Begin an ordinary job. */
  :: atomic { held[0] != 0 && !begun[0] && !suspect[0] && !alone && registered[w] -> begun[0] = true }
  :: atomic { held[1] != 0 && !begun[1] && !suspect[1] && !alone && registered[w] -> begun[1] = true }

  /* Begin a suspect: alone, and marked before. */
#ifdef NOT_ALONE
#define QUIET(other) true
#else
#define QUIET(other) (!begun[other])
#endif
#ifdef NO_MARK
#define MARK(w, x) skip
#else
#define MARK(w, x) marked[w] = x
#endif
  :: atomic { held[0] != 0 && !begun[0] && suspect[0] && !alone && QUIET(1) && registered[w] ->
              if :: token[0] == held[0] -> MARK(w, 1) :: else fi; begun[0] = true; alone = true }
  :: atomic { held[1] != 0 && !begun[1] && suspect[1] && !alone && QUIET(0) && registered[w] ->
              if :: token[1] == held[1] -> MARK(w, 2) :: else fi; begun[1] = true; alone = true }
#ifdef NOT_ALONE
  :: atomic { held[0] != 0 && !begun[0] && !suspect[0] && alone && registered[w] -> begun[0] = true }
#endif

  /* An analysis ends: settle. The poison job never gets there. */
#ifdef SPLIT_SETTLE
  :: atomic { begun[1] && !wrote[1] && state[1] == running && token[1] == held[1] -> effects[1]++; wrote[1] = true; assert(effects[1] <= 1) }
  :: atomic { wrote[1] -> if :: token[1] == held[1] -> state[1] = done; token[1] = 0 :: else fi; wrote[1] = false; begun[1] = false; held[1] = 0; alone = false }
#else
  :: atomic { begun[1] -> settle(w, 1); begun[1] = false; held[1] = 0; if :: suspect[1] -> alone = false :: else fi }
#endif

  /* The poison job kills the process; so may somebody from outside, except while a suspect runs, which nobody could tell apart. */
  :: atomic { begun[POISON] -> forget(); wrote[1] = false; lock_free[w] = true; registered[w] -> (!registered[w]) }
  :: atomic { kills > 0 && registered[w] && !alone && !begun[POISON] && (held[0] != 0 || held[1] != 0) ->
              kills--; forget(); wrote[1] = false; lock_free[w] = true } ; (!registered[w])

  /* Drain: give back what has not begun, uncharged. */
  :: atomic { releases > 0 && held[1] != 0 && !begun[1] && !suspect[1] ->
              releases--;
              if :: state[1] == running && token[1] == held[1] -> state[1] = ready; token[1] = 0; attempt[1]-- :: else fi;
              held[1] = 0 }

  :: TERMINAL(0) && TERMINAL(1) -> break
  od
}

/* Any live worker that tends its lease rescues the others' jobs. */
inline take_back(v, x) {
  if
  :: state[x] == running && owner[x] == v ->
#ifdef CHARGE_ALL
     if :: lock_free[v] -> crashes[x]++ :: else -> attempt[x]-- fi;
#else
     if
     :: marked[v] == x + 1 && lock_free[v] -> crashes[x]++
     :: else -> attempt[x]--
     fi;
#endif
     assert(x == POISON || crashes[x] == 0);
     assert(crashes[x] <= MAX_CRASHES);
     token[x] = 0; suspect[x] = true;
     if :: crashes[x] == MAX_CRASHES -> state[x] = quarantined :: else -> state[x] = ready fi
  :: else
  fi
}

proctype Rescuer() {
  do
#ifndef NO_RESCUE
  :: atomic { registered[0] && (lease_over[0] || lock_free[0]) -> take_back(0, 0); take_back(0, 1); registered[0] = false; marked[0] = 0 }
  :: atomic { registered[1] && (lease_over[1] || lock_free[1]) -> take_back(1, 0); take_back(1, 1); registered[1] = false; marked[1] = 0 }
#endif
  :: TERMINAL(0) && TERMINAL(1) -> break
  od
}

/* Time and people. */
proctype World() {
  do
  :: atomic { expiries > 0 && registered[0] && !lease_over[0] -> expiries--; lease_over[0] = true }
  :: atomic { expiries > 0 && registered[1] && !lease_over[1] -> expiries--; lease_over[1] = true }
  :: atomic { cancels > 0 && (state[1] == ready || state[1] == running) -> cancels--; state[1] = cancelled; token[1] = 0;
              assert(effects[1] == 0) }
  :: TERMINAL(0) && TERMINAL(1) -> break
  :: break
  od
}

init { atomic { run Worker(0); run Worker(1); run Rescuer(); run World() } }

ltl every_job_ends { <> (TERMINAL(0) && TERMINAL(1)) }
ltl cancelled_stays { [] ((state[1] == cancelled) -> [] (state[1] == cancelled && effects[1] == 0)) }
