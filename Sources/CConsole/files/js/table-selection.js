// @ts-check
// The marked rows of a list, across what has been scrolled out of sight.

/** Marked rows, by their identifiers. */
export class Selection {
  /** @param {(row: any) => string} id @param {(rows: any[]) => void} changed */
  constructor(id, changed) {
    this.id = id;
    this.changed = changed;
    /** @type {Map<string, any>} */
    this.rows = new Map();
  }

  /** How many are marked. */
  get size() {
    return this.rows.size;
  }

  /** The marked rows. @returns {any[]} */
  get list() {
    return [...this.rows.values()];
  }

  /** Whether a row is marked. @param {string} id */
  has(id) {
    return this.rows.has(id);
  }

  /** Marks a row, or takes its mark off. @param {any} row */
  toggle(row) {
    const id = this.id(row);
    if (!this.rows.delete(id)) this.rows.set(id, row);
    this.changed(this.list);
  }

  /** Marks all of these. @param {any[]} rows */
  all(rows) {
    for (const row of rows) this.rows.set(this.id(row), row);
    this.changed(this.list);
  }

  /** Takes marked rows as the list has them now; those that left it are no longer marked. @param {any[]} rows */
  follow(rows) {
    const before = this.size;
    this.rows = new Map(rows.map((row) => [this.id(row), row]).filter(([id]) => this.has(id)));
    if (this.size !== before) this.changed(this.list);
  }

  /** Takes all marks off. */
  clear() {
    if (!this.rows.size) return;
    this.rows.clear();
    this.changed([]);
  }
}
