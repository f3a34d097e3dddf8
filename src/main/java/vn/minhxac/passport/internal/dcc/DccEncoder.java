package vn.minhxac.passport.internal.dcc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.PassportFacts;

/**
 * Writes one vaccination certificate of the EU DCC 1.3.0: payload, CWT claims, COSE_Sign1, zlib, base45. Everything is
 * written once, into buffers that are used again; so an encoder belongs to one thread. Maps are in the deterministic order
 * of RFC 8949 §4.2.1.
 */
final class DccEncoder {

    private static final String COUNTRY = "VN";
    private static final String DISEASE_COVID19 = "840539006";
    private static final String SCHEMA_VERSION = "1.3.0";
    private static final byte[] HC1 = "HC1:".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_TEXT = 80;
    private static final int TAG_COSE_SIGN1 = 0xc0 | 18;
    private static final int CLAIM_ISS = 1;
    private static final int CLAIM_EXP = 4;
    private static final int CLAIM_IAT = 6;
    private static final int CLAIM_HCERT_NEGATED = 259; // -260
    private static final int HEAD_SPACE = 3;

    private final byte[] kid;
    private final byte[] messageStart;
    private final byte[] signatureStart;
    private final SignatureAlgorithm algorithm;
    private final Signature signature;
    private final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    private final Uvci uvci;
    private final Zlib zlib;
    private final Cbor payload = new Cbor();
    private final Cbor message = new Cbor();
    private final byte[] name = new byte[Transliteration.MAX_LENGTH];
    private byte[] text = new byte[2048];

    DccEncoder(DocumentSigner signer, Compression compression, String uvciIssuer) throws GeneralSecurityException {
        this.kid = signer.kid();
        this.algorithm = signer.algorithm();
        this.signature = signer.newSignature();
        this.uvci = new Uvci(uvciIssuer);
        this.zlib = new Zlib(compression);
        Cbor header = new Cbor();
        header.head(Cbor.MAP, 2);
        header.head(Cbor.UNSIGNED, 1); // alg
        header.head(Cbor.NEGATIVE, -1L - algorithm.coseId());
        header.head(Cbor.UNSIGNED, 4); // kid
        header.head(Cbor.BYTES, kid.length);
        header.raw(kid);
        byte[] protectedHeader = Arrays.copyOf(header.buffer, header.position);
        Cbor start = new Cbor();
        start.buffer[start.position++] = (byte) TAG_COSE_SIGN1;
        start.head(Cbor.ARRAY, 4);
        start.head(Cbor.BYTES, protectedHeader.length);
        start.raw(protectedHeader);
        start.head(Cbor.MAP, 0);
        messageStart = Arrays.copyOf(start.buffer, start.position);
        // Sig_structure of RFC 9052 §4.4 up to the payload
        Cbor toBeSigned = new Cbor();
        toBeSigned.head(Cbor.ARRAY, 4);
        toBeSigned.ascii("Signature1");
        toBeSigned.head(Cbor.BYTES, protectedHeader.length);
        toBeSigned.raw(protectedHeader);
        toBeSigned.head(Cbor.BYTES, 0);
        signatureStart = Arrays.copyOf(toBeSigned.buffer, toBeSigned.position);
    }

    /** Both instants are whole seconds. */
    IssuedCode encode(PassportFacts facts, Instant issuedAt, Instant expiresAt) throws SignatureException {
        byte[] identifier = uvci.next();
        int start = writePayload(facts, identifier, issuedAt.getEpochSecond(), expiresAt.getEpochSecond());
        int length = payload.position - start;
        signature.update(signatureStart);
        signature.update(payload.buffer, start, length);
        byte[] signed = signature.sign();

        message.position = 0;
        message.raw(messageStart);
        message.reserve(length);
        System.arraycopy(payload.buffer, start, message.buffer, message.position, length);
        message.position += length;
        message.head(Cbor.BYTES, signed.length);
        message.raw(signed);

        String ci = new String(identifier, StandardCharsets.ISO_8859_1);
        return new IssuedCode(ci, text(zlib.wrap(message.buffer, message.position)), kid.clone(),
                // r alone: whoever turns s into n - s gets another valid signature, but not another hash
                revocationHash(signed, algorithm == SignatureAlgorithm.ES256 ? signed.length / 2 : signed.length, null),
                revocationHash(identifier, identifier.length, null),
                revocationHash(identifier, identifier.length, COUNTRY), issuedAt, expiresAt);
    }

    private String text(int zlibLength) {
        int most = HC1.length + Base45.encodedLength(zlibLength);
        if (text.length < most) {
            text = new byte[2 * most];
        }
        System.arraycopy(HC1, 0, text, 0, HC1.length);
        int end = Base45.encode(zlib.buffer, zlibLength, text, HC1.length);
        return new String(text, 0, end, StandardCharsets.ISO_8859_1);
    }

    private byte[] revocationHash(byte[] bytes, int length, String prefix) {
        if (prefix != null) {
            sha256.update(prefix.getBytes(StandardCharsets.US_ASCII));
        }
        sha256.update(bytes, 0, length);
        return Arrays.copyOf(sha256.digest(), 16);
    }

    /** Writes the byte string that holds the CWT claims; returns where it starts. */
    private int writePayload(PassportFacts facts, byte[] identifier, long issuedAt, long expiresAt) {
        Cbor out = payload;
        out.position = HEAD_SPACE;
        out.head(Cbor.MAP, 4);
        out.head(Cbor.UNSIGNED, CLAIM_ISS);
        out.ascii(COUNTRY);
        out.head(Cbor.UNSIGNED, CLAIM_EXP);
        out.head(Cbor.UNSIGNED, expiresAt);
        out.head(Cbor.UNSIGNED, CLAIM_IAT);
        out.head(Cbor.UNSIGNED, issuedAt);
        out.head(Cbor.NEGATIVE, CLAIM_HCERT_NEGATED);
        out.head(Cbor.MAP, 1);
        out.head(Cbor.UNSIGNED, 1);
        writeCertificate(facts, identifier);
        int end = out.position;
        int length = end - HEAD_SPACE;
        int start = length < 24 ? 2 : length < 0x100 ? 1 : 0;
        out.position = start;
        out.head(Cbor.BYTES, length);
        out.position = end;
        return start;
    }

    private void writeCertificate(PassportFacts facts, byte[] identifier) {
        Cbor out = payload;
        out.head(Cbor.MAP, 4);
        out.ascii("v");
        out.head(Cbor.ARRAY, 1);
        writeVaccination(facts, identifier);
        out.ascii("dob");
        out.date(inRange(facts.dob()), switch (facts.dobPrecision()) {
            case 'D' -> 10;
            case 'M' -> 7;
            case 'Y' -> 4;
            default -> throw new IllegalArgumentException("dobPrecision is none of D, M, Y");
        });
        out.ascii("nam");
        writeName(facts.fullName());
        out.ascii("ver");
        out.ascii(SCHEMA_VERSION);
    }

    private static LocalDate inRange(LocalDate dob) {
        if (dob.getYear() < 1900 || dob.getYear() > 2099) {
            throw new IllegalArgumentException("dob is outside 1900-2099");
        }
        return dob;
    }

    private void writeVaccination(PassportFacts facts, byte[] identifier) {
        Cbor out = payload;
        out.head(Cbor.MAP, 10);
        out.ascii("ci");
        out.head(Cbor.TEXT, identifier.length);
        out.raw(identifier);
        out.ascii("co");
        out.ascii(COUNTRY);
        out.ascii("dn");
        out.head(Cbor.UNSIGNED, Doses.number(facts));
        out.ascii("dt");
        out.date(facts.vaccinationDate(), 10);
        out.ascii("is");
        out.text(limited(facts.issuer()));
        out.ascii("ma");
        out.text(facts.ma());
        out.ascii("mp");
        out.text(facts.mp());
        out.ascii("sd");
        out.head(Cbor.UNSIGNED, Doses.series(facts));
        out.ascii("tg");
        out.ascii(DISEASE_COVID19);
        out.ascii("vp");
        out.text(facts.vp());
    }

    /** Vietnamese names start with the family name, which is one word; the rest is the given name. */
    private void writeName(String recorded) {
        String full = Normalizer.isNormalized(recorded, Normalizer.Form.NFC) ? recorded
                : Normalizer.normalize(recorded, Normalizer.Form.NFC);
        full = full.strip();
        int familyEnd = 0;
        while (familyEnd < full.length() && !Character.isWhitespace(full.charAt(familyEnd))) {
            familyEnd++;
        }
        String given = full.substring(familyEnd).strip();
        Cbor out = payload;
        out.head(Cbor.MAP, given.isEmpty() ? 2 : 4);
        out.ascii("fn");
        out.text(limited(full.substring(0, familyEnd)));
        if (!given.isEmpty()) {
            out.ascii("gn");
            out.text(limited(given));
        }
        out.ascii("fnt");
        if (writeLatin(full, 0, familyEnd) == 0) {
            throw new IllegalArgumentException("fullName has no letter that can be written in Latin");
        }
        if (!given.isEmpty()) {
            out.ascii("gnt");
            writeLatin(given, 0, given.length());
        }
    }

    private int writeLatin(String from, int start, int end) {
        int length = Transliteration.write(from, start, end, name, 0);
        payload.head(Cbor.TEXT, length);
        payload.raw(name, length);
        return length;
    }

    private static String limited(String value) {
        return value.length() <= MAX_TEXT ? value
                : value.codePointCount(0, value.length()) <= MAX_TEXT ? value
                : value.substring(0, value.offsetByCodePoints(0, MAX_TEXT));
    }
}
