package org.authfilter.internal.provider.oidc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parameters as {@code application/x-www-form-urlencoded} (RFC 6749, appendix B), and the headers that go with them. */
record Form(List<Param> params, Map<String, String> headers) {

    /** One parameter; a name may occur several times. */
    record Param(String name, String value) {

        /** The name only. */
        @Override
        public String toString() {
            return name;
        }
    }

    static Form empty() {
        return new Form(List.of(), Map.of("Accept", "application/json"));
    }

    Form with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        List<Param> more = new ArrayList<>(params);
        more.add(new Param(name, value));
        return new Form(more, headers);
    }

    Form withEach(String name, List<String> values) {
        Form form = this;
        for (String value : values) {
            form = form.with(name, value);
        }
        return form;
    }

    Form withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Form(params, more);
    }

    String encoded() {
        return params.stream()
                .map(param -> encode(param.name()) + "=" + encode(param.value()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Names only: the values may be secret. */
    @Override
    public String toString() {
        return "Form" + params;
    }
}
