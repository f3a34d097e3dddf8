package vn.minhxac.bench;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.minhxac.passport.PassportFacts;
import vn.minhxac.passport.internal.dcc.DocumentSigner;

/** Facts and a signer to measure with: fictional people with Vietnamese names, one dose each to be written. */
final class Passports {

    static final Instant NOW = Instant.parse("2022-04-15T01:30:00Z");

    private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ"};
    private static final String[] MIDDLE = {"Văn", "Thị", "Hữu", "Đức", "Thị Thu", "Quang", "Minh", "Ngọc", "Thị Kim", "Xuân"};
    private static final String[] GIVEN = {"An", "Bình", "Chiến", "Dũng", "Giang", "Hương", "Khánh", "Linh", "Phước", "Quyên", "Thảo",
            "Tuấn", "Vượng", "Yến"};
    private static final String[][] VACCINES = {{"EU/1/21/1529", "ORG-100001699", "J07BX03"},
            {"EU/1/20/1528", "ORG-100030215", "1119349007"}, {"BBIBP-CorV", "ORG-100020693", "J07BX03"}};

    private Passports() {
    }

    static PassportFacts[] facts(int count) {
        Random random = new Random(5772);
        PassportFacts[] facts = new PassportFacts[count];
        for (int i = 0; i < count; i++) {
            String name = one(FAMILY, random) + " " + one(MIDDLE, random) + " " + one(GIVEN, random);
            String[] vaccine = VACCINES[random.nextInt(VACCINES.length)];
            facts[i] = new PassportFacts(name, LocalDate.of(1935, 1, 1).plusDays(random.nextInt(27_000)), 'D', 1 + random.nextInt(3), 2,
                    LocalDate.of(2021, 4, 1).plusDays(random.nextInt(370)), vaccine[0], vaccine[1], vaccine[2],
                    "Ministry of Health of Viet Nam");
        }
        return facts;
    }

    static DocumentSigner signer() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("C=VN,CN=TEST Benchmark");
        var builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(NOW.minusSeconds(3600)),
                Date.from(NOW.plusSeconds(100_000_000)), name, keys.getPublic());
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        return DocumentSigner.of(keys.getPrivate(), certificate);
    }

    private static String one(String[] of, Random random) {
        return of[random.nextInt(of.length)];
    }
}
