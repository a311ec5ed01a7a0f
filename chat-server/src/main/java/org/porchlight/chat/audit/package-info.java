/// What staff do is written down, in a chain that cannot be quietly edited.
///
/// ```
/// a:{audit}:pending   STREAM  entries that are not in the chain yet; nothing trims it
/// audit.chain         TABLE   the chain: each row holds a keyed hash over the row before and itself
/// checkpoint file             signed lines: at a moment, the chain had come to this row
/// ```
///
/// An act is done when its entry is in the stream, so supervision goes on while PostgreSQL is away.
/// `ChainLoop` takes entries from there into the chain, all nodes under one lock; the id of an
/// entry makes it count once, whatever is repeated. What must not happen while the chain cannot be
/// written is appended to it directly.
@NullMarked
package org.porchlight.chat.audit;

import org.jspecify.annotations.NullMarked;
