/// Conversations as every harness sees them: what was meant to be said ([Ledger]), what each end
/// shows ([Transcript]), how an end speaks until it is kept ([Voice]), and whether the promises of
/// PROTOCOL.md, section 6, held ([Judgement]).
@NullMarked
package org.porchlight.bench.talk;

import org.jspecify.annotations.NullMarked;
