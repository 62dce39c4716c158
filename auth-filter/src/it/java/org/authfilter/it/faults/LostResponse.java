package org.authfilter.it.faults;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Arrays;

/** Loses a response of the issuer after the issuer has processed the request: WireMock ignores a fault of a stub that proxies. */
final class LostResponse implements ResponseTransformerV2 {

    static final String NAME = "lost-response";
    /** The parameter of a stub, {@link #RESET} or {@link #TRUNCATED}. */
    static final String HOW = "how";

    static final String RESET = "reset";
    static final String TRUNCATED = "truncated";

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        Response.Builder lost = Response.Builder.like(response).but();
        if (event.getTransformerParameters().getString(HOW).equals(RESET)) {
            return lost.fault(Fault.CONNECTION_RESET_BY_PEER).build();
        }
        byte[] body = response.getBody();
        return lost.body(Arrays.copyOf(body, body.length / 2))
                .headers(response.getHeaders().plus(new HttpHeader("Content-Length", String.valueOf(body.length))))
                .build();
    }
}
