package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.tool.CuttableResult;
import java.util.List;

/**
 * One record as a tool shows it; its long texts are cut to the same length each. Immutable.
 *
 * @param whole with whole texts
 * @param details what it shows
 * @param window as it was asked for
 */
record DetailsResult(ObjectNode whole, List<Detail> details, TextWindow window) implements CuttableResult<ObjectNode> {

    @Override
    public int size() {
        return window.length();
    }

    @Override
    public int leastSize() {
        return Math.min(ReadTools.MIN_TEXT, window.length());
    }

    @Override
    public ObjectNode ofSize(int size) {
        ObjectNode shown = whole.deepCopy();
        new TextWindow(window.from(), size).cut(shown, details);
        return shown;
    }
}
