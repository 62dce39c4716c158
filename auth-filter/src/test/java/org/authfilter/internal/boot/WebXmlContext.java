package org.authfilter.internal.boot;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockServletContext;

/** A servlet context with a {@code web.xml}. */
class WebXmlContext extends MockServletContext {

    private final String webXml;

    WebXmlContext(String webXml) {
        this.webXml = webXml;
    }

    /** The same in the namespace of Jakarta EE 10. */
    static WebXmlContext ofElements(String elements) {
        return new WebXmlContext(
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + elements + "</web-app>");
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String path) {
        return path.equals("/WEB-INF/web.xml")
                ? new ByteArrayInputStream(webXml.getBytes(StandardCharsets.UTF_8))
                : super.getResourceAsStream(path);
    }
}
