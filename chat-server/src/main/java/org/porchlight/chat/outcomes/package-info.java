/// What comes of conversations, as counts: what seekers say of themselves before and after, and
/// what it was about.
@NullMarked
package org.porchlight.chat.outcomes;

import org.jspecify.annotations.NullMarked;
