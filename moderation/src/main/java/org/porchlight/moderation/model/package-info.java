/// A linear model over hashed rows of words, for what no rule names. Its weights are a resource
/// that one command makes from the authored corpus, byte for byte.
@NullMarked
package org.porchlight.moderation.model;

import org.jspecify.annotations.NullMarked;
