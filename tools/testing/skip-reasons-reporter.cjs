const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const CACHE = join(__dirname, '../../node_modules/.cache/acp-hub');

/** A skipped test names what it lacks at the end of its title, in parentheses. */
const reasonOf = (test) => /\(([^()]*)\)[^()]*$/.exec(test.fullName)?.[1] ?? 'no reason given';

function countReasons(results) {
  const reasons = new Map();
  for (const test of results.testResults.flatMap((file) => file.testResults)) {
    if (test.status !== 'pending' && test.status !== 'todo') continue;
    reasons.set(reasonOf(test), (reasons.get(reasonOf(test)) ?? 0) + 1);
  }
  return reasons;
}

/** Says how many tests a run skipped and why, and leaves the counts in a file for `.ci/run`. */
module.exports = class SkipReasonsReporter {
  onRunComplete(_contexts, results) {
    const reasons = countReasons(results);
    const skipped = [...reasons.values()].reduce((sum, count) => sum + count, 0);
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const passed = results.numPassedTests;

    mkdirSync(CACHE, { recursive: true });
    writeFileSync(join(CACHE, 'tests.json'), JSON.stringify({ passed, failed, skipped }));

    console.log(`\nTests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    for (const [reason, count] of reasons) console.log(`  skipped ${count}: ${reason}`);
  }
};
