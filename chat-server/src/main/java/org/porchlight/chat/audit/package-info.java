/// What staff do is written down. Entries wait in Redis, in `a:{audit}:pending`; the chain that
/// they will be appended to is still to be built.
@NullMarked
package org.porchlight.chat.audit;

import org.jspecify.annotations.NullMarked;
