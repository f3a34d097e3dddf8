package vn.minhxac.training.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import vn.minhxac.training.registry.Population.Finding;

/** The simulator on the JDK's own HTTP server, bound to the loopback interface only. */
public final class HttpRegistrySimulator implements RegistrySimulator, AutoCloseable {

    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_BYTES = 1 << 20;
    /** How many answers are kept for those who ask again. */
    private static final int REMEMBERED = 256;
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Without it small answers wait 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "registry-simulator");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, byte[]> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger compared = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private volatile Population population = new Population();
    private volatile Fault fault = Fault.OK;
    private volatile boolean details = true;
    private volatile Duration slowness = Duration.ofMinutes(1);

    /** @param port 0: any free one */
    public HttpRegistrySimulator(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        } catch (IOException e) {
            throw new IllegalStateException("Không mở được cổng " + port + " cho CSDL dân cư mô phỏng (minhxac.training.registry-port): "
                    + "cổng đang được dùng", e);
        }
        server.createContext("/v1/comparisons", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void load(Stream<Entry> entries) {
        Population target = population;
        entries.forEach(target::add);
    }

    @Override
    public int size() {
        return population.size();
    }

    @Override
    public void clear() {
        population = new Population();
        synchronized (answers) {
            answers.clear();
        }
        requests.set(0);
        compared.set(0);
    }

    @Override
    public void fault(Fault fault) {
        this.fault = fault;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    /** How late {@link Fault#SLOW} answers. */
    public void slowness(Duration slowness) {
        this.slowness = slowness;
    }

    /** Whether it says which field differs and which number replaced an old one; a real one need not. */
    public void details(boolean details) {
        this.details = details;
    }

    /** How many requests came in, and how many people were compared for the first time a request asked about them. */
    public int requests() {
        return requests.get();
    }

    public int compared() {
        return compared.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] question = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
            switch (fault) {
                case DOWN -> throw new IOException("scripted outage");
                case SLOW -> {
                    TimeUnit.MILLISECONDS.sleep(slowness.toMillis());
                    answer(exchange, question);
                }
                case ERRORS -> error(exchange);
                case FORBIDDEN -> send(exchange, 403, new byte[0]);
                default -> answer(exchange, question);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void error(HttpExchange exchange) throws IOException {
        int status = switch (errors.getAndIncrement() % 3) {
            case 0 -> 503;
            case 1 -> 500;
            default -> 429;
        };
        if (status != 500) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        send(exchange, status, "{\"title\":\"scripted error\"}".getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange, byte[] question) throws IOException {
        if (!"POST".equals(exchange.getRequestMethod())) {
            send(exchange, 405, new byte[0]);
            return;
        }
        byte[] answer;
        try {
            answer = question.length > MAX_BYTES ? null : answer(question);
        } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
            answer = null;
        }
        if (answer == null) {
            send(exchange, 400, "{\"title\":\"bad request\"}".getBytes(StandardCharsets.UTF_8));
        } else {
            send(exchange, 200, fault == Fault.TRUNCATED ? Arrays.copyOf(answer, answer.length / 2) : answer);
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        JsonNode root = JSON.readTree(question);
        String requestId = root.path("requestId").asText("");
        JsonNode items = root.path("items");
        if (requestId.isEmpty() || !items.isArray() || items.isEmpty() || items.size() > MAX_ITEMS) {
            return null;
        }
        Fault lie = fault;
        if (lie == Fault.DUPLICATE_ANSWER || lie == Fault.WRONG_REFS || lie == Fault.WRONG_REQUEST) {
            return write(requestId, items, lie);
        }
        synchronized (answers) {
            byte[] known = answers.get(requestId);
            if (known != null) {
                return known;
            }
        }
        byte[] answer = write(requestId, items, Fault.OK);
        synchronized (answers) {
            if (answers.putIfAbsent(requestId, answer) == null) {
                compared.addAndGet(items.size());
            }
            return answers.get(requestId);
        }
    }

    private byte[] write(String requestId, JsonNode items, Fault lie) throws IOException {
        var bytes = new ByteArrayOutputStream(items.size() * 64);
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("requestId", lie == Fault.WRONG_REQUEST ? "00000000-0000-0000-0000-000000000000" : requestId);
            json.writeArrayFieldStart("items");
            for (int i = 0; i < items.size(); i++) {
                JsonNode item = items.get(i);
                String ref = item.path("ref").asText();
                if (lie == Fault.DUPLICATE_ANSWER && i == items.size() - 1 && i > 0) {
                    ref = items.get(0).path("ref").asText();
                }
                writeItem(json, lie == Fault.WRONG_REFS ? "9" + ref : ref, population.compare(item.path("idNumber").asText(),
                        item.path("fullName").asText(), item.path("sex").asText(), LocalDate.parse(item.path("dateOfBirth").asText())));
                if (lie == Fault.DUPLICATE_ANSWER && items.size() == 1) {
                    writeItem(json, ref, new Finding("MATCH", true, true, true, true, null));
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void writeItem(JsonGenerator json, String ref, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("ref", ref);
        json.writeStringField("result", finding.result());
        if (details && !finding.result().equals("UNVERIFIABLE")) {
            json.writeObjectFieldStart("fields");
            json.writeBooleanField("fullName", finding.name());
            json.writeBooleanField("sex", finding.sex());
            json.writeBooleanField("dateOfBirth", finding.dateOfBirth());
            json.writeBooleanField("idNumber", finding.number());
            json.writeEndObject();
            if (finding.current() != null) {
                json.writeStringField("currentIdNumber", finding.current());
            }
        }
        json.writeEndObject();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
