package dev.sdpmcp.command;

import dev.sdpmcp.upstream.oauth.Authorization;

/** {@code --authorize CODE}: exchanges a self-client code of Zoho and keeps the refresh token. */
final class AuthorizeCommand implements Command {

    @Override
    public int run(CommandContext context) {
        try {
            new Authorization(context.configuration(), context.database())
                    .authorize(context.argument().orElseThrow())
                    .sentences()
                    .forEach(context.say());
            return DONE;
        } catch (Authorization.Refused refused) {
            context.say().accept(refused.getMessage());
            return FAILED;
        }
    }
}
