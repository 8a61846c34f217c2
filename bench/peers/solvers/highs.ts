import type { Highs } from 'highs';
import { loadPeer, ones, type PeerSolver } from './solver.ts';

/** HiGHS compiled to WebAssembly, which has one thread. */
export const highsPeer: PeerSolver = {
  about: 'HiGHS (`highs` 1.15, WebAssembly, one thread) as a MIP, default settings',
  graceSeconds: 15,

  async solve({ model, seconds, tell }) {
    const loaded = await loadPeer<{ default: unknown }>('highs');
    const module = loaded.default as { default?: () => Promise<Highs> } & (() => Promise<Highs>);
    const highs = await (module.default ?? module)();
    const { numCols, numRows, starts, indices, values, integrality, ...rest } = model;
    const matrix = { format: 'csc' as const, numCols, numRows, starts, indices, values };
    return highs.withModel({ numCols, numRows, ...rest, matrix, integrality }, (run) => {
      run.options.set({ output_flag: false, time_limit: seconds });
      const began = performance.now();
      const now = () => (performance.now() - began) / 1000;
      run.run({
        [highs.constants.callbackType.mipImprovingSolution]: ({ data }) => {
          if (data.mip_solution) tell(now(), ones(data.mip_solution));
          return undefined;
        },
      });
      const status = run.getModelStatus();
      const { colValue } = run.getSolution();
      const solved = status === highs.constants.modelStatus.optimal;
      if (solved && colValue.length === numCols) tell(now(), ones(colValue));
      if (solved) return 'optimal';
      return status === highs.constants.modelStatus.infeasible ? 'infeasible' : 'out of time';
    });
  },
};
