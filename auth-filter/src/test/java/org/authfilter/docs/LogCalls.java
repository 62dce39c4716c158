package org.authfilter.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The calls that write to the log, as the sources have them. */
final class LogCalls {

    private static final Pattern CALL = Pattern.compile("\\bLOG\\.log\\(|\\.log\\(\\s*LOG,");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private LogCalls() {}

    /** @param message the first argument that is a sentence, each value in it as <code>{}</code>; empty if none is */
    record Call(Path file, String message) {}

    static List<Call> in(Path sources) throws IOException {
        List<Call> calls = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(sources)) {
            for (Path file :
                    tree.filter(any -> any.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Matcher call = CALL.matcher(source);
                while (call.find()) {
                    calls.add(new Call(file, messageOf(arguments(source, call.end()))));
                }
            }
        }
        return calls;
    }

    private static String messageOf(List<String> arguments) {
        return arguments.stream()
                .map(LogCalls::text)
                .filter(text -> text.contains(" "))
                .findFirst()
                .orElse("");
    }

    /** The literals of a concatenation; empty if the argument has none. */
    private static String text(String argument) {
        StringBuilder text = new StringBuilder();
        Matcher literal = LITERAL.matcher(argument);
        int end = 0;
        while (literal.find()) {
            boolean isBetweenValue = !argument.substring(end, literal.start()).matches("[\\s+]*");
            text.append(isBetweenValue ? "{}" : "").append(literal.group(1));
            end = literal.end();
        }
        boolean isBeforeValue = end > 0 && !argument.substring(end).isBlank();
        return text.append(isBeforeValue ? "{}" : "")
                .toString()
                .replace("''", "'")
                .replace("\\\"", "\"");
    }

    /** The arguments from {@code start} to the closing parenthesis. */
    private static List<String> arguments(String source, int start) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int begin = start;
        for (int i = start; depth >= 0; i++) {
            char c = source.charAt(i);
            if (c == '"') {
                Matcher literal = LITERAL.matcher(source);
                if (literal.find(i)) {
                    i = literal.end() - 1;
                }
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            if (depth < 0 || (depth == 0 && c == ',')) {
                arguments.add(source.substring(begin, i));
                begin = i + 1;
            }
        }
        return arguments;
    }
}
