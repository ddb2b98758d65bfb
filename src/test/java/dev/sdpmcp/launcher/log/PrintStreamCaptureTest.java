package dev.sdpmcp.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class PrintStreamCaptureTest {

    private final List<LogRecord> records = new ArrayList<>();
    private final Logger logger = Logger.getAnonymousLogger();
    private final PrintStream stream =
            new PrintStream(new PrintStreamCapture(logger, Level.WARNING), true, StandardCharsets.UTF_8);

    private final class Kept extends Handler {

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
            // as a handler does that fails
            stream.println("the handler prints");
        }

        @Override
        public void flush() {
            // kept in memory
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    PrintStreamCaptureTest() {
        logger.setUseParentHandlers(false);
        logger.addHandler(new Kept());
    }

    @Test
    void logs_one_record_per_line_and_none_of_the_handler() {
        stream.println("one {0} ü\r");
        stream.print("two");
        stream.println();
        stream.println();

        assertThat(records).extracting(LogRecord::getMessage).containsExactly("one {0} ü", "two");
        assertThat(records).extracting(LogRecord::getLevel).containsOnly(Level.WARNING);
    }

    @Test
    void cuts_long_lines() {
        stream.println("x".repeat(20_000));

        assertThat(records)
                .singleElement()
                .satisfies(record -> assertThat(record.getMessage()).hasSizeLessThan(9_000));
    }
}
