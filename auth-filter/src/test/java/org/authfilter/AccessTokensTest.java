package org.authfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    @Test
    void a_request_is_not_authorized_where_there_is_no_token() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1/"));

        assertThatThrownBy(() -> AccessTokens.authorize(request)).isInstanceOf(AccessTokenUnavailableException.class);
        assertThat(request.build().headers().map()).isEmpty();
    }
}
