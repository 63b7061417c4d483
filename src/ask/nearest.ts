/** Names like the one that was typed. */

/** At most `most` of the names, those that contain it first, then by how few letters differ. */
export function nearest(asked: string, names: readonly string[], most = 4): readonly string[] {
  const wanted = asked.toLowerCase();
  // A name that differs in more than a third of its letters was not meant.
  const tolerance = Math.max(1, Math.floor(asked.length / 3));
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const name of new Set(names)) {
    const candidate = name.toLowerCase();
    if (wanted !== '' && candidate.includes(wanted)) scored.push({ name, score: candidate.length / 1000 });
    else if (Math.abs(candidate.length - wanted.length) <= tolerance) {
      const distance = editDistance(wanted, candidate);
      if (distance <= tolerance) scored.push({ name, score: distance });
    }
  }
  // The sort is stable: among equals the caller's order stands.
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Letters to insert, delete or replace (Levenshtein), one row of the table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i += 1) {
    const above = row;
    row = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (above[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      row.push(Math.min(replaced, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
  }
  return row[b.length] ?? 0;
}
