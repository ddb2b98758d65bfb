package dev.sdpmcp.audit.journal;

import java.util.regex.Pattern;

/** Names of the files in a data folder whose rows wait for the database. Rows that the database has are not loaded twice. */
public final class WaitingRows {

    /** As a pattern of the file system. */
    public static final String FILES = "{audit-journal,audit-ahead}.*jsonl";

    private static final Pattern NAME = Pattern.compile("audit-(journal(\\.loading)?|ahead\\.[0-9]{19})\\.jsonl");

    private WaitingRows() {}

    /** Whether a file of this name holds such rows. */
    public static boolean isOne(String name) {
        return NAME.matcher(name).matches();
    }
}
