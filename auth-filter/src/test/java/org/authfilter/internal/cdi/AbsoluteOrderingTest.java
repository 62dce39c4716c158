package org.authfilter.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.authfilter.internal.boot.LogRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsoluteOrderingTest {

    private static final String US = "auth_filter";

    private final LogRecords log = new LogRecords();

    @TempDir
    private Path webInf;

    private URL jar;

    @BeforeEach
    void create() throws IOException {
        jar = webInf.resolve("lib/auth-filter.jar").toUri().toURL();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'',                                                                            false",
        "<absolute-ordering/>,                                                          true",
        "<absolute-ordering><name>other</name></absolute-ordering>,                     true",
        "<absolute-ordering><name>other</name><others/></absolute-ordering>,            false",
        "<absolute-ordering><name> auth_filter </name></absolute-ordering>,            false",
        "<name>auth_filter</name><absolute-ordering><name>x</name></absolute-ordering>, true",
        "<!-- <absolute-ordering/> -->,                                                 false",
    })
    void an_ordering_leaves_out_fragments_that_it_does_not_name(String elements, boolean isLeftOut) throws IOException {
        write("<web-app>" + elements + "</web-app>");

        assertThat(AbsoluteOrdering.around(jar).leavesOut(US)).isEqualTo(isLeftOut);
        assertThat(log.text()).isEmpty();
    }

    @Test
    void an_old_web_xml_with_a_DOCTYPE_is_read_and_nothing_is_fetched() throws IOException {
        write("""
                <?xml version="1.0"?>
                <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN"
                    "http://127.0.0.1:1/dtd/web-app_2_3.dtd">
                <web-app><absolute-ordering/></web-app>""");

        assertThat(AbsoluteOrdering.around(jar).leavesOut(US)).isTrue();
    }

    @Test
    void a_WAR_without_a_web_xml_leaves_nothing_out() throws IOException {
        assertThat(AbsoluteOrdering.around(jar).leavesOut(US)).isFalse();
        assertThat(log.text()).isEmpty();
    }

    @Test
    void an_unreadable_web_xml_causes_a_warning() throws IOException {
        write("<web-app><absolute-ordering>");

        assertThat(AbsoluteOrdering.around(jar).leavesOut(US)).isFalse();
        assertThat(log.text()).contains("<absolute-ordering>", "<name>auth_filter</name>", "XMLStreamException");
    }

    @Test
    void a_jar_outside_of_a_WAR_causes_a_warning() throws IOException {
        assertThat(AbsoluteOrdering.around(URI.create("jar:" + jar + "!/").toURL())
                        .leavesOut(US))
                .isFalse();
        assertThat(log.text()).contains("<absolute-ordering>", "<name>auth_filter</name>");
    }

    private void write(String webXml) throws IOException {
        Files.writeString(webInf.resolve("web.xml"), webXml);
    }
}
