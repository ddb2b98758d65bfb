package dev.sdpmcp.command;

import dev.sdpmcp.audit.AuditCheck;
import dev.sdpmcp.audit.chain.ChainReport;
import java.io.IOException;

/** {@code --verify-audit}: reads the whole audit trail and says where its chain breaks first. */
final class VerifyAuditCommand implements Command {

    @Override
    public int run(CommandContext context) {
        try {
            ChainReport report = AuditCheck.of(context.configuration().storage(), context.database());
            report.lines().forEach(context.say());
            return report.isIntact() ? DONE : FAILED;
        } catch (IOException unreadable) {
            context.say().accept("The key of the seal cannot be read (" + unreadable.getMessage() + ").");
            return FAILED;
        }
    }
}
