package dev.sdpmcp.command;

import dev.sdpmcp.audit.AuditCheck;
import dev.sdpmcp.audit.chain.ChainReport;
import java.io.IOException;

/** {@code --verify-audit}: reads the whole audit trail and says where its chain breaks first. */
final class VerifyAuditCommand implements Command {

    @Override
    public int run(CommandContext context) {
        try {
            ChainReport report = AuditCheck.of(
                    context.configuration().storage(),
                    context.configuration().audit().acceptedBreak(),
                    context.database());
            report.lines().forEach(context.say());
            long waiting = AuditCheck.waitingBytes(context.configuration().storage());
            if (waiting > 0) {
                context.say()
                        .accept(waiting + " bytes of rows wait in files of the data folder; a server adds them to the"
                                + " trail when it starts, or when its database is back");
            }
            return report.isIntact() ? DONE : FAILED;
        } catch (IOException unreadable) {
            context.say()
                    .accept("The key of the seal, or what waits in the data folder, cannot be read ("
                            + unreadable.getMessage() + ").");
            return FAILED;
        }
    }
}
