/// What people write, read as plain words: the same for the rules and for the model.
///
/// No regular expression ever runs on a message here, and every step is linear in its length.
@NullMarked
package org.porchlight.moderation.text;

import org.jspecify.annotations.NullMarked;
