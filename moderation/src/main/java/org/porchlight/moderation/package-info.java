/// Reads what people write for signs that a person should look, and says why.
///
/// Pure Java: no Spring, no Reactor, no input or output, no clock. A [Moderation] is immutable
/// after construction and safe to call from any thread.
@NullMarked
package org.porchlight.moderation;

import org.jspecify.annotations.NullMarked;
