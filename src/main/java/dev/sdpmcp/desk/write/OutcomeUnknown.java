package dev.sdpmcp.desk.write;

import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;
import org.jspecify.annotations.Nullable;

/** A write was sent, and it cannot be found out whether it was done. The result carries {@code indeterminate: true}. */
public final class OutcomeUnknown extends ToolFailure {

    private static final long serialVersionUID = 1L;

    /**
     * @param howToLookUp a sentence
     * @param data of the type that the tool returns, with {@code indeterminate} set
     */
    OutcomeUnknown(String what, String howToLookUp, @Nullable Throwable cause, Object data) {
        super(
                what + ". The outcome is unknown (indeterminate: true): the change may have been made. " + howToLookUp,
                cause,
                data);
        // where no exception behind it says more: ServiceDesk Plus got the write and did not report its outcome
        because(FailureCause.UPSTREAM_UNAVAILABLE);
    }

    private OutcomeUnknown(OutcomeUnknown unknown, String more) {
        super(unknown.whatToDo() + " " + more, unknown, unknown.data());
        because(unknown.failureCause());
    }

    /** The same with a further sentence. */
    public OutcomeUnknown adding(String sentence) {
        return new OutcomeUnknown(this, sentence);
    }

    @Override
    public boolean outcomeUnknown() {
        return true;
    }
}
