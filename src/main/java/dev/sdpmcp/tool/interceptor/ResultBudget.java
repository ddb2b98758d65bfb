package dev.sdpmcp.tool.interceptor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.mcp.Content;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.CuttableResult;
import dev.sdpmcp.tool.Effect;
import dev.sdpmcp.tool.FailureCause;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Keeps each result of a tool within a length, since clients drop longer ones. The length is that of the text; the
 * structured content is the same data, so that it is within the length too.
 *
 * <p>A {@link CuttableResult} is given in the largest size that fits. If that is not enough, and for other results, long
 * texts are cut, each to the same length. Thread-safe.
 */
final class ResultBudget implements ToolInterceptor {

    /** Texts of this length and shorter, such as ids, times and names, are never cut. */
    private static final int MIN_TEXT = 40;

    private final ObjectMapper mapper;
    private final int budget;

    /** @param budget characters of the text of a result */
    ResultBudget(ObjectMapper mapper, int budget) {
        this.mapper = mapper;
        this.budget = budget;
    }

    @Override
    public ToolResult around(Invocation invocation, Next next) {
        ToolResult result = next.proceed(invocation);
        if (result.isError()) {
            List<Content> content = result.content().stream().map(this::within).toList();
            return new ToolResult(content, result.structuredContent(), true, result.outcomeUnknown());
        }
        return switch (result.structuredContent()) {
            case null -> result;
            case String text -> new ToolResult(List.of(), excerpt(text), false);
            case CuttableResult<?> cuttable -> within(invocation, inLargestSize(cuttable));
            case Object whole -> within(invocation, whole);
        };
    }

    private Content within(Content content) {
        return content instanceof Content.Text text ? Content.text(excerpt(text.text())) : content;
    }

    private String excerpt(String text) {
        return text.length() <= budget ? text : Excerpt.of(text, budget - 1);
    }

    private Object inLargestSize(CuttableResult<?> result) {
        IntFunction<Object> ofSize = result::ofSize;
        Object whole = ofSize.apply(result.size());
        return fits(whole) ? whole : ofSize.apply(largest(result.leastSize(), result.size(), ofSize));
    }

    private ToolResult within(Invocation invocation, Object structured) {
        if (fits(structured)) {
            return new ToolResult(List.of(), structured, false);
        }
        JsonNode tree = mapper.valueToTree(structured);
        IntFunction<Object> cut = length -> ShortenedTexts.in(tree, length);
        Object shortened = cut.apply(largest(MIN_TEXT, budget, cut));
        // a change that was made is never reported as a failure
        if (fits(shortened) || invocation.tool().effect() != Effect.READ) {
            return new ToolResult(List.of(), shortened, false);
        }
        invocation.context().diagnostics().failed(FailureCause.ARGUMENTS);
        return ToolResult.failure("The result of " + invocation.tool().name() + " has more than " + budget
                + " characters (SDP_RESULT_BUDGET) even with its texts cut. Ask for less at a time.");
    }

    /** The largest size that fits; the least if none does. */
    private int largest(int least, int most, IntFunction<Object> ofSize) {
        int fitting = least;
        int tooLarge = most + 1;
        while (tooLarge - fitting > 1) {
            int middle = fitting + (tooLarge - fitting) / 2;
            if (fits(ofSize.apply(middle))) {
                fitting = middle;
            } else {
                tooLarge = middle;
            }
        }
        return fitting;
    }

    private boolean fits(Object structured) {
        try {
            return mapper.writeValueAsString(structured).length() <= budget;
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(structured.getClass().getName() + " cannot be written as JSON", unwritable);
        }
    }
}
