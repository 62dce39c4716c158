package org.authfilter.it;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ways to spell one path so that who guards it and who serves it may understand it differently. */
final class PathSpellings {

    private PathSpellings() {}

    /**
     * Request targets; the first is the plain one.
     *
     * @param context such as {@code /shop}
     * @param path such as {@code /secret}
     */
    static List<String> of(String context, String path) {
        return Stream.of(
                        Stream.of(context + path),
                        around(path).map(spelling -> context + spelling),
                        contexts(context).map(spelling -> spelling + path),
                        absolute(context, path))
                .flatMap(spellings -> spellings)
                .toList();
    }

    private static Stream<String> around(String path) {
        return Stream.of(parameters(path), segments(path), climbing(path), endings(path), letters(path))
                .flatMap(spellings -> spellings);
    }

    private static Stream<String> parameters(String path) {
        return Stream.of(
                path + ";",
                path + ";jsessionid=0",
                path + ";x=/public",
                path + ";/public/x",
                path + ";.css",
                path + ";x.css",
                path + "%3b.css",
                path + "%3B/public/x.css",
                ";x" + path,
                ";/public" + path,
                "/;" + path,
                "/;x=/public" + path,
                "/.;x" + path,
                "/public;" + path,
                path + "?/public/",
                path + "?x=.css",
                path + "?;/public/x",
                path + "#/public/x",
                path + "#.css");
    }

    private static Stream<String> segments(String path) {
        return Stream.of(
                "/" + path,
                "//" + path,
                "///public/.." + path,
                "/." + path,
                "/./." + path,
                "/%2e" + path,
                "/%2E/" + path,
                "/%2f" + path,
                "%2f" + path.substring(1),
                "%2F%2F" + path.substring(1),
                "%5c" + path.substring(1),
                "/%5c" + path,
                "\\" + path.substring(1),
                "/\\" + path.substring(1),
                "/ " + path,
                "/%20" + path,
                "/%09" + path,
                "/%00" + path);
    }

    private static Stream<String> climbing(String path) {
        return Stream.of(
                "/public/.." + path,
                "/public/x/../.." + path,
                "/public/x.css/../.." + path,
                "/x.css/.." + path,
                "/public//.." + path,
                "/public/./.." + path,
                "/public;/.." + path,
                "/public;x=y/.." + path,
                "/public/%2e%2e" + path,
                "/public/%2E%2E" + path,
                "/public/.%2e" + path,
                "/public/%2e." + path,
                "/public/%252e%252e" + path,
                "/public/%25252e%25252e" + path,
                "/public/..;" + path,
                "/public/..;x=y" + path,
                "/public/..;/" + path,
                "/public/%2e%2e;" + path,
                "/public/..%3b" + path,
                "/public/..%2f" + path.substring(1),
                "/public/..%252f" + path.substring(1),
                "/public/..%5c" + path.substring(1),
                "/public/..\\" + path.substring(1),
                "/public\\.." + path,
                "/public/..%00" + path,
                "/public/..%20" + path,
                "/public/..%09" + path,
                "/public/..." + path,
                "/public%2f.." + path,
                "/public%2f%2e%2e" + path,
                "/public/%c0%ae%c0%ae" + path,
                "/public/%e0%80%ae%e0%80%ae" + path,
                "/public/..%c0%af" + path.substring(1),
                "/public/..%ef%bc%8f" + path.substring(1),
                "/public/%ef%bc%8e%ef%bc%8e" + path,
                "/public/%uff0e%uff0e" + path,
                "/public/%u002e%u002e" + path,
                "/auth/.." + path,
                "/auth/signin/../.." + path,
                "/auth/client.js/../.." + path,
                "/auth/%2e%2e" + path,
                "/auth;/.." + path,
                "/../.." + path,
                "/.." + path);
    }

    private static Stream<String> endings(String path) {
        return Stream.of(
                path + "/",
                path + "//",
                path + "/.",
                path + "/./",
                path + "/x/..",
                path + "/x.css/..",
                path + "/public/..",
                path + "/..;/public/x",
                path + "/../public/..%2f" + path.substring(1),
                path + ".",
                path + "%2e",
                path + "%20",
                path + "%09",
                path + "%0a",
                path + "%0d%0a",
                path + "%00",
                path + "%00.css",
                path + "%01.css",
                path + "%2f",
                path + "%5c",
                path + "\\",
                path + "%5cx.css",
                path + "%2fx.css",
                path + "/x.css",
                path + "/.css",
                path + "/.css/",
                path + "/x/y.css",
                path + "/public/x.css",
                path + ".css",
                path + "~",
                path + "%7e",
                path + "*",
                path + "::$DATA",
                path + "/.jsp",
                path + "%2ejsp",
                path + ".jsp");
    }

    private static Stream<String> letters(String path) {
        String name = path.substring(1);
        char first = name.charAt(0);
        String rest = name.substring(1);
        return Stream.of(
                path.toUpperCase(Locale.ROOT),
                "/" + Character.toUpperCase(first) + rest,
                "/" + hex(first) + rest,
                "/%25" + hex(first).substring(1) + rest,
                "/" + name.chars().mapToObj(c -> hex((char) c)).collect(Collectors.joining()),
                hex('/') + name,
                "/%u00" + hex(first).substring(1) + rest,
                "/%c1%" + Integer.toHexString(0x80 | (first & 0x3f)) + rest,
                "/" + fullwidth(first) + rest,
                "/\u00e9" + name,
                "/%e9" + name,
                "/%ff" + name,
                "/%" + name,
                "/%zz" + name,
                "/" + first + "%cc%81" + rest,
                "/" + first + "%e2%80%8b" + rest,
                "/" + first + "%c2%ad" + rest);
    }

    private static Stream<String> contexts(String context) {
        return Stream.of(
                "/" + context,
                "/." + context,
                "/x/.." + context,
                context + "/.." + context,
                context + ";x",
                context + "/.",
                "/%2e" + context,
                "/%2e%2e" + context,
                "/" + hex(context.charAt(1)) + context.substring(2),
                context.toUpperCase(Locale.ROOT),
                "/..;" + context,
                context + "%20",
                context + "%00");
    }

    private static Stream<String> absolute(String context, String path) {
        return Stream.of(
                "http://" + RawRequest.host() + context + path,
                "HTTP://" + RawRequest.host() + context + path,
                "https://" + RawRequest.host() + context + path,
                "http://evil.example" + context + path,
                "http://evil.example/public/.." + context + path,
                "http://user@evil.example" + context + path,
                "http://" + RawRequest.host() + context + "/public/.." + path,
                "http://" + RawRequest.host() + context + "/public/..;" + path,
                "http:" + context + path,
                "file://" + context + path,
                context.substring(1) + path,
                "?" + context + path,
                "*" + context + path);
    }

    private static String hex(char c) {
        return "%" + Integer.toHexString(c);
    }

    private static String fullwidth(char ascii) {
        int wide = ascii + 0xfee0;
        return "%" + Integer.toHexString(0xe0 | (wide >> 12))
                + "%" + Integer.toHexString(0x80 | ((wide >> 6) & 0x3f))
                + "%" + Integer.toHexString(0x80 | (wide & 0x3f));
    }
}
