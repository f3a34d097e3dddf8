package vn.minhxac.passport.internal.lookup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.RateLimiter;
import vn.minhxac.common.Sha256;
import vn.minhxac.common.Texts;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.notification.OneTimeCodes;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.PassportChecker;
import vn.minhxac.passport.PassportFields;
import vn.minhxac.passport.PassportLookup;
import vn.minhxac.passport.PassportSheet;
import vn.minhxac.passport.internal.render.PassportPdf;
import vn.minhxac.passport.internal.render.QrCode;

/**
 * Look-up by the five fields of the official page. Whether somebody is on record can be told neither from the answer nor
 * from what is done for it: strangers get a one-time code too, which nobody is ever sent.
 */
@Service
class CitizenLookup implements PassportLookup {

    private static final String PURPOSE = "passport-lookup";
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final int MAX_NAME = 200;

    private final LookupTable table;
    private final OneTimeCodes codes;
    private final RateLimiter limits;
    private final PassportChecker checker;
    private final PassportPdf pdf;
    private final Texts texts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CitizenLookup(LookupTable table, OneTimeCodes codes, RateLimiter limits, PassportChecker checker, PassportPdf pdf, Texts texts,
                  Clock clock) {
        this.table = table;
        this.codes = codes;
        this.limits = limits;
        this.checker = checker;
        this.pdf = pdf;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public UUID request(Query query, String client) {
        String number = checked(query);
        limits.take("lookup-client", client, 30, TEN_MINUTES);
        limits.take("lookup-person", number, 5, Duration.ofHours(1));
        String name = VietnameseName.key(query.fullName());
        Optional<LookupTable.Holder> holder = table.holders(number, clock.instant()).stream()
                .filter(h -> matches(h, query, name)).findFirst();
        String subject = holder.map(h -> h.passportId().toString()).orElseGet(() -> UUID.randomUUID().toString());
        try {
            return codes.send(PURPOSE, subject, holder.map(LookupTable.Holder::phone).orElse(null));
        } catch (TooManyRequests e) {
            // Only people on record can have had too many codes: nobody may learn of that either.
            return codes.send(PURPOSE, UUID.randomUUID().toString(), null);
        }
    }

    @Override
    public Found confirm(UUID id, String otp, String client) {
        limits.take("lookup-confirm", client, 60, TEN_MINUTES);
        UUID passportId = UUID.fromString(codes.use(PURPOSE, id, otp));
        LookupTable.Stored passport = table.passport(passportId, clock.instant())
                .orElseThrow(() -> new BadInput(404, "passport.none"));
        PassportSheet sheet = sheet(passport, read(passport));
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant until = clock.instant().plus(TOKEN_LIFE);
        table.keep(hash(token), passport.id(), until);
        return new Found(passport.hc1(), sheet, passport.expiresAt(), token, until);
    }

    @Override
    public String svg(String token, String client) {
        return QrCode.of(open(token, client).hc1()).svg(texts.get("passport.qr.label"));
    }

    @Override
    public byte[] pdf(String token, String client) {
        LookupTable.Stored passport = open(token, client);
        CheckedPassport code = read(passport);
        boolean test = code.signedBy() != null && code.signedBy().toUpperCase(Locale.ROOT).contains("TEST");
        return pdf.draw(sheet(passport, code), passport.hc1(), passport.issuedAt(), passport.expiresAt(), test);
    }

    @Scheduled(fixedDelayString = "PT15M", initialDelayString = "PT15M")
    void forgetTokens() {
        table.forgetTokens(clock.instant());
    }

    private LookupTable.Stored open(String token, String client) {
        limits.take("passport-picture", client, 60, TEN_MINUTES);
        return Optional.ofNullable(token).filter(t -> t.length() <= 100).flatMap(t -> table.opened(hash(t), clock.instant()))
                .flatMap(id -> table.passport(id, clock.instant())).orElseThrow(() -> new BadInput(404, "passport.token"));
    }

    /** What is shown is what was signed. */
    private CheckedPassport read(LookupTable.Stored passport) {
        CheckedPassport code = checker.check(passport.hc1(), clock.instant());
        if (code.fields() == null) {
            throw new IllegalStateException("passport " + passport.id() + " does not verify against our own trust list: " + code.status());
        }
        return code;
    }

    private static PassportSheet sheet(LookupTable.Stored passport, CheckedPassport code) {
        PassportFields fields = code.fields();
        return new PassportSheet(fields.fullName(), fields.latinName(), fields.dateOfBirth(), passport.nationality(), fields.disease(),
                Math.max(passport.signedDoses(), fields.doseNumber()), fields.vaccinationDate(), fields.doseNumber(), fields.vaccine(),
                fields.product(), fields.manufacturer(), fields.uvci());
    }

    private static boolean matches(LookupTable.Holder holder, Query query, String name) {
        return VietnameseName.key(holder.fullName()).equals(name)
                & sameBirth(holder, query.dateOfBirth())
                & query.sex().equals(holder.sex())
                & (query.latestDoseDate().equals(holder.latestDose()) || query.latestDoseDate().equals(holder.certifiedDose()));
    }

    private static boolean sameBirth(LookupTable.Holder holder, LocalDate date) {
        LocalDate born = holder.dateOfBirth();
        return switch (holder.dobPrecision() == null ? "D" : holder.dobPrecision()) {
            case "Y" -> born.getYear() == date.getYear();
            case "M" -> born.getYear() == date.getYear() && born.getMonth() == date.getMonth();
            default -> born.equals(date);
        };
    }

    /** The bare number; refuses what cannot be a person's. */
    private String checked(Query query) {
        List<BadInput.FieldError> errors = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        if (query.fullName() == null || query.fullName().length() > MAX_NAME || VietnameseName.key(query.fullName()).isBlank()) {
            errors.add(new BadInput.FieldError("fullName", "lookup.fullName"));
        }
        if (isImpossible(query.dateOfBirth(), today)) {
            errors.add(new BadInput.FieldError("dateOfBirth", "lookup.date"));
        }
        if (!"M".equals(query.sex()) && !"F".equals(query.sex())) {
            errors.add(new BadInput.FieldError("sex", "lookup.sex"));
        }
        String number = query.idNumber() == null ? "" : query.idNumber().replaceAll("[\\s.\\-\u00a0]", "").toUpperCase(Locale.ROOT);
        if (!number.matches("[A-Z0-9]{5,20}")) {
            errors.add(new BadInput.FieldError("idNumber", "lookup.idNumber"));
        }
        if (isImpossible(query.latestDoseDate(), today)) {
            errors.add(new BadInput.FieldError("latestDoseDate", "lookup.date"));
        }
        if (!errors.isEmpty()) {
            throw new BadInput(400, "invalid", errors);
        }
        return number;
    }

    private static boolean isImpossible(LocalDate date, LocalDate today) {
        return date == null || date.getYear() < 1900 || date.isAfter(today);
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
