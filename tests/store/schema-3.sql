-- the documents, each once
CREATE TABLE documents (
  "id" VARCHAR PRIMARY KEY,
  "text" VARCHAR,
  "title" VARCHAR,
  "published" DATE,
  "published_basis" VARCHAR,
  "published_note" VARCHAR,
  "dateline" STRUCT("text" VARCHAR, "place" VARCHAR, "region" VARCHAR, "agency" VARCHAR),
  "agency" VARCHAR,
  "outlet" VARCHAR,
  "url" VARCHAR,
  "language" VARCHAR,
  "rights" VARCHAR,
  "byline" VARCHAR,
  "captions" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "credit" VARCHAR)[],
  "furniture" STRUCT("kind" VARCHAR, "text" VARCHAR)[],
  "zones" STRUCT("kind" VARCHAR, "start" BIGINT, "end" BIGINT)[],
  "meta" JSON,
  "status" VARCHAR,
  "text_digest" VARCHAR,
  "coder_digest" VARCHAR,
  "run" BIGINT
);

-- the sentences of each document, and why those without an event have none
CREATE TABLE sentences (
  "doc" VARCHAR,
  "n" BIGINT,
  "index" BIGINT,
  "start" BIGINT,
  "end" BIGINT,
  "kind" VARCHAR,
  "silence" VARCHAR
);

-- the mentions of actors in each document, and who they are
CREATE TABLE entities (
  "doc" VARCHAR,
  "n" BIGINT,
  "text" VARCHAR,
  "start" BIGINT,
  "end" BIGINT,
  "name" VARCHAR,
  "code" VARCHAR,
  "sector" VARCHAR[],
  "id" VARCHAR,
  "role" VARCHAR,
  "via" VARCHAR,
  "why" VARCHAR
);

-- who did what to whom: one row an event
CREATE TABLE events (
  "n" BIGINT,
  "id" VARCHAR,
  "doc" VARCHAR,
  "event" VARCHAR,
  "event_text" VARCHAR,
  "start" BIGINT,
  "end" BIGINT,
  "sentence" STRUCT("index" BIGINT, "start" BIGINT, "end" BIGINT),
  "mode" VARCHAR[],
  "context" VARCHAR[],
  "aux" VARCHAR[],
  "actor" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[],
  "recipient" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[],
  "third_party" STRUCT("entity" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR), "part" VARCHAR)[],
  "said_by" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[],
  "date" VARCHAR,
  "date_precision" VARCHAR,
  "event_loc" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "geonameid" BIGINT, "lat" DOUBLE, "lon" DOUBLE, "city" VARCHAR, "province" VARCHAR, "country" VARCHAR, "feature_code" VARCHAR),
  "size" STRUCT("dead" STRUCT("least" BIGINT, "most" BIGINT, "start" BIGINT, "end" BIGINT), "injured" STRUCT("least" BIGINT, "most" BIGINT, "start" BIGINT, "end" BIGINT), "arrested" STRUCT("least" BIGINT, "most" BIGINT, "start" BIGINT, "end" BIGINT), "displaced" STRUCT("least" BIGINT, "most" BIGINT, "start" BIGINT, "end" BIGINT), "participants" STRUCT("least" BIGINT, "most" BIGINT, "start" BIGINT, "end" BIGINT)),
  "quad_code" BIGINT,
  "event_scale" DOUBLE,
  "confidence" DOUBLE,
  "why" VARCHAR[],
  "same_as" VARCHAR,
  "story" VARCHAR
);

-- the time expressions of each document
CREATE TABLE times (
  "doc" VARCHAR,
  "n" BIGINT,
  "text" VARCHAR,
  "start" BIGINT,
  "end" BIGINT,
  "value" VARCHAR
);

-- the places each document names
CREATE TABLE places (
  "doc" VARCHAR,
  "n" BIGINT,
  "text" VARCHAR,
  "start" BIGINT,
  "end" BIGINT,
  "name" VARCHAR,
  "geonameid" BIGINT,
  "lat" DOUBLE,
  "lon" DOUBLE,
  "city" VARCHAR,
  "province" VARCHAR,
  "country" VARCHAR,
  "feature_code" VARCHAR
);

-- agreements, their stages and terms
CREATE TABLE accords (
  "doc" VARCHAR,
  "n" BIGINT,
  "id" VARCHAR,
  "name" VARCHAR,
  "parties" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[],
  "subject" VARCHAR,
  "kind" VARCHAR,
  "stages" STRUCT("stage" VARCHAR, "by" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[], "date" VARCHAR, "date_precision" VARCHAR, "said_by" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[], "aux" VARCHAR[], "evidence" STRUCT("doc" VARCHAR, "start" BIGINT, "end" BIGINT)[])[],
  "status" VARCHAR,
  "terms" STRUCT("kind" VARCHAR, "holder" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[], "act" VARCHAR, "condition" VARCHAR, "until" VARCHAR, "said_by" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[], "evidence" STRUCT("doc" VARCHAR, "start" BIGINT, "end" BIGINT)[])[],
  "mentions" STRUCT("doc" VARCHAR, "start" BIGINT, "end" BIGINT)[]
);

-- standing relations between two actors
CREATE TABLE ties (
  "n" BIGINT,
  "id" VARCHAR,
  "tie" VARCHAR,
  "a" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR),
  "b" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR),
  "since" VARCHAR,
  "until" VARCHAR,
  "said_by" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[],
  "aux" VARCHAR[],
  "doc" VARCHAR,
  "start" BIGINT,
  "end" BIGINT,
  "source" VARCHAR,
  "contradicts" VARCHAR,
  "why" VARCHAR[]
);

-- what documents report as one event, each once
CREATE TABLE stories (
  "id" VARCHAR,
  "event" VARCHAR,
  "canonical" VARCHAR,
  "earliest" DATE,
  "latest" DATE,
  "reports" BIGINT,
  "texts" BIGINT,
  "dead_low" BIGINT,
  "dead_high" BIGINT,
  "injured_low" BIGINT,
  "injured_high" BIGINT,
  "arrested_low" BIGINT,
  "arrested_high" BIGINT,
  "displaced_low" BIGINT,
  "displaced_high" BIGINT,
  "participants_low" BIGINT,
  "participants_high" BIGINT,
  "speakers" STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT, "name" VARCHAR, "code" VARCHAR, "sector" VARCHAR[], "id" VARCHAR, "role" VARCHAR, "via" VARCHAR, "why" VARCHAR)[]
);

-- which event is told in which story, and why; an act told twice in one document (events.same_as) is here once
CREATE TABLE story_events (
  "id" VARCHAR,
  "story" VARCHAR,
  "doc" VARCHAR,
  "family" VARCHAR,
  "earliest" DATE,
  "latest" DATE,
  "linked_to" VARCHAR,
  "score" DOUBLE,
  "why" VARCHAR[],
  "component" VARCHAR
);

-- every two events found alike enough to be one, whether their stories were joined or not
CREATE TABLE links (
  "a" VARCHAR,
  "b" VARCHAR,
  "score" DOUBLE,
  "why" VARCHAR[],
  "family" VARCHAR,
  "stretch" BIGINT,
  "text" VARCHAR
);

-- what a person decided of two events, kept through later runs; the later decision wins
CREATE TABLE decisions (
  "n" BIGINT,
  "a" VARCHAR,
  "b" VARCHAR,
  "same" BOOLEAN,
  "decided" TIMESTAMP
);

-- which text each document prints
CREATE TABLE copies (
  "doc" VARCHAR,
  "first" VARCHAR,
  "published" DATE,
  "digest" VARCHAR,
  "keys" BIGINT[]
);

-- documents filed since stories were last linked: the next run that comes to its end links them
CREATE TABLE unlinked (
  "doc" VARCHAR
);

-- each pass over a set of documents
CREATE TABLE runs (
  "id" BIGINT,
  "version" VARCHAR,
  "options" VARCHAR,
  "options_digest" VARCHAR,
  "coder_digest" VARCHAR,
  "inputs" VARCHAR[],
  "started" TIMESTAMP,
  "finished" TIMESTAMP,
  "documents_read" BIGINT,
  "documents_filed" BIGINT,
  "documents_present" BIGINT,
  "copies" BIGINT,
  "rejected" BIGINT,
  "events" BIGINT
);

-- pieces of input that could not be read or coded
CREATE TABLE rejects (
  "id" VARCHAR,
  "run" BIGINT,
  "place" VARCHAR,
  "reason" VARCHAR,
  "detail" VARCHAR,
  "doc" VARCHAR
);

-- facts about this file
CREATE TABLE meta (
  "key" VARCHAR PRIMARY KEY,
  "value" VARCHAR
);

-- every event once, however many documents report it: the canonical event of each story
CREATE VIEW acts AS
SELECT e.story, e.id, e.event, e.mode, e.context, e.aux,
  NOT list_has_any(e.aux, ['future', 'hypothetical', 'negation', 'alleged']) AS real,
  list_sort(list_distinct(list_transform(list_filter(e.actor, lambda x: x.code <> '---'), lambda x: CASE WHEN x.code IN ('IGO', 'NGO', 'ISM', 'IMG', 'MNC') THEN x.code || ' ' || x.name ELSE x.code END))) AS actors,
  list_sort(list_distinct(list_transform(list_filter(e.recipient, lambda x: x.code <> '---'), lambda x: CASE WHEN x.code IN ('IGO', 'NGO', 'ISM', 'IMG', 'MNC') THEN x.code || ' ' || x.name ELSE x.code END))) AS recipients,
  e.date,
  TRY_CAST(CASE WHEN length(e.date) = 10 THEN e.date END AS DATE) AS day,
  CASE WHEN regexp_full_match(e.date, '\d{4}-\d\d(-\d\d)?') THEN left(e.date, 7)
    WHEN regexp_full_match(e.date, '\d{4}-W\d\d') THEN strftime(strptime(e.date || '-1', '%G-W%V-%u'), '%Y-%m')
  END AS month,
  e.event_loc.name AS place, e.event_loc.country AS country, e.event_loc.lat AS lat, e.event_loc.lon AS lon,
  e.quad_code AS quad, e.event_scale AS scale, e.confidence, coalesce(s.reports, 1) AS reports,
  s.earliest, s.latest, s.dead_low, s.dead_high, e.doc, e.event_text AS words
FROM events e LEFT JOIN stories s ON s.id = e.story
WHERE e.same_as IS NULL AND (s.id IS NULL OR s.canonical = e.id);

-- the acts between each two: one row an act and pair
CREATE VIEW pairs AS
SELECT a, b, CASE WHEN count(*) > 1 THEN 'both' WHEN min(one) = min(a) THEN 'forth' ELSE 'back' END AS way,
  story, id, event, real, date, day, month, place, country, quad, scale, reports, words
FROM (
  SELECT *, least(one, other) AS a, greatest(one, other) AS b
  FROM (SELECT *, unnest(recipients) AS other FROM (SELECT *, unnest(actors) AS one FROM acts))
  WHERE one <> other
)
GROUP BY ALL;

-- what happened between each two, by month
CREATE VIEW pair_months AS
SELECT a, b, month, count(*) AS acts, sum(reports)::BIGINT AS reports,
  coalesce(sum(scale) FILTER (scale > 0), 0) AS cooperation,
  coalesce(-sum(scale) FILTER (scale < 0), 0) AS conflict
FROM pairs WHERE real GROUP BY a, b, month;

-- what happened between each two, by type
CREATE VIEW pair_types AS
SELECT a, b, event, count(*) AS acts, sum(reports)::BIGINT AS reports,
  coalesce(sum(scale) FILTER (scale > 0), 0) AS cooperation,
  coalesce(-sum(scale) FILTER (scale < 0), 0) AS conflict, min(day) AS first, max(day) AS last
FROM pairs WHERE real GROUP BY a, b, event;

-- what happened between each two, by place
CREATE VIEW pair_places AS
SELECT a, b, place, country, count(*) AS acts, sum(reports)::BIGINT AS reports,
  coalesce(sum(scale) FILTER (scale > 0), 0) AS cooperation,
  coalesce(-sum(scale) FILTER (scale < 0), 0) AS conflict
FROM pairs WHERE real GROUP BY a, b, place, country;

-- every event once, the latest first
CREATE VIEW latest AS
SELECT coalesce(acts.day, d.published) AS day, event, actors, recipients, place, reports, real,
  d.title, words, story, acts.id AS id
FROM acts JOIN documents d ON d.id = acts.doc
ORDER BY 1 DESC NULLS LAST, acts.id;

-- which documents tell each story, and why they were put together
CREATE VIEW reports AS
SELECT t.story, t.id, t.doc, d.published, d.outlet, d.title,
  CASE WHEN c.first <> c.doc THEN c.first END AS copy_of, s.canonical = t.id AS canonical,
  t.linked_to, t.score, t.why
FROM story_events t JOIN stories s ON s.id = t.story JOIN documents d ON d.id = t.doc
LEFT JOIN copies c ON c.doc = t.doc
ORDER BY t.story, d.published NULLS LAST, t.id;

-- the stages of the accords, one row each
CREATE VIEW stages AS
SELECT id AS accord, doc, name, kind, unnest(stages, max_depth := 2)
FROM accords;

-- the terms of the accords, one row each
CREATE VIEW terms AS
SELECT id AS accord, doc, name, unnest(terms, max_depth := 2)
FROM accords;

