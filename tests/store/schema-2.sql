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

