package dev.sdpmcp.audit.chain;

import dev.sdpmcp.config.AcceptedBreak;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a check of the whole chain found.
 *
 * @param rows how many were looked at
 * @param deleted how many were deleted by retention before
 * @param open calls that were to change something and whose end is not known
 * @param newKeys after which rows the seal changed its key; at most a hundred of them
 * @param sealed whether the seal was one of a key that is known; false if another key made it
 * @param breaks what is broken, in the order of the rows; at most a hundred places and a few more
 * @param accepted what is broken and has been accepted, see {@link AcceptedBreak}
 * @param acceptable by what all breaks can be accepted; empty if there are none, or not all are of rows
 */
public record ChainReport(
        long rows,
        long deleted,
        long open,
        List<String> newKeys,
        boolean sealed,
        List<String> breaks,
        List<String> accepted,
        Optional<AcceptedBreak> acceptable) {

    public ChainReport {
        newKeys = List.copyOf(newKeys);
        breaks = List.copyOf(breaks);
        accepted = List.copyOf(accepted);
    }

    /** What is wrong first, with the number of the row. */
    public Optional<String> firstBreak() {
        return breaks.stream().findFirst();
    }

    /**
     * Whether nobody has changed, removed, added or moved a row, as far as these keys can prove, but for what
     * was accepted.
     */
    public boolean isIntact() {
        return breaks.isEmpty() && sealed;
    }

    /** For people, one fact a line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("audit trail: " + rows + " rows checked, " + deleted + " older ones deleted by retention");
        lines.add("changes whose outcome is not recorded: " + open);
        newKeys.forEach(row -> lines.add("sealed with another key up to here: " + row));
        accepted.forEach(broken -> lines.add("accepted: " + broken));
        breaks.forEach(broken -> lines.add("BROKEN: " + broken));
        if (!sealed) {
            lines.add("NOT PROVEN: the end of the trail is sealed with a key that is not known here."
                    + " Check with the SDP_ENCRYPTION_KEY or the audit-seal.key of the server that wrote it, or name that key"
                    + " in SDP_PREVIOUS_ENCRYPTION_KEYS");
        }
        acceptable.ifPresent(found -> lines.add("To go on after this, see After a break in docs/operations.md:"
                + " SDP_AUDIT_ACCEPTED_BREAK=" + found));
        if (isIntact()) {
            lines.add(accepted.isEmpty() ? "the chain is whole" : "but for what was accepted the chain is whole");
        }
        return List.copyOf(lines);
    }
}
