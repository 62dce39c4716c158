package org.authfilter.internal.common;

/**
 * The nesting depth of a JSON text (RFC 8259), found without parsing it. Recursive parsers run out of stack or memory on
 * deeply nested input; RFC 8259, section 9, allows a limit. To be asked before any JSON of another party is parsed.
 */
public final class JsonDepth {

    /** Objects and arrays may be nested this deep. */
    public static final int LIMIT = 64;

    private JsonDepth() {}

    /**
     * Whether the nesting of {@code json} exceeds {@link #LIMIT}. Brackets inside of strings do not count. The time is
     * linear in the length, the memory constant; the text need not be well-formed.
     */
    public static boolean exceedsLimit(CharSequence json) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                i++;
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && (c == '[' || c == '{')) {
                depth++;
                if (depth > LIMIT) {
                    return true;
                }
            } else if (!inString && (c == ']' || c == '}')) {
                depth = Math.max(0, depth - 1);
            }
        }
        return false;
    }
}
