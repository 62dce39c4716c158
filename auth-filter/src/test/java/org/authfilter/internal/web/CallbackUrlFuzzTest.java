package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.authfilter.internal.fuzz.FuzzTarget;
import org.authfilter.internal.fuzz.InputParts;

/** What is accepted leads nowhere but into the application. The input: the application's root, a {@code callbackUrl}. */
class CallbackUrlFuzzTest implements FuzzTarget {

    private static final Origin HERE = Origin.of("https", "www.example", 443);
    private static final URI PAGE = URI.create("https://www.example/any/page?a=b");

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        InputParts parts = InputParts.of(input, 2);
        String root = parts.part(0).isEmpty() ? "" : "/shop";
        String given = parts.part(1);
        Optional<String> accepted = CallbackUrl.parse(given, root, HERE);

        accepted.ifPresent(target -> {
            assertThat(target).matches("/(?!/)[!-~]*");
            assertThat(isBelow(root, pathForABrowser(target))).isTrue();
            assertThat(isBelow(root, pathForABrowser(ServletMapping.decoded(target))))
                    .isTrue();
            URI address = PAGE.resolve(URI.create(target));
            assertThat(Origin.parse(address.toString()).filter(HERE::isSameAs)).isPresent();
            assertThat(isBelow(root, address.getRawPath())).isTrue();
            assertThat(CallbackUrl.parse(target, root, HERE)).contains(target);
        });
        if (given.matches(root + "(/[a-z0-9]+){1,9}([?][a-z=&]*)?") && given.length() < 1000) {
            assertThat(accepted).contains(given);
        }
    }

    private static boolean isBelow(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    /**
     * The path to which a browser goes (URL Standard, section 4.4): white space is taken off, a backslash is a slash, and
     * what begins with two of them is another host, here told by its whole address.
     */
    private static String pathForABrowser(String target) {
        String read = target.strip()
                .replaceAll("[\t\r\n]", "")
                .replaceAll("[?#].*", "")
                .replace('\\', '/');
        if (read.startsWith("//")) {
            return read;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : read.substring(1).split("/", -1)) {
            String dots = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
            if (dots.equals("..")) {
                segments.pollLast();
            } else if (!dots.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
