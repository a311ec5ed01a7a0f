/// Crisis lines by region.
@NullMarked
package org.porchlight.chat.resources;

import org.jspecify.annotations.NullMarked;
