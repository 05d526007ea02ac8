import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { rowElementId } from './message-row.tsx';

/** When the filter changes, a selected message that is seen keeps its place: the list follows no longer. */
export function useSelectedStays(model: PanelModel): void {
  useEffect(() => {
    let isFirst = true;
    return effect(() => {
      void model.filterText.value;
      void model.selectedConnection.value;
      void model.preferences.savedFilters.value;
      // The list is drawn anew only after this.
      if (!isFirst && model.following.peek() && isSeen(model.selectedRow.peek()))
        model.following.value = false;
      isFirst = false;
    });
  }, [model]);
}

function isSeen(row: number | null): boolean {
  const element = row === null ? null : document.getElementById(rowElementId(row));
  const frame = element?.closest('.message-rows')?.getBoundingClientRect();
  if (!element || !frame) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > frame.top && top < frame.bottom;
}
