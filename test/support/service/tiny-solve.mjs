// A solver for tests of queue and crashes: it finds a plan of soft cost 1000 at once and one
// that is 1 cheaper every 20 ms, and goes on from the plan it is given. No threads, no search.
export async function tinySolve(problem, options, onProgress, signal) {
  const started = Date.now();
  const limitMs = (options.seconds ?? 3600) * 1000;
  if (problem.school.name === 'throw') throw new Error('told to throw');
  let soft = options.start ? options.start.score.soft : 1000;
  let steps = 0;
  const plan = () => ({
    schema: 'afterschool.plan/1',
    problemId: problem.school.id,
    problemHash: 'sha256:tiny',
    sessions: [],
    openSessions: [],
    score: { hard: 0, medium: 0, soft, rules: { posts: { count: soft, cost: soft } } },
    seed: options.seed ?? 1,
    solver: { name: 'tiny', startedFrom: options.start?.score.soft ?? null },
  });
  const tell = () =>
    onProgress?.({
      phase: 'search',
      score: plan().score,
      steps,
      stepsPerSecond: 50,
      elapsedMs: Date.now() - started,
      seed: options.seed ?? 1,
      plan: plan(),
    });
  tell();
  while (
    !signal?.aborted &&
    Date.now() - started < limitMs &&
    steps < (options.steps ?? Infinity)
  ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    steps++;
    soft--;
    tell();
  }
  return plan();
}
