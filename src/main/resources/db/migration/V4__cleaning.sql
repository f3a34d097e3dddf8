-- Data cleaning (2262): proposals confirmed by the population database, batches of a commune, decisions, and the history they leave.

-- ---------------------------------------------------------------- people
-- hamlet: thôn, ấp, bản, tổ dân phố of permanent residence, as the file names it
alter table citizen add column hamlet text;
-- The record this one was merged into: the same person's. It is kept, with its history, and worked on no more.
alter table citizen add column merged_into bigint references citizen;
create index citizen_merged_into on citizen (merged_into) where merged_into is not null;
-- All doses of a person, void ones too: records, their history and merging look for them; the index of the doses that count is partial.
create index dose_citizen on dose (citizen_id);
-- Old numbers stay known after they were replaced.
create table citizen_alias (
    id         bigint generated always as identity primary key,
    citizen_id bigint not null references citizen,
    id_number  text   not null,
    since      timestamptz not null,
    unique (citizen_id, id_number)
);

-- Who reported the case; null where the record or its comparison shows it. What people report is closed by people.
alter table cleaning_case add column reported_by text;

-- ---------------------------------------------------------------- every change of a record, whoever asked for it
alter table record_change drop constraint record_change_source_check;
alter table record_change add constraint record_change_source_check check (source in ('COMPLAINT', 'CLEANING', 'IMPORT', 'SESSION'));
-- four eyes: who confirmed it, where somebody had to
alter table record_change add column confirmed_by text;
-- why: code of a rule, a kind of decision, or a reason; never a person's datum
alter table record_change add column reason text;
create index record_change_source on record_change (source, source_id);

-- ---------------------------------------------------------------- proposals
create table cleaning_proposal (
    id               bigint generated always as identity primary key,
    citizen_id       bigint not null references citizen,
    -- the instance of proposal-check that asks about it
    run_id           uuid   not null,
    -- 1 to 8, likeliest first
    rank             smallint not null check (rank between 1 and 8),
    -- codes of the rules it follows, joined by +
    rule             text   not null,
    -- the four fields as they are asked: the record's own, with the changes
    full_name        text   not null,
    sex              text   not null,
    date_of_birth    date   not null,
    id_number        text   not null,
    -- names of the fields that differ from the record's
    changed          text[] not null,
    -- the other record of the same person, where the number comes from there
    other_citizen_id bigint references citizen,
    -- SHA-256 over the record's four fields it was derived from: another content makes it void
    content_hash     bytea  not null,
    derived_at       timestamptz not null,
    request_id       uuid,
    asked_at         timestamptz,
    result           text check (result in ('MATCH', 'NO_MATCH', 'UNVERIFIABLE')),
    unique (citizen_id, run_id, rank)
);
create index cleaning_proposal_citizen on cleaning_proposal (citizen_id, id);
create index cleaning_proposal_to_ask on cleaning_proposal (run_id, rank, id) where asked_at is null;
create index cleaning_proposal_asked on cleaning_proposal (asked_at) where asked_at is not null;
create index cleaning_proposal_other on cleaning_proposal (other_citizen_id) where other_citizen_id is not null;

-- ---------------------------------------------------------------- batches
create table cleaning_batch (
    id              uuid primary key,
    province_code   text not null,
    commune_code    text not null,
    -- REVIEW by the station with the hamlets, POLICE, HAND_OVER (signing), DOSES (confirmed by health above), RECEIPT by the station,
    -- UPDATING and comparing, TASK_FORCE of the province, DONE
    stage           text not null check (stage in ('REVIEW', 'POLICE', 'HAND_OVER', 'DOSES', 'RECEIPT', 'UPDATING', 'TASK_FORCE', 'DONE')),
    round           int  not null default 1,
    created_by      text not null,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    -- the batch its rows were left over from
    follows         uuid references cleaning_batch,
    -- the comparison of the present round
    list_id         uuid references verification_list,
    -- the police's list as it was signed and handed over: canonical bytes, their SHA-256, number of the document, scan of the paper
    signed_list     bytea,
    signed_hash     bytea,
    document_number text,
    scan            bytea,
    scan_type       text,
    signed_by       text,
    signed_at       timestamptz,
    received_by     text,
    received_at     timestamptz,
    -- binds the rows of a workbook to this batch: 244 random bits
    workbook_key    bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
);
create index cleaning_batch_commune on cleaning_batch (province_code, commune_code, created_at desc);
create unique index cleaning_batch_in_review on cleaning_batch (province_code, commune_code) where stage = 'REVIEW' and round = 1;
create index cleaning_batch_follows on cleaning_batch (follows) where follows is not null;
create index cleaning_batch_list on cleaning_batch (list_id) where list_id is not null;
-- What was signed and handed over in rounds before the present one: the station archives it (2262, step 3).
create table cleaning_signed_list (
    batch_id        uuid not null references cleaning_batch,
    round           int  not null,
    signed_list     bytea not null,
    signed_hash     bytea not null,
    document_number text,
    scan            bytea,
    scan_type       text,
    signed_by       text,
    signed_at       timestamptz,
    received_by     text,
    received_at     timestamptz,
    primary key (batch_id, round)
);

create table cleaning_row (
    batch_id       uuid   not null references cleaning_batch,
    citizen_id     bigint not null references citizen,
    -- place in the list, from 1
    line           int    not null,
    classes        text[] not null,
    -- the class it is worked through under
    main_class     text   not null,
    hamlet         text,
    -- of the name at listing, for the search: key without marks
    name_plain     text   not null,
    -- SHA-256 over the four fields of the record when it was listed or last looked at
    content_hash   bytea  not null,
    -- OPEN: to be reviewed; REVIEWED: for the police (or, doses, for health above); CONFIRMED; RETURNED with a reason; APPLIED: to be
    -- compared; DONE; ESCALATED to the task force; RELEASED to a later batch
    state          text   not null check (state in ('OPEN', 'REVIEWED', 'CONFIRMED', 'RETURNED', 'APPLIED', 'DONE', 'ESCALATED', 'RELEASED')),
    decision       text   check (decision in ('ACCEPT', 'EDIT', 'RECOMPARE', 'TRANSFER', 'DECEASED', 'NOT_FOUND', 'MERGE', 'OWNER', 'NOT_OWNER',
                                              'DOSE', 'CLOSE')),
    proposal_id    bigint references cleaning_proposal,
    -- decided changes, by field; null: as it is
    to_full_name   text,
    to_sex         text,
    to_date_of_birth date,
    to_id_number   text,
    to_nationality text,
    to_phone       text,
    to_commune     text,
    other_citizen_id bigint references citizen,
    dose           jsonb,
    -- code of a reason
    reason         text,
    decided_by     text,
    decided_at     timestamptz,
    -- 2262 step 2: which side was wrong (A29)
    npd_result     text check (npd_result in ('PLATFORM_WRONG', 'NPD_CORRECTED', 'BOTH')),
    confirmed_by   text,
    confirmed_at   timestamptz,
    -- how it ended: MATCHED, CLOSED, TRANSFERRED, MERGED, …
    outcome        text,
    -- grows with each change: two officers never overwrite each other
    version        int    not null default 0,
    primary key (batch_id, citizen_id)
) with (fillfactor = 70);
create unique index cleaning_row_line on cleaning_row (batch_id, line);
-- A record is worked on in one batch at a time.
create unique index cleaning_row_active on cleaning_row (citizen_id) where state not in ('DONE', 'RELEASED');
create index cleaning_row_citizen on cleaning_row (citizen_id);
create index cleaning_row_other on cleaning_row (other_citizen_id) where other_citizen_id is not null;
create index cleaning_row_proposal on cleaning_row (proposal_id) where proposal_id is not null;

-- What officers did in the grid, for undo and for the history of a record.
create table cleaning_decision (
    id          bigint generated always as identity primary key,
    batch_id    uuid   not null references cleaning_batch,
    citizen_id  bigint not null references citizen,
    -- one key press, one accepted class, one applied file: undone together
    action_id   uuid   not null,
    at          timestamptz not null,
    officer     text   not null,
    stage       text   not null,
    decision    text   not null,
    reason      text,
    -- the row before, so that undoing puts it back
    before      jsonb  not null,
    row_version int    not null,
    undone_at   timestamptz
);
create index cleaning_decision_batch on cleaning_decision (batch_id, officer, id desc);
create index cleaning_decision_citizen on cleaning_decision (citizen_id, id);
create index cleaning_decision_action on cleaning_decision (action_id);

-- A random sample that an officer looks at before accepting a whole class.
create table cleaning_sample (
    id         uuid primary key,
    batch_id   uuid not null references cleaning_batch,
    officer    text not null,
    stage      text not null,
    filter     jsonb not null,
    citizens   bigint[] not null,
    -- all rows the acceptance will touch, with their versions when the sample was drawn
    rows       bigint[] not null,
    versions   int[]  not null,
    created_at timestamptz not null,
    used_at    timestamptz
);
create index cleaning_sample_batch on cleaning_sample (batch_id, created_at desc);

-- Who looked into which list, once for an officer and a day: the audit says so.
create table cleaning_view (
    batch_id uuid not null references cleaning_batch,
    officer  text not null,
    day      date not null,
    primary key (batch_id, officer, day)
);

-- SHA-256 over the four compulsory fields, as Identities computes it
create function cleaning_content_hash(c citizen) returns bytea language sql stable as $$
    select sha256(convert_to(concat(c.full_name, chr(31), c.sex, chr(31), to_char(c.date_of_birth, 'YYYY-MM-DD'), chr(31), c.id_number), 'UTF8'))
$$;
-- A name's key without marks, Đ as D: what the search in the grid compares
create function cleaning_plain(name_key text) returns text language sql immutable as $$
    select replace(regexp_replace(normalize(name_key, NFD), '[\u0300-\u036f]', '', 'g'), 'Đ', 'D')
$$;
