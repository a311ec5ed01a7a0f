/// The rules, and what finds them in a text: patterns of slots in reviewed YAML, compiled to an
/// index from each pattern's rarest slot. No regular expression ever runs on what people write, so
/// the time is bounded.
@NullMarked
package org.porchlight.moderation.rules;

import org.jspecify.annotations.NullMarked;
