/// The application. The main class is the table of contents; each feature is a package of its own,
/// and `ArchitectureTest` holds the table of who may know whom.
@NullMarked
package org.porchlight.chat;

import org.jspecify.annotations.NullMarked;
