/// Which rules speak: a file that the operator changes while the service runs.
///
/// A package of its own because it is neither the heart, which takes any moderation, nor
/// supervision, which only reads what is in force.
@NullMarked
package org.porchlight.chat.policy;

import org.jspecify.annotations.NullMarked;
