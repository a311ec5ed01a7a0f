package org.porchlight.matching.policy;

import java.util.function.BiPredicate;
import org.porchlight.matching.Line.FreePeer;
import org.porchlight.matching.Line.Ticket;

/** Something that has to hold between a ticket and a peer, with its reason in words. */
public record Must(String reason, BiPredicate<Ticket, FreePeer> holds) {}
