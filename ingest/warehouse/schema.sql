-- The warehouse's tables. Views stand in views.sql, what each column means in dictionary.toml (from which the COMMENTs
-- and docs/data-dictionary.md are made). Constraints refuse what must never be stored, whoever writes it.

create table forces (
    force_id varchar primary key,
    name varchar not null,
    short_name varchar not null,
    nation varchar,
    region varchar,
    gss_code varchar,
    kind varchar not null check (kind in ('territorial', 'special', 'crown_dependency')),
    tile_row integer,
    tile_column integer
);

create table areas (
    force_id varchar primary key check (starts_with(force_id, 'area:')),
    name varchar not null,
    area_kind varchar not null check (
        area_kind in ('part_of_force', 'several_forces', 'region', 'nation', 'country', 'crown_dependency', 'unit')
    ),
    members varchar[]
);

create table offences (
    offence_id varchar primary key,
    act varchar,
    section varchar,
    title varchar not null,
    jurisdiction varchar,
    home_office_codes varchar[],
    in_force_from date,
    in_force_to date,
    within varchar[],
    overlaps_with varchar[],
    about_children varchar not null check (about_children in ('yes', 'mixed', 'no')),
    most_of varchar,
    note varchar
);

create table measures (
    measure_id varchar primary key,
    title varchar not null,
    definition varchar not null,
    kind varchar not null,
    counts_arrests boolean not null,
    about_ocag boolean not null,
    whole_offence_id varchar references offences (offence_id),
    within varchar[],
    not_comparable_with varchar[],
    not_comparable_because map(varchar, varchar) not null,
    about_children varchar check (about_children in ('yes', 'mixed', 'no'))
);

-- What there are figures of, in the order of lists: dashboards and indexes ask it, so that context never comes first.
create table subjects (
    measure_id varchar not null references measures (measure_id),
    offence_id varchar references offences (offence_id),
    list_group integer not null,
    is_offered boolean not null
);

create table periods (
    period_id varchar primary key,
    period_kind varchar not null check (period_kind in ('financial_year', 'calendar_year', 'other', 'unknown')),
    period_start date,
    period_end date,
    days integer,
    check ((period_kind = 'unknown') = (period_start is null)),
    check (period_start is null or period_end >= period_start)
);

create table populations (
    force_id varchar not null references forces (force_id),
    mid_year integer not null,
    population bigint not null check (population > 0),
    source varchar not null,
    primary key (force_id, mid_year)
);

create table search_words (
    words varchar not null,
    kind varchar not null check (kind in ('force', 'offence', 'measure', 'page')),
    id varchar not null,
    primary key (words, kind, id)
);

create table exemptions (
    law varchar not null,
    section varchar not null,
    title varchar not null,
    is_absolute boolean,
    ground varchar check (ground = 'cost'),
    primary key (law, section)
);

create table symbols (symbol varchar primary key, meaning varchar not null);

create table campaigns (
    campaign_id varchar primary key,
    title varchar not null,
    law varchar,
    requests integer not null
);

create table campaign_requests (
    campaign_id varchar not null references campaigns (campaign_id),
    url varchar,
    force_id varchar references forces (force_id),
    asked_on varchar
);

create table questions (
    campaign_id varchar not null references campaigns (campaign_id),
    question varchar not null,
    asks varchar not null,
    measure_id varchar references measures (measure_id),
    period_id varchar,
    offence_id varchar,
    primary key (campaign_id, question)
);

create table sources (
    source_id varchar primary key,
    source_kind varchar not null check (
        source_kind in ('force_response', 'disclosure_log', 'official', 'charity', 'press', 'group')
    ),
    title varchar,
    force_ids varchar[],
    reference varchar,
    publisher varchar,
    read_in varchar,
    read_part varchar check (read_part in ('whole', 'opening', 'part')),
    url varchar,
    law varchar,
    campaign_id varchar references campaigns (campaign_id),
    asked_on varchar,
    received_on varchar,
    answered_on varchar,
    published_on varchar,
    fetched_on varchar,
    folder varchar not null,
    note varchar,
    licence varchar
);

create table documents (
    document_id varchar primary key,
    source_id varchar not null references sources (source_id),
    path varchar not null check (not starts_with(path, '/')),
    form varchar not null check (form in ('original', 'transcript')),
    media_type varchar,
    pages integer,
    sha256 varchar not null
);

create table all_figures (
    figure_id varchar primary key check (length(figure_id) = 12),
    force_id varchar not null,
    force varchar not null,
    nation varchar,
    region varchar,
    area_kind varchar not null check (
        area_kind in ('force', 'part_of_force', 'several_forces', 'region', 'nation', 'country', 'crown_dependency', 'unit')
    ),
    forces_counted integer,
    forces_asked integer,
    measure_id varchar not null references measures (measure_id),
    measure varchar not null,
    unit varchar not null,
    offence_id varchar references offences (offence_id),
    act varchar,
    section varchar,
    offence varchar,
    scope varchar,
    dimensions map(varchar, varchar) not null,
    period_id varchar not null references periods (period_id),
    period varchar not null,
    period_kind varchar not null check (period_kind in ('financial_year', 'calendar_year', 'other', 'unknown')),
    period_start date,
    period_end date,
    value double,
    value_low double,
    value_high double,
    symbol varchar references symbols (symbol),
    value_text varchar not null,
    within varchar[],
    within_by varchar check (within_by in ('source', 'reading')),
    source_id varchar not null references sources (source_id),
    source_kind varchar not null,
    source varchar not null,
    source_url varchar,
    reference varchar,
    published_on varchar,
    compiled_by varchar,
    read_in varchar,
    hand varchar not null check (hand in ('own_document', 'own_transcript', 'second_hand')),
    read_part varchar check (read_part in ('whole', 'opening', 'part')),
    document varchar not null check (not starts_with(document, '/')),
    page integer,
    locator varchar not null check (locator <> ''),
    quote varchar,
    method varchar not null check (method in ('text', 'table', 'spreadsheet', 'transcript', 'ocr')),
    review varchar not null check (review in ('unreviewed', 'reviewed', 'corrected')),
    statement varchar,
    note varchar,
    correction varchar,
    release varchar not null,
    status varchar not null check (
        status in ('current', 'repeated', 'superseded', 'withdrawn', 'conflicting', 'rejected')
    ),
    replaced_by varchar,
    rule varchar,
    is_disputed boolean not null,
    offence_as_published varchar,
    period_as_published varchar,
    question varchar,
    stage varchar not null,
    bbox double[],
    lines integer[],
    reading_reason varchar,
    chain varchar[],
    comparable_key varchar,
    year integer,
    about_children varchar not null check (about_children in ('yes', 'mixed', 'no')),
    doubts varchar[] not null,
    differs varchar[] not null,
    law_section varchar,
    licence varchar,
    -- A figure bears a number, a bound, or the reason why it bears none.
    check (value is not null or value_low is not null or value_high is not null or symbol is not null or note is not null),
    check (value is null or (value_low = value and value_high = value)),
    check (value_low is null or value_high is null or value_low <= value_high),
    check (not (method = 'transcript' and quote is not null)),
    check (status in ('current', 'rejected', 'withdrawn') or rule is not null)
);

create table outcomes (
    outcome_id varchar primary key check (length(outcome_id) = 12),
    campaign_id varchar references campaigns (campaign_id),
    force_id varchar not null,
    force varchar not null,
    source_id varchar not null references sources (source_id),
    source_url varchar,
    reference varchar,
    question varchar,
    asks varchar,
    measure_id varchar references measures (measure_id),
    offence_id varchar references offences (offence_id),
    period_id varchar references periods (period_id),
    status varchar not null check (
        status in (
            'answered', 'partly_answered', 'refused', 'ncnd', 'not_held', 'referred', 'not_read', 'not_applicable',
            'no_answer', 'withdrawn'
        )
    ),
    exemptions varchar[] not null,
    exemptions_basis varchar check (exemptions_basis in ('printed', 'inferred')),
    law varchar,
    answer_text varchar,
    said_by varchar not null check (said_by in ('force', 'requester', 'compiler')),
    stage varchar not null check (stage in ('response', 'internal_review', 'commissioner', 'tribunal')),
    asked_on varchar,
    received_on varchar,
    answered_on varchar,
    cost_records double,
    cost_minutes_each double,
    cost_hours double,
    force_caveat varchar,
    is_current boolean not null,
    document varchar not null check (not starts_with(document, '/')),
    page integer,
    locator varchar not null check (locator <> ''),
    quote varchar,
    hand varchar not null check (hand in ('own_document', 'own_transcript', 'second_hand')),
    note varchar,
    ruling varchar,
    lines integer[],
    period_as_published varchar,
    chain varchar[]
);

create table coverage (
    force_id varchar not null,
    force varchar not null,
    measure_id varchar not null references measures (measure_id),
    measure varchar not null,
    offence_id varchar,
    period_id varchar not null,
    campaign_id varchar,
    question varchar,
    state varchar not null check (
        state in (
            'value', 'interval', 'suppressed', 'conflicting', 'partly_answered', 'refused', 'ncnd', 'not_held',
            'referred', 'not_read', 'not_applicable', 'withdrawn', 'no_answer', 'not_asked', 'not_collected', 'not_known'
        )
    ),
    figure_id varchar,
    outcome_id varchar,
    source_id varchar
);

create table checks (
    check_id varchar primary key,
    severity varchar not null check (severity in ('error', 'warning', 'note')),
    rule varchar not null,
    origin varchar not null check (origin in ('source', 'reader', 'reference')),
    message varchar not null,
    source_id varchar,
    figure_id varchar,
    document varchar,
    page integer,
    locator varchar
);

create table erased (
    erased_id varchar primary key,
    erased_on date not null,
    reason varchar not null
);

create table release (
    release varchar not null check (length(release) = 12),
    built_at timestamp not null,
    version varchar not null,
    sources integer not null,
    documents integer not null,
    figures integer not null,
    figures_of_forces integer not null,
    forces_with_figures integer not null,
    outcomes integer not null,
    checks integer not null,
    notes varchar[] not null
);
