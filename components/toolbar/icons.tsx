/** A disc while recording, a ring while paused. */
export function RecordIcon({ on }: { on: boolean }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {on ? (
        <circle cx="7" cy="7" r="5" fill="currentColor" />
      ) : (
        <circle cx="7" cy="7" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5" />
      )}
    </svg>
  );
}

/** A circle with a bar through it. */
export function ClearIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1.3">
        <circle cx="7" cy="7" r="5" />
        <path d="M3.5 10.5l7-7" />
      </g>
    </svg>
  );
}

/** Two sliders. */
export function SettingsIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1.3">
        <path d="M1 4.5h4.4M9.2 4.5H13M1 9.5h1.4M6.2 9.5H13" />
        <circle cx="7.3" cy="4.5" r="1.9" />
        <circle cx="4.3" cy="9.5" r="1.9" />
      </g>
    </svg>
  );
}

/** Bars above and below a line. */
export function TimelineIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path
        d="M1.5 7.5h11M3.5 7V4M6 7V2M8.5 7V4.500M11 7V5.500M3.500 8v2M6 8v4M8.500 8v1.500M11 8v3"
        fill="none"
        stroke="currentColor"
        stroke-width="1.4"
      />
    </svg>
  );
}

/** A path that forks. */
export function RulesIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path
        d="M1 7h3.500C7.500 7 6.500 3 12 3M9.800 1l2.200 2-2.200 2M4.500 7C7.500 7 6.500 11 12 11M9.800 9l2.200 2-2.200 2"
        fill="none"
        stroke="currentColor"
        stroke-width="1.3"
      />
    </svg>
  );
}

/** A funnel. */
export function FilterIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path
        d="M2 3h10L8.3 7.6v3.6l-2.6-1.5V7.6z"
        fill="none"
        stroke="currentColor"
        stroke-width="1.3"
        stroke-linejoin="round"
      />
    </svg>
  );
}
