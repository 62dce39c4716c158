package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.authfilter.internal.config.PathPattern;
import org.authfilter.internal.config.PathRules;
import org.authfilter.internal.fuzz.FuzzTarget;
import org.authfilter.internal.fuzz.InputParts;
import org.springframework.mock.web.MockHttpServletRequest;

/** No spelling of a path makes a protected one public. The input: protected patterns, public patterns, a path. */
class PathRulesFuzzTest implements FuzzTarget {

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        InputParts parts = InputParts.of(input, 3);
        List<String> guarding = patternsIn(parts.part(0));
        List<String> opening = patternsIn(parts.part(1));
        String path = parts.part(2);
        PathRules rules = new PathRules(parsed(guarding), parsed(opening));

        assertThat(rules.isProtected(path)).isEqualTo(ServletMapping.isProtected(guarding, opening, path));

        String normalized = ServletMapping.normalized(path);
        if (ServletMapping.isProtected(guarding, opening, normalized)) {
            assertThat(served(path).isProtectedBy(rules)).isTrue();
            String respelt = respelt(normalized, new Random(Arrays.hashCode(input)));
            assertThat(served(respelt).isProtectedBy(rules)).as(respelt).isTrue();
        }
        assertThatNoSeparatorIsEncoded(path);
    }

    private static List<String> patternsIn(String written) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : written.split(",", -1)) {
            try {
                PathPattern.parse(pattern);
                patterns.add(pattern);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("write ");
            }
        }
        return patterns;
    }

    private static List<PathPattern> parsed(List<String> patterns) {
        return patterns.stream().map(PathPattern::parse).toList();
    }

    private static RequestPath served(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setServletPath(path);
        return RequestPath.of(request, new ServedResources());
    }

    /** Another spelling of the same path, by RFC 3986, section 5.2.4, and Servlet 6.0, section 3.5.2. */
    private static String respelt(String normalized, Random random) {
        List<String> slashes = List.of("/", "//", "/./", "/x/../", "/;v=1/", "/x/y/../../", "/./x;y/..;z/");
        List<String> endings = List.of("", "/", "/.", ";jsessionid=1", "/x/..", "//", "/;.css");
        StringBuilder respelt = new StringBuilder();
        for (String segment : normalized.substring(1).split("/", -1)) {
            respelt.append(slashes.get(random.nextInt(slashes.size()))).append(segment);
        }
        return respelt + endings.get(random.nextInt(endings.size()));
    }

    /** A path that is not rejected has no encoded separators. */
    private static void assertThatNoSeparatorIsEncoded(String requestUri) {
        if (!RequestPath.isAmbiguous(requestUri)) {
            String decoded = ServletMapping.decoded(requestUri);
            assertThat(decoded).doesNotContain("\\", "..;");
            assertThat(count(decoded, '/')).isEqualTo(count(requestUri, '/'));
            assertThat(count(decoded, '\0')).isEqualTo(count(requestUri, '\0'));
        }
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
