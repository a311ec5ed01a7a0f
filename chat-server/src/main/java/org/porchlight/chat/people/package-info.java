/// The people who volunteer here, as coordinators record them: what they are trained for, and for
/// how long, what they have lived, and that somebody has left.
@NullMarked
package org.porchlight.chat.people;

import org.jspecify.annotations.NullMarked;
