package vn.minhxac.passport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import vn.minhxac.IntegrationTest;

/** What a border guard's client sees. */
class VerificationApiTest extends IntegrationTest {

    private static final String VERIFY = "/api/v1/passports/verify";
    private static final PassportFacts FACTS = new PassportFacts("Đặng Hữu Phước", LocalDate.of(1985, 4, 30), 'D', 2, 2,
            LocalDate.of(2021, 11, 20), "EU/1/20/1528", "ORG-100030215", "1119349007", "Ministry of Health of Viet Nam");

    @Autowired
    private MockMvc mvc;
    @Autowired
    private PassportMaker maker;
    @Autowired
    private SelfCheck selfCheck;
    @Autowired
    private ObjectMapper json;
    @Autowired
    private HealthContributorRegistry health;

    @Test
    void passportIsVerifiedWithoutLogin() throws Exception {
        IssuedCode code = maker.make(FACTS, clock.instant());

        verify(code.hc1()).andExpect(status().isOk())
                .andExpect(header().string(HttpHeaders.CACHE_CONTROL, "no-store"))
                .andExpect(jsonPath("$.valid").value(true))
                .andExpect(jsonPath("$.status").value("VALID"))
                .andExpect(jsonPath("$.reason").doesNotExist())
                .andExpect(jsonPath("$.signedBy", org.hamcrest.Matchers.containsString("TEST")))
                .andExpect(jsonPath("$.issuedAt").value(code.issuedAt().toString()))
                .andExpect(jsonPath("$.expiresAt").value(code.expiresAt().toString()))
                .andExpect(jsonPath("$.fields.fullName").value("Đặng Hữu Phước"))
                .andExpect(jsonPath("$.fields.latinName").value("DANG<<HUU<PHUOC"))
                .andExpect(jsonPath("$.fields.doseNumber").value(2))
                .andExpect(jsonPath("$.fields.uvci").value(code.uvci()))
                .andExpect(jsonPath("$.fields.nationality").doesNotExist());
        assertThat(selfCheck.passes(FACTS, code)).isTrue();
    }

    @Test
    void expiredAndRevokedAndReplacedPassportsAreNotValid() throws Exception {
        IssuedCode revoked = maker.make(FACTS, clock.instant());
        IssuedCode superseded = maker.make(FACTS, clock.instant());
        IssuedCode active = maker.make(FACTS, clock.instant());
        record(revoked, "REVOKED");
        record(superseded, "SUPERSEDED");
        record(active, "ACTIVE");

        verify(active.hc1()).andExpect(jsonPath("$.status").value("VALID"));
        verify(revoked.hc1()).andExpect(jsonPath("$.status").value("REVOKED")).andExpect(jsonPath("$.valid").value(false));
        verify(superseded.hc1()).andExpect(jsonPath("$.status").value("REVOKED")).andExpect(jsonPath("$.reason").value("SUPERSEDED"));
        clock.set(active.expiresAt().plusSeconds(1));
        verify(active.hc1()).andExpect(jsonPath("$.status").value("EXPIRED"));
        clock.set(active.issuedAt().minusSeconds(60));
        verify(active.hc1()).andExpect(jsonPath("$.status").value("NOT_YET_VALID"));
    }

    @Test
    void whatIsNoPassportIsSaidToBeMalformedAndWhatIsNoRequestIsRefused() throws Exception {
        verify("HC1:NONSENSE").andExpect(status().isOk()).andExpect(jsonPath("$.status").value("MALFORMED"))
                .andExpect(jsonPath("$.valid").value(false)).andExpect(jsonPath("$.fields").doesNotExist());
        verify("").andExpect(status().isOk()).andExpect(jsonPath("$.status").value("MALFORMED"));
        for (String body : new String[] {"", "{", "[]", "null", "\"HC1:\"", "{\"hc1\": {}}", "{}", "{\"hc1\": null}", "[".repeat(20_000)}) {
            mvc.perform(post(VERIFY).contentType(MediaType.APPLICATION_JSON).content(body)).andExpect(status().isBadRequest())
                    .andExpect(header().string(HttpHeaders.CONTENT_TYPE, org.hamcrest.Matchers.startsWith("application/problem+json")));
        }
        mvc.perform(post(VERIFY).contentType(MediaType.APPLICATION_JSON).content("{\"hc1\":\"" + "A".repeat(50_000) + "\"}"))
                .andExpect(status().isPayloadTooLarge());
        mvc.perform(post(VERIFY).contentType(MediaType.TEXT_PLAIN).content("HC1:")).andExpect(status().isUnsupportedMediaType());
    }

    @Test
    void pictureOfTheCodeDoesAsWell() throws Exception {
        IssuedCode code = maker.make(FACTS, clock.instant());

        picture("qr.png", png(code.hc1(), 500, 0)).andExpect(status().isOk()).andExpect(jsonPath("$.status").value("VALID"));
        picture("photo.png", png(code.hc1(), 400, 700)).andExpect(jsonPath("$.status").value("VALID"));
        picture("empty.png", png(null, 300, 0)).andExpect(status().isOk()).andExpect(jsonPath("$.status").value("MALFORMED"))
                .andExpect(jsonPath("$.reason").value("NO_QR_CODE"));
        picture("text.png", "no picture".getBytes()).andExpect(jsonPath("$.reason").value("NOT_A_PICTURE"));
        picture("bomb.png", hugePngHeader()).andExpect(jsonPath("$.reason").value("PICTURE_TOO_LARGE"));
        picture("big.png", new byte[(5 << 20) + 1]).andExpect(status().isPayloadTooLarge());
        mvc.perform(multipart("/api/v1/passports/verify-picture").with(contentLength(0))).andExpect(status().isBadRequest());
    }

    @Test
    void uploadOfUndeclaredOrHugeLengthIsRefusedUnread() throws Exception {
        var file = new MockMultipartFile("picture", "x.png", "image/png", new byte[10]);
        mvc.perform(multipart("/api/v1/passports/verify-picture").file(file).with(contentLength(1L << 30)))
                .andExpect(status().isPayloadTooLarge());
        mvc.perform(multipart("/api/v1/passports/verify-picture").file(file).with(contentLength(-1))).andExpect(status().is(411));
    }

    @Test
    void trustListNamesOurSignerAndIsNotSentTwice() throws Exception {
        var answer = mvc.perform(get("/api/v1/trust-list")).andExpect(status().isOk())
                .andExpect(jsonPath("$.issuedAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")))
                .andReturn().getResponse();
        byte[] der = Base64.getDecoder().decode(json.readTree(answer.getContentAsByteArray()).at("/items/0/certificate").asText());
        byte[] kid = Base64.getDecoder().decode(json.readTree(answer.getContentAsByteArray()).at("/items/0/kid").asText());

        assertThat(kid).isEqualTo(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(der), 8))
                .isEqualTo(maker.make(FACTS, clock.instant()).kid());
        assertThat(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der))).isNotNull();
        clock.set(clock.instant().plusSeconds(30));
        mvc.perform(get("/api/v1/trust-list").header(HttpHeaders.IF_NONE_MATCH, answer.getHeader(HttpHeaders.ETAG)))
                .andExpect(status().isNotModified());
    }

    @Test
    void oneClientCannotAskWithoutEndAndIsNotRemembered() throws Exception {
        for (int i = 0; i < 120; i++) {
            verifyFrom("203.0.113.7", "HC1:").andExpect(status().isOk());
        }
        verifyFrom("203.0.113.7", "HC1:").andExpect(status().isTooManyRequests())
                .andExpect(header().string(HttpHeaders.RETRY_AFTER, matchesPattern("[1-9]\\d*")));
        verifyFrom("203.0.113.8", "HC1:").andExpect(status().isOk());
        assertThat(jdbc.sql("select bucket from rate_limit").query(String.class).list()).noneMatch(b -> b.contains("203.0.113"));
        clock.set(clock.instant().plus(Duration.ofSeconds(2)));
        verifyFrom("203.0.113.7", "HC1:").andExpect(status().isOk());
        for (int i = 0; i < 120; i++) {
            verifyFrom("2001:db8:1:2::" + Integer.toHexString(i + 1), "HC1:").andExpect(status().isOk());
        }
        verifyFrom("2001:db8:1:2:ffff::1", "HC1:").andExpect(status().isTooManyRequests());
        verifyFrom("2001:db8:1:3::1", "HC1:").andExpect(status().isOk());
    }

    @Test
    void healthShowsTheProviderThatSigns() {
        var details = ((HealthIndicator) health.getContributor("documentSigner")).health();

        assertThat(details.getStatus().getCode()).isEqualTo("UP");
        assertThat(details.getDetails()).containsKeys("provider", "algorithm", "kid", "validUntil", "daysLeft");
    }

    private ResultActions verify(String hc1) throws Exception {
        return verifyFrom("198.51.100.1", hc1);
    }

    private ResultActions verifyFrom(String address, String hc1) throws Exception {
        return mvc.perform(post(VERIFY).contentType(MediaType.APPLICATION_JSON).content(json.writeValueAsBytes(Map.of("hc1", hc1)))
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                }));
    }

    private ResultActions picture(String name, byte[] bytes) throws Exception {
        return mvc.perform(multipart("/api/v1/passports/verify-picture").file(new MockMultipartFile("picture", name, "image/png", bytes))
                .with(contentLength(bytes.length)));
    }

    /** What a mocked multipart request lacks. */
    private static RequestPostProcessor contentLength(long length) {
        return request -> new org.springframework.mock.web.MockMultipartHttpServletRequest(request.getServletContext()) {
            {
                setMethod(request.getMethod());
                setRequestURI(request.getRequestURI());
                setPathInfo(request.getPathInfo());
                setServletPath(request.getServletPath());
                setContentType(MediaType.MULTIPART_FORM_DATA_VALUE);
                setAsyncSupported(true);
                ((org.springframework.mock.web.MockMultipartHttpServletRequest) request).getMultiFileMap().values()
                        .forEach(files -> files.forEach(this::addFile));
            }

            @Override
            public long getContentLengthLong() {
                return length;
            }
        };
    }

    private void record(IssuedCode code, String status) {
        long citizen = jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, identity_status, status_since, created_at, updated_at)
                values ('19', :record, 'x', 'x', 'MATCHED', :now, :now, :now) returning id""")
                .param("record", UUID.randomUUID().toString()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class).single();
        long dose = jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by,
                                  entered_at, source, status, status_since)
                values (:citizen, 1, '2021-11-20', 'PFIZER', '19001', '19001', 'x', :now, 'IMPORT', 'SIGNED', :now) returning id""")
                .param("citizen", citizen).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
        UUID batch = UUID.randomUUID();
        jdbc.sql("insert into passport_batch (id, province_code, status, created_at) values (:id, '19', 'DONE', :now)")
                .param("id", batch).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("""
                insert into passport (id, province_code, citizen_id, person_key, dose_id, batch_id, uvci, hc1, kid, status, issued_at,
                                      expires_at, signature_hash, uci_hash, country_uci_hash)
                values (:id, '19', :citizen, :person, :dose, :batch, :uvci, :hc1, :kid, :status, :issued, :expires, :hash, :hash, :hash)""")
                .param("id", UUID.randomUUID()).param("citizen", citizen).param("person", "VN:" + citizen).param("dose", dose)
                .param("batch", batch).param("uvci", code.uvci()).param("hc1", code.hc1()).param("kid", code.kid())
                .param("status", status).param("issued", code.issuedAt().atOffset(ZoneOffset.UTC))
                .param("expires", code.expiresAt().atOffset(ZoneOffset.UTC)).param("hash", code.signatureHash()).update();
    }

    /** A picture with the code in the middle of a border. */
    private static byte[] png(String text, int size, int border) throws Exception {
        BufferedImage image = new BufferedImage(size + 2 * border, size + 2 * border, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new java.awt.Color(0xf5f2ea));
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        if (text != null) {
            BitMatrix modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, size, size);
            for (int x = 0; x < size; x++) {
                for (int y = 0; y < size; y++) {
                    image.setRGB(border + x, border + y, modules.get(x, y) ? 0x1a1a1a : 0xffffff);
                }
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** Says it has 30,000 × 30,000 pixels. */
    private static byte[] hugePngHeader() throws Exception {
        byte[] small = png(null, 10, 0);
        var header = java.nio.ByteBuffer.wrap(small);
        header.putInt(16, 30_000);
        header.putInt(20, 30_000);
        var crc = new java.util.zip.CRC32();
        crc.update(small, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return small;
    }
}
