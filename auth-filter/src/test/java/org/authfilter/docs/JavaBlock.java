package org.authfilter.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java for applications: a class, members of one, or statements. What it needs of an application is there. */
final class JavaBlock {

    private static final Pattern TYPE =
            Pattern.compile("^(?:public )?(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern MEMBER = Pattern.compile("^(@|[\\w<>. ]+\\([^)]*\\) \\{$)", Pattern.MULTILINE);

    private static final String IMPORTS = Stream.of(
                    "jakarta.enterprise.context.*",
                    "jakarta.enterprise.event.*",
                    "jakarta.inject.*",
                    "jakarta.servlet.AsyncContext",
                    "jakarta.servlet.annotation.*",
                    "jakarta.servlet.http.*",
                    "jakarta.ws.rs.*",
                    "jakarta.ws.rs.client.*",
                    "java.io.*",
                    "java.net.*",
                    "java.net.http.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.concurrent.*",
                    "java.util.function.*",
                    "org.authfilter.*",
                    "org.authfilter.event.*",
                    "org.authfilter.spi.*",
                    "org.authfilter.testkit.*",
                    "org.eclipse.microprofile.rest.client.inject.*",
                    "org.junit.jupiter.api.*",
                    "static org.junit.jupiter.api.Assertions.*")
            .map(name -> "import " + name + ";\n")
            .collect(Collectors.joining());

    private static final String APPLICATION = """
            import java.util.*;
            record Order(String id) {}
            class SharedMaps {
                static <V> Map<String, V> named(String name) { return new HashMap<>(); }
            }
            abstract class Code {
                org.authfilter.AuthSession session;
                java.util.concurrent.ExecutorService executor;
                Remote orders;
                interface Remote { List<Order> all(); }
            }
            """;

    private JavaBlock() {}

    static void compile(String block) throws IOException {
        Matcher type = TYPE.matcher(block);
        if (type.find()) {
            compile(type.group(1), block.contains("import ") ? block : IMPORTS + block, block);
        } else if (MEMBER.matcher(block).find()) {
            compile("Members", IMPORTS + "class Members extends Code {\n" + block + "\n}", block);
        } else {
            compile(
                    "Steps",
                    IMPORTS + "class Steps extends Code { void run() throws Exception {\n" + block + "\n}}",
                    block);
        }
    }

    private static void compile(String name, String source, String block) throws IOException {
        StringWriter messages = new StringWriter();
        Path classes = Files.createDirectories(Path.of("target", "blocks"));
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString());
        List<Source> sources = List.of(new Source(name, source), new Source("Application", APPLICATION));
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, sources)
                .call()) {
            throw new AssertionError("This does not compile:\n" + block + "\n" + messages);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
