package org.authfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallbackUrlTest {

    private static final Origin HERE = Origin.of("https", "www.example", 443);
    private static final String ROOT = "/shop";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/shop                                    | /shop",
                "/shop/                                   | /shop/",
                "/shop/orders                             | /shop/orders",
                "/shop/orders?page=2&sort=a               | /shop/orders?page=2&sort=a",
                "/shop/orders?next=https://evil.example/  | /shop/orders?next=https://evil.example/",
                "/shop/orders?next=//evil.example         | /shop/orders?next=//evil.example",
                "/shop/orders?q=..%2f..%2f                | /shop/orders?q=..%2f..%2f",
                "/shop/orders#part                        | /shop/orders",
                "https://www.example/shop/orders?a=b      | /shop/orders?a=b",
                "https://www.example:443/shop/            | /shop/",
                "HTTPS://WWW.EXAMPLE/shop/                | /shop/",
                "/shop/a b                                | /shop/a%20b",
                "/shop/a%20b                              | /shop/a%20b",
                "/shop/grüße                              | /shop/gr%C3%BC%C3%9Fe",
                "/shop/x?q=a\"b<c>                        | /shop/x?q=a%22b%3Cc%3E",
                "/shop/x?list=a,b;c                       | /shop/x?list=a,b;c",
                "/shop/x?q=a[0]=1                         | /shop/x?q=a%5B0%5D=1",
                "/shop/gr%C3%BC%C3%9Fe                    | /shop/gr%C3%BC%C3%9Fe",
                "/shop/%E6%97%A5%E6%9C%AC                 | /shop/%E6%97%A5%E6%9C%AC",
                "/shop/日本                               | /shop/%E6%97%A5%E6%9C%AC",
                "/shop/／evil.example                     | /shop/%EF%BC%8Fevil.example",
                "/shop/user@host                          | /shop/user@host",
                "/shop/a.b/..c/d..                        | /shop/a.b/..c/d..",
            })
    void a_path_inside_the_application_is_accepted(String given, String accepted) {
        assertThat(CallbackUrl.accept(given, ROOT, HERE)).contains(accepted);
    }

    @ParameterizedTest(name = "row {index}")
    @MethodSource("elsewhere")
    void whatever_may_lead_elsewhere_counts_as_absent(String given) {
        assertThat(CallbackUrl.accept(given, ROOT, HERE)).isEmpty();
    }

    static Stream<String> elsewhere() {
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
                "/shopping",
                "/SHOP/",
                "//evil.example",
                "//evil.example/shop/",
                "///evil.example",
                "////evil.example/shop",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/shop\\..\\..\\evil",
                "/shop/\\evil.example",
                "/shop//evil.example",
                "/shop/../other",
                "/shop/./x",
                "/shop/..",
                "/shop/x/..",
                "/shop/..;/other",
                "/shop/%2e%2e/other",
                "/shop/%2E%2E/other",
                "/shop/.%2e/other",
                "/shop/%252e%252e/other",
                "/shop/%25252e%25252e/other",
                "/%2fevil.example",
                "/%2f%2fevil.example",
                "/shop/%2f%2fevil.example",
                "/shop/%2fevil.example",
                "/shop%2f%2fevil.example",
                "/shop/%5cevil.example",
                "/shop/%255cevil.example",
                "%2f%2fevil.example",
                "/shop/%",
                "/shop/%2",
                "/shop/%zz",
                "/shop/x?q=%",
                "/shop/\r\nSet-Cookie: a=b",
                "/shop/%0d%0aSet-Cookie:a=b",
                "/shop/%250d%250a",
                "/shop/\tx",
                "/\t/evil.example",
                "/shop/%09x",
                "/shop/%C2%85",
                "/shop/%c0%af%c0%afevil.example",
                "/shop/%c0%ae%c0%ae/other",
                "/shop/%FC",
                "/shop/%00",
                "/shop/\u0000",
                "/shop/\u007f",
                "/shop/\u0085",
                "http://www.example/shop/",
                "https://www.example:8443/shop/",
                "https://evil.example/shop/",
                "https://www.example.evil.example/shop/",
                "https://www.example@evil.example/shop/",
                "https://evil.example@www.example/shop/",
                "https://www.example\\@evil.example/shop/",
                "https://www.example/other",
                "https://www.example",
                "https://www.example//evil.example",
                "https:/evil.example",
                "https:evil.example",
                "https:///evil.example",
                "https://[::1]/shop/",
                "https://127.0.0.1/shop/",
                "https://www%2eexample/shop/",
                "https://wwwｅxample/shop/",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)//www.example/shop/",
                "data:text/html,x",
                "vbscript:x",
                "file:///shop/x",
                "ftp://www.example/shop/",
                " https://www.example/shop/",
                "\nhttps://www.example/shop/",
                "/shop/" + "x".repeat(2000),
                "/shop/" + "ü".repeat(500));
    }

    @Test
    void below_the_servers_root_every_plain_path_is_inside() {
        assertThat(CallbackUrl.accept("/any/path", "", HERE)).contains("/any/path");
        assertThat(CallbackUrl.accept("/", "", HERE)).contains("/");
        assertThat(CallbackUrl.accept("https://www.example", "", HERE)).contains("/");
        assertThat(CallbackUrl.accept("//evil.example", "", HERE)).isEmpty();
    }
}
