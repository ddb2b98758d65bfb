package dev.sdpmcp.audit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a check of the whole chain found.
 *
 * @param rows how many were looked at, up to the break if there is one
 * @param deleted how many were deleted by retention before
 * @param open calls that were to change something and whose end is not known
 * @param newKeys after which rows the seal changed its key; at most a hundred of them
 * @param sealed whether the seal was that of the key given; false if another key made it
 * @param firstBreak what is wrong first, with the number of the row
 */
public record ChainReport(
        long rows, long deleted, long open, List<String> newKeys, boolean sealed, Optional<String> firstBreak) {

    public ChainReport {
        newKeys = List.copyOf(newKeys);
    }

    /** Whether nobody has changed, removed, added or moved a row, as far as can be told with this key. */
    public boolean isIntact() {
        return firstBreak.isEmpty() && sealed;
    }

    /** For people, one fact a line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("audit trail: " + rows + " rows checked, " + deleted + " older ones deleted by retention");
        lines.add("changes whose outcome is not recorded: " + open);
        newKeys.forEach(row -> lines.add("sealed with another key up to here: " + row));
        firstBreak.ifPresent(broken -> lines.add("BROKEN: " + broken));
        if (!sealed) {
            lines.add("NOT PROVEN: the end of the trail is not sealed with this server's key."
                    + " Check with the SDP_ENCRYPTION_KEY or the audit-seal.key of the server that wrote it");
        }
        if (isIntact()) {
            lines.add("the chain is whole");
        }
        return List.copyOf(lines);
    }
}
