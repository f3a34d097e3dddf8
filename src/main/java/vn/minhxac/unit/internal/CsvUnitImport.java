package vn.minhxac.unit.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.audit.Audit;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitImport;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitsChanged;

@Service
class CsvUnitImport implements UnitImport {

    private static final Set<String> COLUMNS = Set.of("code", "kind", "name", "parent_code", "valid_from");
    private static final String CODE = "[A-Za-z0-9]{1,20}";
    private static final int MAX_LINES = 200_000;

    private record Key(UnitKind kind, String code) {
    }

    private record Validity(Key key, LocalDate from) {
    }

    /** What else a line may say of a unit; null where the file has no such column, and what is known stays. */
    private record Ties(String successorCode, String sectorUnit) {

        boolean changes(Ties known) {
            return successorCode != null && !successorCode.equals(known.successorCode)
                    || sectorUnit != null && !sectorUnit.equals(known.sectorUnit);
        }
    }

    private record Described(Unit unit, Ties ties) {
    }

    private record Line(long number, UnitKind kind, String code, String name, String parentCode, LocalDate from, LocalDate to,
                        String email, Ties ties) {
        Key key() {
            return new Key(kind, code);
        }
    }

    private final JdbcClient jdbc;
    private final Texts texts;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    CsvUnitImport(JdbcClient jdbc, Texts texts, Audit audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.texts = texts;
        this.audit = audit;
        this.events = events;
    }

    @Override
    @Transactional
    public Result read(InputStream csv, boolean dryRun) throws IOException {
        var errors = new ArrayList<LineError>();
        var lines = parse(csv, errors);
        var known = new LinkedHashMap<Validity, Described>();
        jdbc.sql("select * from unit").query(CsvUnitImport::known).list()
                .forEach(k -> known.put(new Validity(new Key(k.unit().kind(), k.unit().code()), k.unit().validFrom()), k));
        Map<Key, Key> parents = new HashMap<>();
        known.values().stream().map(Described::unit).filter(u -> u.parentKind() != null)
                .forEach(u -> parents.put(new Key(u.kind(), u.code()), new Key(u.parentKind(), u.parentCode())));
        Set<Key> keys = new HashSet<>();
        known.keySet().forEach(v -> keys.add(v.key()));
        lines.forEach(l -> keys.add(l.key()));
        for (Line line : lines) {
            if (line.kind() == UnitKind.PROVINCE) {
                continue;
            }
            Key parent = parent(line, keys);
            if (parent == null) {
                error(errors, line.number(), "unit.parentUnknown");
            } else {
                parents.put(line.key(), parent);
            }
        }
        int created = 0;
        int changed = 0;
        int closed = 0;
        var write = new ArrayList<Described>();
        var provinces = new TreeSet<String>();
        for (Line line : lines) {
            String province = province(line.key(), parents);
            if (province == null) {
                if (errors.stream().noneMatch(e -> e.line() == line.number())) {
                    error(errors, line.number(), "unit.parentUnknown");
                }
                continue;
            }
            Key parent = parents.get(line.key());
            var unit = new Unit(line.kind(), line.code(), line.name(), parent == null ? null : parent.kind(),
                    parent == null ? null : parent.code(), province, line.from(), line.to(), line.email());
            Described before = known.get(new Validity(line.key(), line.from()));
            if (before == null) {
                created++;
            } else if (before.unit().equals(unit) && !line.ties().changes(before.ties())) {
                continue;
            } else {
                changed++;
                closed += before.unit().validTo() == null && unit.validTo() != null ? 1 : 0;
            }
            write.add(new Described(unit, line.ties()));
            provinces.add(province);
        }
        if (errors.isEmpty() && !dryRun && !write.isEmpty()) {
            write.forEach(this::store);
            provinces.forEach(p -> events.publishEvent(new UnitsChanged(p)));
            audit.record("unit.imported", "province", String.join(",", provinces),
                    Map.of("created", created, "changed", changed, "closed", closed));
        }
        return new Result(created, changed, closed, errors);
    }

    private List<Line> parse(InputStream csv, List<LineError> errors) throws IOException {
        var lines = new ArrayList<Line>();
        var seen = new HashSet<Validity>();
        var decoder = StandardCharsets.UTF_8.newDecoder();
        try (var records = CsvReader.builder().detectBomHeader(false).ofNamedCsvRecord(skipBom(new InputStreamReader(csv, decoder)))) {
            for (NamedCsvRecord row : records) {
                if (lines.isEmpty() && errors.isEmpty() && !row.getHeader().containsAll(COLUMNS)) {
                    throw new BadInput("unit.columns");
                }
                if (lines.size() >= MAX_LINES) {
                    throw new BadInput(413, "tooLarge");
                }
                Line line = line(row, errors);
                if (line != null && !seen.add(new Validity(line.key(), line.from()))) {
                    error(errors, line.number(), "unit.twice");
                } else if (line != null) {
                    lines.add(line);
                }
            }
        } catch (CsvParseException | CharacterCodingException e) {
            throw new BadInput("unit.notCsv");
        } catch (java.io.UncheckedIOException e) {
            throw new BadInput("unit.notCsv");
        }
        if (lines.isEmpty() && errors.isEmpty()) {
            throw new BadInput("unit.columns");
        }
        return lines;
    }

    private static java.io.Reader skipBom(InputStreamReader in) throws IOException {
        var reader = new java.io.PushbackReader(in);
        try {
            int first = reader.read();
            if (first != -1 && first != '\uFEFF') {
                reader.unread(first);
            }
        } catch (CharacterCodingException e) {
            throw new BadInput("unit.notCsv");
        }
        return reader;
    }

    private Line line(NamedCsvRecord row, List<LineError> errors) {
        long number = row.getStartingLineNumber();
        try {
            var kind = UnitKind.valueOf(field(row, "kind"));
            String code = field(row, "code");
            String name = Normalizer.normalize(field(row, "name"), Normalizer.Form.NFC);
            if (!code.matches(CODE)) {
                error(errors, number, "unit.code");
            } else if (name.isEmpty() || name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
                error(errors, number, "unit.name");
            } else if (!successorFits(row, code)) {
                error(errors, number, "unit.successor");
            } else if (!sectorFits(row, kind)) {
                error(errors, number, "unit.sector");
            } else {
                var from = LocalDate.parse(field(row, "valid_from"));
                String last = field(row, "valid_to");
                var to = last.isEmpty() ? null : LocalDate.parse(last);
                if (to == null || !to.isBefore(from)) {
                    String email = field(row, "email");
                    return new Line(number, kind, code, name, field(row, "parent_code"), from, to, email.isEmpty() ? null : email,
                            new Ties(optional(row, "successor_code"), optional(row, "sector_unit")));
                }
                error(errors, number, "unit.dates");
            }
        } catch (DateTimeParseException e) {
            error(errors, number, "unit.dates");
        } catch (IllegalArgumentException e) {
            error(errors, number, "unit.kind");
        }
        return null;
    }

    private static boolean successorFits(NamedCsvRecord row, String code) {
        String successor = field(row, "successor_code");
        return successor.isEmpty() || successor.matches(CODE) && !successor.equals(code);
    }

    private static boolean sectorFits(NamedCsvRecord row, UnitKind kind) {
        String sector = field(row, "sector_unit");
        return sector.isEmpty() || sector.matches(CODE) && kind == UnitKind.FACILITY;
    }

    private static String optional(NamedCsvRecord row, String name) {
        return row.findField(name).map(String::strip).orElse(null);
    }

    private static Described known(ResultSet row, int n) throws SQLException {
        return new Described(JdbcUnits.unit(row, n), new Ties(Objects.requireNonNullElse(row.getString("successor_code"), ""),
                Objects.requireNonNullElse(row.getString("sector_unit"), "")));
    }

    private static String field(NamedCsvRecord row, String name) {
        return row.findField(name).orElse("").strip();
    }

    /** A commune's parent is a district where there is one of that code, else a province (two tiers). */
    private static Key parent(Line line, Set<Key> keys) {
        List<UnitKind> above = switch (line.kind()) {
            case PROVINCE -> List.<UnitKind>of();
            case DISTRICT -> List.of(UnitKind.PROVINCE);
            case COMMUNE -> List.of(UnitKind.DISTRICT, UnitKind.PROVINCE);
            case FACILITY -> List.of(UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE);
        };
        return above.stream().map(k -> new Key(k, line.parentCode())).filter(keys::contains).findFirst().orElse(null);
    }

    private static String province(Key unit, Map<Key, Key> parents) {
        Key at = unit;
        for (int tiers = 0; at != null && tiers < 6; tiers++) {
            if (at.kind() == UnitKind.PROVINCE) {
                return at.code();
            }
            at = parents.get(at);
        }
        return null;
    }

    private void store(Described write) {
        Unit u = write.unit();
        jdbc.sql("""
                insert into unit (kind, code, name, parent_kind, parent_code, province_code, valid_from, valid_to, email,
                    successor_code, sector_unit)
                values (:kind, :code, :name, :parentKind, :parentCode, :province, :from, :to, :email, nullif(:successor, ''), nullif(:sector, ''))
                on conflict (kind, code, valid_from) do update set name = excluded.name, parent_kind = excluded.parent_kind,
                    parent_code = excluded.parent_code, province_code = excluded.province_code,
                    valid_to = excluded.valid_to, email = excluded.email,
                    successor_code = case when :successor::text is null then unit.successor_code else excluded.successor_code end,
                    sector_unit = case when :sector::text is null then unit.sector_unit else excluded.sector_unit end""")
                .param("kind", u.kind().name()).param("code", u.code()).param("name", u.name())
                .param("parentKind", u.parentKind() == null ? null : u.parentKind().name())
                .param("parentCode", Objects.requireNonNullElse(u.parentCode(), "").isEmpty() ? null : u.parentCode())
                .param("province", u.provinceCode()).param("from", u.validFrom()).param("to", u.validTo())
                .param("email", u.email()).param("successor", write.ties().successorCode())
                .param("sector", write.ties().sectorUnit()).update();
    }

    private void error(List<LineError> errors, long line, String code) {
        if (errors.size() < 1_000) {
            errors.add(new LineError(line, code, texts.get("error." + code)));
        }
    }
}
