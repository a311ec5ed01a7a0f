/// The rules, and what finds them in a text: an index from a pattern's first word to the patterns
/// that begin with it. No regular expression ever runs on what people write, so the time is
/// bounded.
@NullMarked
package org.porchlight.moderation.rules;

import org.jspecify.annotations.NullMarked;
