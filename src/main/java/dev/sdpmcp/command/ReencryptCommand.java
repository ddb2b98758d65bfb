package dev.sdpmcp.command;

import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.upstream.oauth.Reencryption;

/** {@code --reencrypt}: brings what is stored under the current encryption key. */
final class ReencryptCommand implements Command {

    @Override
    public int run(CommandContext context) {
        try {
            context.say()
                    .accept(new Reencryption(context.configuration(), context.database())
                            .run()
                            .sentence());
            return DONE;
        } catch (EncryptionRefused refused) {
            context.say().accept(refused.getMessage());
            return FAILED;
        }
    }
}
