package org.authfilter.internal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.authfilter.internal.common.HostAndPort;

/** Converts configured texts. Each method throws {@link IllegalArgumentException} with the remedy. */
final class Converters {

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Pattern BUNDLE = Pattern.compile("[\\w$-]+(\\.(?!properties$)[\\w$-]+)*");
    private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])*)+");

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> RESERVED_HEADERS =
            Set.of("accept", "connection", "content-length", "content-type", "expect", "host", "upgrade");
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final int MAX_PORT = 65_535;

    private Converters() {}

    /** Whether the value is {@code yes}; the only other one is {@code no}. */
    static boolean either(String yes, String no, String value) {
        if (value.equals(yes) || value.equals(no)) {
            return value.equals(yes);
        }
        throw new IllegalArgumentException("write " + yes + " or " + no);
    }

    static Duration positiveDuration(String value) {
        Duration duration = duration(value);
        if (duration.isZero()) {
            throw new IllegalArgumentException("write a duration above zero, such as 60s");
        }
        return duration;
    }

    static Duration duration(String value) {
        return durationUpTo(LONGEST, value);
    }

    static Duration durationUpTo(Duration longest, String value) {
        Duration duration = parseDuration(value);
        if (duration.isNegative() || duration.compareTo(longest) > 0) {
            throw new IllegalArgumentException("write a duration from 0s to " + shortForm(longest));
        }
        return duration;
    }

    private static String shortForm(Duration duration) {
        return duration.toDaysPart() > 0 ? duration.toDays() + "d" : duration.toMinutes() + "m";
    }

    private static Duration parseDuration(String value) {
        Matcher shortForm = SHORT_DURATION.matcher(value);
        try {
            if (!shortForm.matches()) {
                return Duration.parse(value);
            }
        } catch (DateTimeException notIso) {
            throw new IllegalArgumentException("write a duration such as 60s, 5m, 1h, 30d or PT1M", notIso);
        }
        long amount = Long.parseLong(shortForm.group(1));
        return switch (shortForm.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    static int positiveInt(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("write a whole number above zero", notANumber);
        }
        throw new IllegalArgumentException("write a whole number above zero");
    }

    static String path(String value) {
        if (PATH.matcher(value).matches() && !value.contains("/.")) {
            return value;
        }
        throw new IllegalArgumentException("write a path inside the application, such as /auth");
    }

    /** The base name of a bundle, with points as in the name of a class. */
    static String bundleName(String value) {
        if (BUNDLE.matcher(value).matches()) {
            return value;
        }
        throw new IllegalArgumentException(
                "write the base name of a ResourceBundle, without a language and .properties, such as org.shop.Messages");
    }

    static List<String> list(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    static List<String> fields(String value) {
        List<String> fields = list(value);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("name at least one field, such as email,password");
        }
        return fields;
    }

    /** An address that this server calls. With https its host has no underscore, because no certificate has one. */
    static URI url(String value) {
        URI url = webAddress(value, any -> true);
        if (url.getHost() == null && "https".equals(url.getScheme())) {
            throw new IllegalArgumentException(
                    "write a host without an underscore, which no certificate can name, or an http address");
        }
        return url;
    }

    private static URI webAddress(String value, Predicate<URI> isAllowed) {
        try {
            URI uri = new URI(value);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean valid = HostAndPort.of(uri)
                    .filter(address -> address.port() <= MAX_PORT)
                    .isPresent();
            if (web && valid && uri.getRawFragment() == null && isAllowed.test(uri)) {
                return uri;
            }
        } catch (URISyntaxException notAUri) {
            throw new IllegalArgumentException("write an address such as https://issuer.example/token", notAUri);
        }
        throw new IllegalArgumentException(
                "write an absolute http or https address without user info or fragment, such as https://issuer.example/token");
    }

    /** Origins (RFC 6454): exact ones, since the responses to requests with cookies allow no wildcard. */
    static List<URI> origins(String value) {
        return list(value).stream().map(Converters::origin).toList();
    }

    private static URI origin(String value) {
        try {
            return webAddress(value, uri -> uri.getRawPath().isEmpty() && uri.getRawQuery() == null);
        } catch (IllegalArgumentException notAnOrigin) {
            throw new IllegalArgumentException(
                    "write exact origins without a path, such as https://app.example, separated by commas",
                    notAnOrigin);
        }
    }

    static URI baseUrl(String value) {
        URI uri = webAddress(value.endsWith("/") ? value.substring(0, value.length() - 1) : value, any -> true);
        boolean plain = !uri.getRawPath().endsWith("/") && !uri.getRawPath().contains("//");
        if (uri.getRawQuery() != null || !plain) {
            throw new IllegalArgumentException("write the application's root only, such as https://www.example/shop");
        }
        return uri;
    }

    /**
     * Requires the name of a header that the HTTP client does not set by itself (RFC 9110, section 5.1).
     *
     * @throws IllegalArgumentException with the remedy
     */
    static void requireHeaderName(String value) {
        if (!HEADER.matcher(value).matches() || RESERVED_HEADERS.contains(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("write the name of a header that may be set, such as X-Refresh-Token");
        }
    }

    static String pointer(String value) {
        if (POINTER.matcher(value).matches()) {
            return value;
        }
        throw new IllegalArgumentException("write a JSON pointer (RFC 6901) such as /accessToken");
    }

    /** JSON pointers; {@code ""} in quotation marks is the pointer to the whole document. */
    static List<String> pointers(String value) {
        return fields(value).stream()
                .map(item -> item.equals("\"\"") ? "" : pointer(item))
                .toList();
    }

    /** Names and values, written as in a query. */
    static Map<String, String> params(String value) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String pair : value.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("write NAME=VALUE, several joined by &, such as client_id=shop");
            }
            params.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return Collections.unmodifiableMap(params);
    }

    /** Decodes a name or a value as in a query. The JDK's own message would show a part of it, which may be a secret. */
    static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.strip(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notAnEscape) {
            throw new IllegalArgumentException("write a percent sign as %25");
        }
    }

    /** A constant by its wire name: {@code EPOCH_MILLIS} is written {@code epoch-millis}. */
    static <E extends Enum<E>> E choice(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> wireName(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("write one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Converters::wireName)
                                .collect(Collectors.joining(", "))));
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
