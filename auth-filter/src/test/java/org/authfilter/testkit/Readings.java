package org.authfilter.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as it is written, and the texts that it may be an encoded form of: percent-encoded (RFC 3986) or form-encoded,
 * JSON-escaped (RFC 8259), Base64 with either alphabet (RFC 4648) beginning at any of its characters, hexadecimal, and
 * each of these inside another.
 */
final class Readings {

    private static final int DEPTH = 3;
    private static final int MOST_KNOWN = 50_000;
    private static final Pattern PERCENT = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(/)|[\"\\\\bfnrt])");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{12,}");

    private final Set<String> knownLines = new HashSet<>();
    private final Set<String> knownWords = new HashSet<>();

    /** How a line may be read, but for lines and words that were read before: logs repeat themselves. */
    Set<String> of(String line) {
        Set<String> readings = new LinkedHashSet<>();
        if (isNew(line, knownLines)) {
            add(line, DEPTH, readings);
        }
        return readings;
    }

    private void add(String text, int depth, Set<String> readings) {
        if (!readings.add(text) || depth == 0) {
            return;
        }
        if (text.indexOf('%') >= 0 || text.indexOf('+') >= 0) {
            add(percentDecoded(text), depth - 1, readings);
        }
        if (text.indexOf('\\') >= 0) {
            add(unescaped(text), depth - 1, readings);
        }
        for (Matcher run = BASE64.matcher(text); run.find(); ) {
            if (depth < DEPTH || isNew(run.group(), knownWords)) {
                for (int offset = 0; offset < 4; offset++) {
                    add(base64Decoded(run.group().substring(offset)), depth - 1, readings);
                }
            }
        }
        for (Matcher run = HEX.matcher(text); run.find(); ) {
            for (int offset = 0; offset < 2; offset++) {
                add(hexDecoded(run.group().substring(offset)), depth - 1, readings);
            }
        }
    }

    private static boolean isNew(String text, Set<String> known) {
        if (known.size() == MOST_KNOWN) {
            known.clear();
        }
        return known.add(text);
    }

    /** Leaves a sign that encodes nothing as it is, unlike {@link java.net.URLDecoder}. */
    private static String percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        Matcher percent = PERCENT.matcher(text);
        int end = 0;
        while (percent.find()) {
            bytes.writeBytes(utf8(text.substring(end, percent.start()).replace('+', ' ')));
            bytes.write(Integer.parseInt(percent.group(1), 16));
            end = percent.end();
        }
        bytes.writeBytes(utf8(text.substring(end).replace('+', ' ')));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(MatchResult escape) {
        if (escape.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        }
        return escape.group(2) != null ? "/" : escape.group().translateEscapes();
    }

    private static String base64Decoded(String run) {
        int length = run.length() % 4 == 1 ? run.length() - 1 : run.length();
        String standard = run.substring(0, length).replace('-', '+').replace('_', '/');
        return new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8);
    }

    private static String hexDecoded(String run) {
        byte[] bytes = HexFormat.of().parseHex(run, 0, run.length() / 2 * 2);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
