/// A real chat server and pretend people for tests: who needs a night with real sockets starts
/// here.
///
/// [RunningServer] is the server, [PretendStaff] a member of staff with a signed-in browser,
/// [PretendClient] somebody's socket, and [Night] people who meet and are seen off again.
@NullMarked
package org.porchlight.chat.pretend;

import org.jspecify.annotations.NullMarked;
