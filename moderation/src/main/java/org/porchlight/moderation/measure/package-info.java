/// The commands that train the model and measure the whole on labelled files.
///
/// They print counts and ids, never what anybody wrote.
@NullMarked
package org.porchlight.moderation.measure;

import org.jspecify.annotations.NullMarked;
