package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.persistence.DataFolderRequests;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server that holds the data folder, and with it the embedded database. Asked once. Thread-safe. */
final class RunningServer {

    /** The kind of requests in the data folder. */
    static final String REQUESTS = "doctor";

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CheckContext chart;
    private boolean asked;
    private Optional<ServerAnswer> answer = Optional.empty();

    RunningServer(CheckContext chart) {
        this.chart = chart;
    }

    /** Whether it has to be asked, since nobody else can see the database. */
    boolean mustBeAsked() {
        return chart.isDataFolderHeld()
                && chart.configuration().storage().postgres().isEmpty();
    }

    /** Empty if it did not answer in time: it is of an older version, or too busy. */
    synchronized Optional<ServerAnswer> answer() throws IOException, InterruptedException {
        if (!asked) {
            asked = true;
            ServerConfiguration configuration = chart.configuration();
            Optional<String> text = new DataFolderRequests(
                            configuration.storage().dataDirectory(), REQUESTS)
                    .ask(SettingsDigest.of(configuration.upstream()), PATIENCE, PATIENCE);
            answer = text.isEmpty() ? Optional.empty() : Optional.of(Report.read(text.get(), ServerAnswer.class));
        }
        return answer;
    }

    /** The check as this server makes it, or {@code own} where nobody holds the data folder. */
    Check insteadOf(Check own) {
        return new Asked(own);
    }

    private final class Asked implements Check {

        private final Check own;

        Asked(Check own) {
            this.own = own;
        }

        @Override
        public String name() {
            return own.name();
        }

        @Override
        public Set<String> needs() {
            return own.needs();
        }

        @Override
        public Duration limit() {
            return own.limit().plus(PATIENCE);
        }

        @Override
        public List<Finding> examine() throws Exception {
            if (!mustBeAsked()) {
                return own.examine();
            }
            Optional<ServerAnswer> said = answer();
            boolean aboutZoho = name().equals(CredentialsCheck.NAME) || name().equals(ScopesCheck.NAME);
            if (aboutZoho && said.map(found -> !found.sameSettings()).orElse(true)) {
                return withOwn(said.isPresent());
            }
            return said.map(found -> found.findings(name()))
                    .filter(findings -> !findings.isEmpty())
                    .orElseGet(() -> List.of(Finding.skip(
                            "the running server, which has the database, did not say; is it of an older version?")));
        }

        private List<Finding> withOwn(boolean otherSettings) throws Exception {
            List<Finding> findings = new ArrayList<>();
            if (otherSettings && name().equals(CredentialsCheck.NAME)) {
                findings.add(Finding.warn(
                        "the running server was started with other Zoho settings than these", "Restart it."));
            }
            findings.addAll(own.examine());
            return findings;
        }
    }
}
