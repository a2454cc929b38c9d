import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Preset, runLens } from "@/api/lenses";
import { keep, recall } from "@/api/local";
import { cellResults } from "@/api/variants";
import type { Condition } from "@/model/conditions";
import { type Cell, type CellResult, cellKey, isOver, type Variant } from "@/model/variants";

interface Grid {
  variants: Variant[];
  cells: Record<string, Cell>;
  /** what the answers to a case must be */
  checks?: Record<string, Condition>;
}

export interface Variants {
  variants: readonly Variant[];
  /** how a cell stands: nothing yet, refused, started or a result */
  cellOf(caseId: string, variant: Variant): Cell | undefined;
  resultOf(caseId: string, variant: Variant): CellResult | undefined;
  checkOf(caseId: string): Condition | undefined;
  busy: boolean;
  problem: unknown;
  setVariants(variants: Variant[]): void;
  setCheck(caseId: string, check: Condition | null): void;
  /** runs every case in every variant, anew */
  run(cases: readonly Preset[]): Promise<void>;
}

/** The grid of a lens: which versions and models are compared, and the runs of its cells; a reload forgets none of them. */
export function useVariants(lensId: string, first: readonly Variant[]): Variants {
  const keptAs = `variants:${lensId}`;
  const [grid, setGrid] = useState<Grid>({ variants: [...first], cells: {} });
  const [starting, setStarting] = useState(false);
  useEffect(() => {
    void recall<Grid>(keptAs).then((kept) => kept && setGrid(kept));
  }, [keptAs]);
  const put = (next: Grid) => {
    setGrid(next);
    void keep(keptAs, next);
  };
  const ids = Object.values(grid.cells).flatMap((cell) => ("runId" in cell ? [cell.runId] : []));
  const results = useQuery({
    queryKey: ["variants", lensId, ids],
    queryFn: () => cellResults(ids),
    enabled: ids.length > 0,
    placeholderData: (before) => before,
    refetchInterval: (query) => (ids.some((id) => !isOver(query.state.data?.get(id))) ? 700 : false),
  });
  const cellOf = (caseId: string, variant: Variant) => grid.cells[cellKey(caseId, variant)];
  const resultOf = (caseId: string, variant: Variant) => {
    const cell = cellOf(caseId, variant);
    return cell && "runId" in cell ? results.data?.get(cell.runId) : undefined;
  };

  async function run(cases: readonly Preset[]) {
    setStarting(true);
    let cells: Record<string, Cell> = {};
    // One after the other: a start is quick, and all tries of a lens share one workflow.
    for (const one of cases)
      for (const variant of grid.variants) {
        const cell = await runLens(lensId, variant.version, one.values, variant.model || null).then(
          (runId): Cell => ({ runId }),
          (error: unknown): Cell => ({ refused: error instanceof Error ? error.message : String(error) }),
        );
        cells = { ...cells, [cellKey(one.id, variant)]: cell };
        put({ ...grid, cells });
      }
    setStarting(false);
  }

  return {
    variants: grid.variants,
    cellOf,
    resultOf,
    checkOf: (caseId) => grid.checks?.[caseId],
    busy: starting || ids.some((id) => !isOver(results.data?.get(id))),
    problem: results.error,
    setVariants: (variants) => put({ ...grid, variants }),
    setCheck: (caseId, check) => {
      const { [caseId]: _, ...rest } = grid.checks ?? {};
      put({ ...grid, checks: check ? { ...rest, [caseId]: check } : rest });
    },
    run,
  };
}
