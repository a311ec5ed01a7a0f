/// Finds contact details and numbers that say who somebody is.
///
/// Candidates are cut out by one walk over the text, short ones only; well-kept validators decide.
@NullMarked
package org.porchlight.moderation.personal;

import org.jspecify.annotations.NullMarked;
