package dev.sdpmcp.doctor;

import dev.sdpmcp.upstream.oauth.StoredTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Whether the tokens in the database open with the keys that are configured. */
final class EncryptionCheck implements Check {

    static final String NAME = "encryption-key";

    private final Supplier<Optional<StoredTokens>> tokens;

    /** @param tokens empty if there is no database that could hold some */
    EncryptionCheck(Supplier<Optional<StoredTokens>> tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(DatabaseCheck.NAME);
    }

    @Override
    public List<Finding> examine() {
        Optional<StoredTokens> stored = tokens.get();
        if (stored.isEmpty()) {
            return List.of(Finding.skip("there is no database of this version with tokens yet"));
        }
        StoredTokens.Fit fit = stored.get().tryKeys();
        List<Finding> findings = new ArrayList<>();
        fit.refusals().forEach(refusal -> findings.add(Finding.of(Outcome.FAIL, refusal)));
        if (fit.underFormerKeys() > 0) {
            findings.add(Finding.warn(
                    fit.underFormerKeys() + " of " + fit.rows() + " rows of tokens are encrypted with a former key",
                    "Run ./start-sse.sh --reencrypt; until then keep SDP_PREVIOUS_ENCRYPTION_KEYS."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    fit.rows() == 0 ? "no tokens are stored yet" : "the stored tokens open (" + fit.rows() + " rows)"));
        }
        return findings;
    }
}
