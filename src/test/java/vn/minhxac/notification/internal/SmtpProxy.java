package vn.minhxac.notification.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Stands between our mailer and a mail server, line by line, and does what networks and mail servers do to mail. */
final class SmtpProxy implements AutoCloseable {

    /** What the client said, in order, without its arguments; {@code TLS} where the line became encrypted. */
    final List<String> heard = new CopyOnWriteArrayList<>();
    /** Addresses that are not taken, and the answer they get. */
    final Map<String, String> refusals = new ConcurrentHashMap<>();
    /** Once: the mail is taken, and the line breaks before the client hears of it. */
    volatile boolean loseNextAnswer;

    private final int upstream;
    private final SSLContext tls;
    private final int port;
    private volatile ServerSocket listening;

    /** @param tls what STARTTLS is offered with, or null */
    SmtpProxy(int upstream, SSLContext tls) throws IOException {
        this.upstream = upstream;
        this.tls = tls;
        try (var any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        up();
    }

    int port() {
        return port;
    }

    void up() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening = socket;
        Thread acceptor = new Thread(() -> accept(socket), "smtp-proxy");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** From now on connections are refused. */
    void down() throws IOException {
        listening.close();
    }

    @Override
    public void close() throws IOException {
        down();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept(); Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
                converse(client, server);
            } catch (IOException e) {
                // the line broke, or the test is over
            }
        }
    }

    private void converse(Socket plain, Socket server) throws IOException {
        Socket client = plain;
        say(client.getOutputStream(), reply(server.getInputStream()));
        for (String line = line(client.getInputStream()); line != null; line = line(client.getInputStream())) {
            String verb = line.split("[ \r\n]")[0].toUpperCase(Locale.ROOT);
            heard.add(verb);
            if (verb.equals("STARTTLS") && tls != null) {
                say(client.getOutputStream(), "220 ready\r\n");
                client = encrypted(client);
                heard.add("TLS");
                continue;
            }
            String to = line;
            var refusal = refusals.entrySet().stream().filter(entry -> verb.equals("RCPT") && to.contains("<" + entry.getKey() + ">")).findFirst();
            if (refusal.isPresent()) {
                say(client.getOutputStream(), refusal.get().getValue() + "\r\n");
                continue;
            }
            say(server.getOutputStream(), line);
            String answer = reply(server.getInputStream());
            if (verb.equals("EHLO") && tls != null && client == plain) {
                answer = answer.replaceFirst("250[ -]", "250-").replaceFirst("\r\n", "\r\n250-STARTTLS\r\n").replaceFirst("250-([^\r]*\r\n)$", "250 $1");
            }
            say(client.getOutputStream(), answer);
            if (verb.equals("DATA") && answer.startsWith("354")) {
                for (String body = line(client.getInputStream()); body != null; body = line(client.getInputStream())) {
                    say(server.getOutputStream(), body);
                    if (body.equals(".\r\n")) {
                        break;
                    }
                }
                String taken = reply(server.getInputStream());
                if (loseNextAnswer) {
                    loseNextAnswer = false;
                    return;
                }
                say(client.getOutputStream(), taken);
            }
        }
    }

    private SSLSocket encrypted(Socket client) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    /** All lines of an answer: the last one has a space behind its number. */
    private static String reply(InputStream in) throws IOException {
        var all = new StringBuilder();
        for (String line = line(in); line != null; line = line(in)) {
            all.append(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return all.toString();
            }
        }
        throw new IOException("the server hung up");
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return null;
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
