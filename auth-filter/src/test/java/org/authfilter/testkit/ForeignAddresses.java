package org.authfilter.testkit;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Spellings of addresses that may lead a browser out of an application (open redirect, CWE-601), or whose meaning is
 * uncertain. None of them may ever come back in a {@code Location}.
 */
public final class ForeignAddresses {

    private ForeignAddresses() {}

    /**
     * More than 100 spellings.
     *
     * @param application the application's root, such as {@code https://www.example/shop}; with a path, and no slash at
     *     the end
     */
    public static List<String> outside(URI application) {
        String origin = application.getScheme() + "://" + application.getRawAuthority();
        return Stream.of(
                        paths(application.getRawPath()),
                        encoded(application.getRawPath()),
                        controls(application.getRawPath()),
                        origins(application, origin, application.getRawPath()),
                        schemes(application, application.getRawPath()))
                .flatMap(spellings -> spellings)
                .toList();
    }

    private static Stream<String> paths(String root) {
        return Stream.of(
                "",
                " ",
                "orders",
                "?a=b",
                "#part",
                ".",
                "..",
                "/",
                "/other",
                root + "ping",
                root.toUpperCase(Locale.ROOT) + "/",
                "//evil.example",
                "//evil.example" + root + "/",
                "///evil.example",
                "////evil.example" + root,
                "/\\evil.example",
                "/\\/evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "\\/\\/evil.example",
                "//\\evil.example",
                root + "\\..\\..\\evil",
                root + "/\\evil.example",
                root + "//evil.example",
                root + "/../other",
                root + "/../..//evil.example",
                root + "/./x",
                root + "/..",
                root + "/x/..",
                root + "/..;/other",
                root + "/..;x=y/other",
                "/." + root + "/",
                "/.." + root + "/",
                "/;" + root + "/",
                root + "/" + "x".repeat(2000),
                root + "/" + "\u00fc".repeat(500));
    }

    private static Stream<String> encoded(String root) {
        return Stream.of(
                root + "/%2e%2e/other",
                root + "/%2E%2E/other",
                root + "/.%2e/other",
                root + "/%252e%252e/other",
                root + "/%25252e%25252e/other",
                root + "/%2525252525252e%2e/other",
                "/%2fevil.example",
                "/%2f%2fevil.example",
                "/%252fevil.example",
                root + "/%2f%2fevil.example",
                root + "/%2fevil.example",
                root + "%2f%2fevil.example",
                root + "%2fevil.example",
                root + "/%5cevil.example",
                root + "/%255cevil.example",
                "/%5cevil.example",
                "/%5c%5cevil.example",
                "%2f%2fevil.example",
                "%5c%5cevil.example",
                "%68ttps://evil.example",
                "https%3a//evil.example",
                "https%3A%2F%2Fevil.example",
                root + "/%",
                root + "/%2",
                root + "/%zz",
                root + "/%u002f%u002fevil.example",
                root + "/%c0%af%c0%afevil.example",
                root + "/%c0%ae%c0%ae/other",
                root + "/%FC",
                root + "/x?q=%");
    }

    private static Stream<String> controls(String root) {
        return Stream.of(
                root + "/\r\nSet-Cookie: a=b",
                root + "/\nLocation: https://evil.example",
                root + "/%0d%0aSet-Cookie:a=b",
                root + "/%0aLocation:%20https://evil.example",
                root + "/%250d%250a",
                root + "/\tx",
                "/\t/evil.example",
                "/\n/evil.example",
                "\t//evil.example",
                "\u0000//evil.example",
                root + "/%09x",
                root + "/%C2%85",
                root + "/%00",
                root + "/\u0000",
                root + "/\u007f",
                root + "/\u0085",
                " //evil.example",
                "\u00a0//evil.example",
                "\u2028//evil.example",
                "\ufeff//evil.example",
                "\uff0f\uff0fevil.example",
                "/\u2215/evil.example",
                "\u3002evil.example");
    }

    private static Stream<String> origins(URI application, String origin, String root) {
        String host = application.getHost();
        String scheme = application.getScheme();
        String otherScheme = scheme.equals("https") ? "http" : "https";
        return Stream.of(
                "https://evil.example" + root + "/",
                "HTTPS://EVIL.EXAMPLE" + root + "/",
                otherScheme + "://" + application.getRawAuthority() + root + "/",
                scheme + "://" + host + ":1" + root + "/",
                scheme + "://" + host + ":99999" + root + "/",
                scheme + "://" + host + ":x" + root + "/",
                scheme + "://" + host + ".evil.example" + root + "/",
                scheme + "://evil" + host + root + "/",
                origin + "@evil.example" + root + "/",
                origin + ":x@evil.example" + root + "/",
                scheme + "://evil.example@" + application.getRawAuthority() + root + "/",
                scheme + "://user:password@" + application.getRawAuthority() + root + "/",
                origin + "\\@evil.example" + root + "/",
                origin + "#@evil.example" + root + "/",
                origin + "?@evil.example" + root + "/",
                origin + "%40evil.example" + root + "/",
                origin + "%2f@evil.example" + root + "/",
                origin + "/other",
                origin,
                origin + "//evil.example",
                origin + root + "/../other",
                scheme + "://[::1]" + root + "/",
                scheme + "://[::ffff:127.0.0.1]" + root + "/",
                scheme + "://0x7f000001" + root + "/",
                scheme + "://2130706433" + root + "/",
                scheme + "://" + host.replace(".", "%2e") + "." + root + "/",
                scheme + "://" + (char) (host.charAt(0) + 0xfee0) + host.substring(1) + root + "/",
                scheme + "://" + host + "\u3002evil.example" + root + "/",
                " " + origin + root + "/",
                "\n" + origin + root + "/");
    }

    private static Stream<String> schemes(URI application, String root) {
        return Stream.of(
                "https:/evil.example",
                "https:evil.example",
                "https:///evil.example",
                "https:\\\\evil.example",
                "https:/\\evil.example",
                "http:evil.example",
                ":evil.example",
                "://evil.example",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)//" + application.getRawAuthority() + root + "/",
                "java\tscript:alert(1)",
                "javascript://" + application.getRawAuthority() + root + "/%0aalert(1)",
                "data:text/html,x",
                "data://" + application.getRawAuthority() + root + "/",
                "vbscript:x",
                "file://" + root + "/x",
                "blob:" + application,
                "about:blank",
                "mailto:x@evil.example",
                "intent://evil.example#Intent;end",
                "ftp://" + application.getRawAuthority() + root + "/",
                "ws://" + application.getRawAuthority() + root + "/",
                "view-source:" + application);
    }
}
