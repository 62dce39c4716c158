package org.authfilter.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Looks for secrets in logs: as they are or in any of the {@link Readings} of a line; a longer one also in pieces, any 16
 * characters of it in a row. Each text that has the form of a JWT counts as a secret as well. It reports the kind
 * and the place of a secret, never the secret itself. Secrets of less than 6 characters are skipped: they may be words.
 */
public final class SecretSearch {

    private static final int SHORTEST = 6;
    private static final int PIECE = 16;
    private static final int HASHES = 4_000_037;
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}");

    private final Map<String, List<Mark>> marks = new HashMap<>();
    private final BitSet hashes = new BitSet(HASHES);
    private final Readings readings = new Readings();
    private int secrets;
    private long characters;

    /** Six characters by which a secret is recognised, and where in it they stand. */
    private record Mark(String kind, String secret, int start) {}

    SecretSearch(Map<String, String> kindsBySecret) {
        kindsBySecret.forEach((secret, kind) -> {
            if (secret.startsWith("eyJ") && secret.indexOf('.') > 0) {
                // The header of a JWT is the same in many, and no secret.
                String[] parts = secret.split("\\.", -1);
                for (int i = 1; i < parts.length; i++) {
                    mark(kind, parts[i]);
                }
            } else {
                mark(kind, secret);
            }
        });
    }

    /** The search for all {@link IssuedSecrets} of this JVM until now. */
    public static SecretSearch ofAllIssued() {
        return new SecretSearch(IssuedSecrets.all());
    }

    private void mark(String kind, String secret) {
        if (secret.length() < SHORTEST) {
            return;
        }
        secrets++;
        // A piece contains one of these marks whole, wherever it begins. The end of a short secret is the part that
        // differs.
        int last = secret.length() - SHORTEST;
        for (int start = secret.length() < PIECE ? last : 0; start <= last; start += SHORTEST) {
            String mark = secret.substring(start, start + SHORTEST);
            marks.computeIfAbsent(mark, unused -> new ArrayList<>(1)).add(new Mark(kind, secret, start));
            hashes.set(hash(mark, 0));
        }
    }

    /**
     * Searches files.
     *
     * @throws AssertionError if there is any in them; its message names kinds and places, not the secrets
     * @throws UncheckedIOException if one can't be read
     */
    public void assertNoneIn(Collection<Path> files) {
        List<String> findings =
                files.stream().flatMap(file -> in(file).stream()).toList();
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.size() + " secrets are logged, the first of them "
                    + findings.subList(0, Math.min(findings.size(), 20)));
        }
    }

    /** The findings in a file, as {@code refresh token in server.log:17}. */
    List<String> in(Path file) {
        List<String> findings = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                characters += line.length() + 1;
                for (String kind : in(line)) {
                    findings.add(kind + " in " + file + ":" + number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings;
    }

    /** The kinds of secrets that a line tells. */
    Set<String> in(String line) {
        Set<String> kinds = new TreeSet<>();
        for (String reading : readings.of(line)) {
            for (int i = 0; i + SHORTEST <= reading.length(); i++) {
                if (hashes.get(hash(reading, i))) {
                    addMarked(reading, i, kinds);
                }
            }
            if (JWT.matcher(reading).find()) {
                kinds.add("JWT");
            }
        }
        return kinds;
    }

    /** How much was searched for how many. */
    @Override
    public String toString() {
        return "Searched " + characters + " characters of logs for " + secrets + " secrets";
    }

    private void addMarked(String text, int position, Set<String> kinds) {
        for (Mark mark : marks.getOrDefault(text.substring(position, position + SHORTEST), List.of())) {
            int before = 0;
            while (before < mark.start
                    && before < position
                    && text.charAt(position - before - 1) == mark.secret.charAt(mark.start - before - 1)) {
                before++;
            }
            int after = 0;
            while (mark.start + after < mark.secret.length()
                    && position + after < text.length()
                    && text.charAt(position + after) == mark.secret.charAt(mark.start + after)) {
                after++;
            }
            boolean isWhole = before + after == mark.secret.length();
            if (before + after >= PIECE || (isWhole && isApart(text, position - before, position + after))) {
                kinds.add(mark.kind);
            }
        }
    }

    /** {@code access-1} is no part of {@code access-17}. */
    private static boolean isApart(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static int hash(String text, int start) {
        int hash = 0;
        for (int i = start; i < start + SHORTEST; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return Math.floorMod(hash, HASHES);
    }
}
