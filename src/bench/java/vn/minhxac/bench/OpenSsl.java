package vn.minhxac.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The floor: how fast OpenSSL signs with ECDSA on P-256 here and now, one thread. */
final class OpenSsl {

    private static final int SECONDS = 2;
    /** Doing 256 bits sign ecdsa's for 2s: 53210 256 bits ECDSA signs in 1.97s */
    private static final Pattern ANSWER = Pattern.compile("sign ecdsa's for \\d+s: (\\d+) .* in ([0-9.]+)s");

    private OpenSsl() {
    }

    /** Signs for two seconds (then verifies for two, which does not count); the processor time is as OpenSSL counts it. */
    static Window signatures() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of("openssl", "speed", "-seconds", Integer.toString(SECONDS), "ecdsap256"))
                .redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IOException("openssl speed failed");
        }
        Matcher line = ANSWER.matcher(out);
        if (!line.find()) {
            throw new IOException("openssl speed answered in an unknown form");
        }
        return new Window(Long.parseLong(line.group(1)), Double.parseDouble(line.group(2)), SECONDS);
    }
}
