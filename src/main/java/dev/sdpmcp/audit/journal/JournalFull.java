package dev.sdpmcp.audit.journal;

import java.io.IOException;

/** The journal has reached its bound. */
public final class JournalFull extends IOException {

    private static final long serialVersionUID = 1L;

    JournalFull(long bytes) {
        super("the journal holds " + bytes + " bytes, which is all it may");
    }
}
