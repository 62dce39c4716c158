package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.authfilter.testkit.ForeignAddresses;
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
                "/shop/orders;v=1/items;a=b;c             | /shop/orders;v=1/items;a=b;c",
            })
    void a_path_inside_the_application_is_accepted(String given, String accepted) {
        assertThat(CallbackUrl.parse(given, ROOT, HERE)).contains(accepted);
    }

    @ParameterizedTest(name = "row {index}")
    @MethodSource("elsewhere")
    void a_value_that_may_lead_elsewhere_counts_as_absent(String given) {
        assertThat(CallbackUrl.parse(given, ROOT, HERE)).isEmpty();
    }

    static List<String> elsewhere() {
        return ForeignAddresses.outside(URI.create("https://www.example/shop"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/gr%C3%BC%C3%9Fe/orders, /gr%C3%BC%C3%9Fe/orders",
        "/gr%c3%bc%c3%9fe/orders, /gr%c3%bc%c3%9fe/orders",
        "/grüße/orders,           /gr%C3%BC%C3%9Fe/orders",
        "/grüße,                  /gr%C3%BC%C3%9Fe",
        "/grüß/orders,            ",
        "/gr%25C3%25BC/orders,    ",
        "/gr%C3%BC%C3%9Fe%2forders, ",
    })
    void the_characters_of_the_root_may_be_encoded_or_not(String given, String accepted) {
        assertThat(CallbackUrl.parse(given, "/gr%C3%BC%C3%9Fe", HERE)).isEqualTo(Optional.ofNullable(accepted));
    }

    @Test
    void below_the_servers_root_every_plain_path_is_inside() {
        assertThat(CallbackUrl.parse("/any/path", "", HERE)).contains("/any/path");
        assertThat(CallbackUrl.parse("/", "", HERE)).contains("/");
        assertThat(CallbackUrl.parse("https://www.example", "", HERE)).contains("/");
        assertThat(CallbackUrl.parse("//evil.example", "", HERE)).isEmpty();
    }
}
