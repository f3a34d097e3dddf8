-- The domain schema. The engine's own tables (ACT_*) are made by Camunda; what we add to them is in db/engine.
-- Names follow the glossary; instants are timestamptz, dates are dates, codes are text.

-- ---------------------------------------------------------------- audit: append-only, hash-chained
create table audit_event (
    id           bigint      not null primary key,
    at           timestamptz not null,
    actor        text        not null,
    action       text        not null,
    subject_type text        not null,
    subject_id   text        not null,
    detail       jsonb       not null,
    prev_hash    bytea       not null,
    hash         bytea       not null
);
create index audit_event_subject on audit_event (subject_type, subject_id, id);
create sequence audit_event_seq;

create function audit_event_hash(e audit_event) returns bytea language sql immutable as $$
    select sha256(convert_to(concat_ws(chr(31), e.id, extract(epoch from e.at), e.actor, e.action, e.subject_type,
                                       e.subject_id, e.detail::text, encode(e.prev_hash, 'hex')), 'UTF8'))
$$;

-- The lock makes the order of ids, of the chain and of commits one and the same. It is held until the end of the
-- transaction, so an audit record is the last thing a transaction writes.
create function audit_event_chain() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(20220415);
    new.id := nextval('audit_event_seq');
    select hash into new.prev_hash from audit_event order by id desc limit 1;
    new.prev_hash := coalesce(new.prev_hash, '\x00'::bytea);
    new.hash := audit_event_hash(new);
    return new;
end $$;
create trigger audit_event_chain before insert on audit_event for each row execute function audit_event_chain();

create function audit_event_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event is append-only';
end $$;
create trigger audit_event_no_change before update or delete on audit_event for each row execute function audit_event_append_only();
create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function audit_event_append_only();

-- ---------------------------------------------------------------- units and officers
create table unit (
    id            bigint generated always as identity primary key,
    kind          text not null check (kind in ('PROVINCE', 'DISTRICT', 'COMMUNE', 'FACILITY')),
    code          text not null,
    name          text not null,
    parent_kind   text check (parent_kind in ('PROVINCE', 'DISTRICT', 'COMMUNE', 'FACILITY')),
    parent_code   text,
    province_code text not null,
    valid_from    date not null,
    valid_to      date,
    email         text,
    unique (kind, code, valid_from)
);
create index unit_parent on unit (parent_kind, parent_code);

create table officer (
    user_id       text primary key check (user_id ~ '^[a-zA-Z0-9]+$'),
    display_name  text    not null,
    role          text    not null,
    unit_kind     text,
    unit_code     text,
    province_code text,
    email         text,
    phone         text,
    active        boolean not null default true
);
create index officer_unit on officer (unit_kind, unit_code, role) where active;

-- ---------------------------------------------------------------- vaccine catalogue: dated configuration
create table vaccine (
    code               text    not null,
    name               text    not null,
    mp                 text    not null,
    ma                 text    not null,
    vp                 text    not null,
    sd                 int     not null,
    passport_eligible  boolean not null,
    valid_from         date    not null,
    valid_to           date,
    primary key (code, valid_from)
);
-- Names a vaccine goes by in files; alias_key is lower case without marks, spaces and punctuation.
create table vaccine_alias (
    alias_key text primary key,
    code      text not null
);

-- ---------------------------------------------------------------- citizens and doses
create table citizen (
    id                bigint generated always as identity primary key,
    province_code     text not null,
    record_id         text not null,
    full_name         text not null,
    name_key          text not null,
    sex               text check (sex in ('M', 'F', 'UNSPECIFIED')),
    date_of_birth     date,
    dob_precision     text check (dob_precision in ('D', 'M', 'Y')),
    id_number         text,
    id_type           text check (id_type in ('CCCD', 'CMND', 'PASSPORT')),
    nationality       text not null default 'VN',
    phone             text,
    permanent_commune text,
    identity_status   text not null check (identity_status in
        ('DRAFT', 'PRECHECK_FAILED', 'SENT', 'MATCHED', 'MISMATCHED', 'UNVERIFIABLE', 'EXEMPT_FOREIGNER')),
    status_since      timestamptz not null,
    version           int not null default 0,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    -- One person, however many records: at most one active passport hangs on it.
    person_key        text generated always as (nationality || ':' || id_number) stored,
    unique (province_code, record_id)
);
create index citizen_person on citizen (person_key);
-- Foreigners are looked up by their number alone.
create index citizen_foreigner on citizen (id_number) where nationality <> 'VN';
create index citizen_commune on citizen (province_code, permanent_commune, identity_status);
-- The same person under another number: same name, date of birth, sex and commune
create index citizen_namesake on citizen (name_key, date_of_birth);

create table dose (
    id               bigint generated always as identity primary key,
    citizen_id       bigint not null references citizen,
    dose_number      int    not null check (dose_number between 1 and 20),
    vaccination_date date   not null,
    vaccine_code     text   not null,
    lot_number       text,
    facility_code    text   not null,
    -- The unit that entered the dose: whoever entered it signs it.
    entering_unit    text   not null,
    entered_by       text   not null,
    entered_at       timestamptz not null,
    source           text   not null check (source in ('SESSION', 'RETRO_ENTRY', 'COMPLAINT', 'IMPORT')),
    status           text   not null check (status in ('DRAFT', 'READY_TO_SIGN', 'CONFIRMED_BY_MINUTES', 'SIGNED', 'VOID')),
    status_since     timestamptz not null,
    void_reason      text,
    version          int    not null default 0
);
create unique index dose_of_citizen on dose (citizen_id, dose_number) where status <> 'VOID';
create index dose_ready on dose (entering_unit, citizen_id) where status = 'READY_TO_SIGN';

-- ---------------------------------------------------------------- import
create table import (
    id            uuid primary key,
    province_code text not null,
    file_name     text not null,
    format        text not null check (format in ('CSV', 'XLSX')),
    size_bytes    bigint not null,
    sha256        bytea not null,
    dry_run       boolean not null,
    status        text not null check (status in ('RUNNING', 'DONE', 'REJECTED')),
    reject_code   text,
    reject_detail text,
    rows_read     bigint not null default 0,
    rows_accepted bigint not null default 0,
    rows_rejected bigint not null default 0,
    people        bigint not null default 0,
    doses         bigint not null default 0,
    header        text[],
    created_by    text not null,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    -- Whichever node holds the lease works on it; a node that died lets it lapse.
    lease_owner   uuid,
    lease_until   timestamptz,
    attempts      int not null default 0
);
create index import_running on import (created_at) where status = 'RUNNING';
create index import_recent on import (province_code, created_at desc);
create table import_file_part (
    import_id uuid not null references import on delete cascade,
    part      int  not null,
    bytes     bytea not null,
    primary key (import_id, part)
);
-- Packing each part again and again would cost more than the disk it saves: the file is deleted once it is imported.
alter table import_file_part alter column bytes set storage external;
create table import_error (
    import_id uuid   not null references import on delete cascade,
    line      bigint not null,
    code      text   not null,
    cells     text[] not null,
    primary key (import_id, line)
);

-- ---------------------------------------------------------------- verification
create table verification_list (
    id            uuid primary key,
    province_code text not null,
    unit_kind     text not null,
    unit_code     text not null,
    source        text not null check (source in ('IMPORT', 'SESSION')),
    import_id     uuid references import,
    title         text not null,
    session_date  date,
    status        text not null check (status in ('DRAFT', 'COMPARING', 'WAITING_FOR_DOSES', 'DONE')),
    people        int not null default 0,
    chunks        int not null default 0,
    created_by    text not null,
    created_at    timestamptz not null,
    finished_at   timestamptz
);
create index verification_list_import on verification_list (import_id);
create index verification_list_unit on verification_list (unit_kind, unit_code, created_at desc);
create table verification_member (
    list_id    uuid   not null references verification_list,
    citizen_id bigint not null references citizen,
    -- The chunk of the comparison this person is in; null: not compared (foreigner, or failed the pre-check)
    chunk      int,
    outcome    text check (outcome in ('MATCHED', 'MISMATCHED', 'UNVERIFIABLE', 'PRECHECK_FAILED', 'EXEMPT_FOREIGNER')),
    -- step 3 of a list made before a session: did not come, or was not fit to be vaccinated
    not_vaccinated boolean not null default false,
    primary key (list_id, citizen_id)
);
create index verification_member_citizen on verification_member (citizen_id);
create index verification_member_chunk on verification_member (list_id, chunk) where chunk is not null;
-- Each comparison is kept as history.
create table comparison (
    id                bigint generated always as identity primary key,
    citizen_id        bigint not null references citizen,
    list_id           uuid   not null references verification_list,
    request_id        uuid   not null,
    result            text   not null check (result in ('MATCH', 'NO_MATCH', 'UNVERIFIABLE')),
    -- field → true|false where the registry says so; null where it answers nothing but the result
    fields            jsonb,
    current_id_number text,
    -- SHA-256 over the four fields that were sent
    content_hash      bytea  not null,
    compared_at       timestamptz not null,
    unique (request_id, citizen_id)
);
create index comparison_citizen on comparison (citizen_id, id);
create index comparison_list on comparison (list_id);

-- ---------------------------------------------------------------- cleaning
create table cleaning_case (
    id             bigint generated always as identity primary key,
    citizen_id     bigint not null references citizen,
    mismatch_class text   not null check (mismatch_class ~ '^M([1-9]|1[0-3])$'),
    -- what in the record is suspicious: codes only, e.g. {"ID_LOST_ZERO", "SEX_AGAINST_ID"}
    hints          text[] not null default '{}',
    status         text   not null check (status in ('OPEN', 'CLOSED')),
    list_id        uuid   references verification_list,
    comparison_id  bigint references comparison,
    opened_at      timestamptz not null,
    closed_at      timestamptz,
    close_reason   text
);
create unique index cleaning_case_open on cleaning_case (citizen_id, mismatch_class) where status = 'OPEN';
create index cleaning_case_citizen on cleaning_case (citizen_id);
create index cleaning_case_list on cleaning_case (list_id);
create index cleaning_case_comparison on cleaning_case (comparison_id);

-- ---------------------------------------------------------------- signing
create table signing_list (
    id              uuid primary key,
    province_code   text not null,
    unit_code       text not null,
    status          text not null check (status in
        ('COLLECTING', 'IN_REVIEW', 'IN_APPROVAL', 'WAITING_FOR_CERTIFICATE', 'SIGNED', 'RETURNED', 'EMPTY')),
    people          int not null default 0,
    doses           int not null default 0,
    frozen_at       timestamptz,
    frozen_root     bytea,
    reviewed_by     text,
    reviewed_at     timestamptz,
    reviewed_root   bytea,
    approved_by     text,
    approved_at     timestamptz,
    merkle_root     bytea,
    manifest        bytea,
    signature       bytea,
    chain_pem       text,
    signed_by       text,
    signed_at       timestamptz,
    remark          text,
    created_at      timestamptz not null
);
-- A unit gathers into one list at a time.
create unique index signing_list_collecting on signing_list (province_code, unit_code) where status = 'COLLECTING';
create index signing_list_unit on signing_list (unit_code, created_at desc);
create index signing_list_status on signing_list (province_code, status, created_at desc);
create table signing_item (
    list_id      uuid   not null references signing_list,
    dose_id      bigint not null references dose,
    citizen_id   bigint not null references citizen,
    dose_version int    not null,
    -- 128 random bits in the content, so that a published hash reveals nothing about a person
    salt         bytea  not null,
    -- the frozen canonical JSON, what was hashed and reviewed
    content      text   not null,
    leaf_hash    bytea  not null,
    state        text   not null check (state in ('INCLUDED', 'EXCLUDED', 'DROPPED')),
    reason       text,
    decided_by   text,
    leaf_index   int,
    primary key (list_id, dose_id)
);
create index signing_item_dose on signing_item (dose_id);
create index signing_item_citizen on signing_item (citizen_id);
create index signing_item_leaf on signing_item (list_id, leaf_index);

-- ---------------------------------------------------------------- passports
create table passport_batch (
    id              uuid primary key,
    province_code   text not null,
    signing_list_id uuid references signing_list,
    status          text not null check (status in ('OPENING', 'WAITING_FOR_RELEASE', 'ISSUING', 'DONE', 'STOPPED')),
    people          int not null default 0,
    issued          int not null default 0,
    released_by     text,
    confirmed_by    text,
    created_at      timestamptz not null,
    finished_at     timestamptz
);
-- One batch for a list, however often its signing is told; a list may try again after a stop.
create unique index passport_batch_list on passport_batch (signing_list_id) where status <> 'STOPPED';
create index passport_batch_of_list on passport_batch (signing_list_id);
create table passport_batch_member (
    batch_id   uuid   not null references passport_batch,
    citizen_id bigint not null references citizen,
    chunk      int    not null,
    outcome    text   check (outcome in ('ISSUED', 'HAS_PASSPORT', 'NOT_ELIGIBLE', 'FAILED_SELF_CHECK')),
    primary key (batch_id, citizen_id)
    -- room for the outcome on the row's own page
) with (fillfactor = 75);
create index passport_batch_member_chunk on passport_batch_member (batch_id, chunk);
create index passport_batch_member_citizen on passport_batch_member (citizen_id);
create table passport (
    id                 uuid   primary key,
    province_code      text   not null,
    citizen_id         bigint not null references citizen,
    person_key         text   not null,
    dose_id            bigint not null references dose,
    batch_id           uuid   not null references passport_batch,
    uvci               text   not null unique,
    hc1                text   not null,
    kid                bytea  not null,
    status             text   not null check (status in ('ACTIVE', 'EXPIRED', 'SUPERSEDED', 'REVOKED')),
    issued_at          timestamptz not null,
    expires_at         timestamptz not null,
    revoked_at         timestamptz,
    revoke_reason      text,
    -- the three revocation hashes of the EU DCC, 16 bytes each
    signature_hash     bytea  not null,
    uci_hash           bytea  not null,
    country_uci_hash   bytea  not null
);
create unique index passport_one_active on passport (person_key) where status = 'ACTIVE';
create index passport_citizen on passport (citizen_id);
create index passport_dose on passport (dose_id);
create index passport_batch_id on passport (batch_id);

-- ---------------------------------------------------------------- notification: transactional outbox, one-time codes
create table outbox (
    id         uuid primary key,
    channel    text not null check (channel in ('SMS', 'MAIL')),
    recipient  text not null,
    subject    text,
    body       text not null,
    html       text,
    -- one message for one event, whatever is retried
    dedup_key  text not null unique,
    status     text not null check (status in ('PENDING', 'SENT', 'FAILED')),
    attempts   int  not null default 0,
    next_at    timestamptz not null,
    created_at timestamptz not null,
    -- of no use after this (one-time codes)
    not_after  timestamptz,
    sent_at    timestamptz
);
create index outbox_pending on outbox (next_at) where status = 'PENDING';
create table one_time_code (
    id         uuid primary key,
    purpose    text  not null,
    subject    text  not null,
    code_hash  bytea not null,
    attempts   int   not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index one_time_code_subject on one_time_code (purpose, subject, created_at desc);

-- What a citizen who has proved the phone may fetch for some minutes; of the token only its hash is kept.
create table passport_token (
    token_hash  bytea primary key,
    passport_id uuid  not null references passport,
    expires_at  timestamptz not null
);
create index passport_token_passport on passport_token (passport_id);
create index passport_token_expiry on passport_token (expires_at);

-- ---------------------------------------------------------------- limits that hold over all nodes
create table rate_limit (
    bucket     text primary key,
    tokens     double precision not null,
    updated_at timestamptz not null
);
