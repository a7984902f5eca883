-- The archive as tables that refer to each other. Dates are ISO; what is not known is NULL. A list of items.json is a
-- table of its own here. Only open items are in it.

CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE bodies (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, organisation TEXT NOT NULL, url TEXT NOT NULL
);
CREATE TABLE cases (id TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT NOT NULL);
CREATE TABLE topics (id TEXT PRIMARY KEY, name TEXT NOT NULL, kle TEXT NOT NULL, url TEXT NOT NULL);
CREATE TABLE meetings (
    id TEXT PRIMARY KEY, body TEXT NOT NULL REFERENCES bodies (id), date TEXT NOT NULL, start TEXT, "end" TEXT,
    place TEXT, stage TEXT NOT NULL, withheld INTEGER NOT NULL, withdrawn TEXT, url TEXT NOT NULL
);
CREATE TABLE items (
    id TEXT PRIMARY KEY, meeting TEXT NOT NULL REFERENCES meetings (id), position INTEGER NOT NULL,
    number TEXT NOT NULL, reference TEXT NOT NULL, title TEXT NOT NULL, outcome TEXT, decision TEXT, condition TEXT,
    "case" TEXT REFERENCES cases (id), responsible TEXT, duration_minutes INTEGER, modified TEXT NOT NULL,
    withdrawn TEXT, withheld_attachments INTEGER NOT NULL, url TEXT NOT NULL
);
CREATE TABLE attachments (
    id TEXT PRIMARY KEY, item TEXT NOT NULL REFERENCES items (id), number TEXT NOT NULL, title TEXT NOT NULL,
    url TEXT NOT NULL
);

-- Whatever has an id of its own: the ends of links and references.
CREATE TABLE things (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL);

-- All text in pieces: of an item its recommendation, its decision and each section, and the text of each attachment.
CREATE TABLE texts (
    id INTEGER PRIMARY KEY, item TEXT NOT NULL REFERENCES items (id), attachment TEXT REFERENCES attachments (id),
    kind TEXT NOT NULL, title TEXT NOT NULL, heading TEXT, text TEXT NOT NULL
);
CREATE VIRTUAL TABLE texts_fts USING fts5 (
    title, heading, text, content="texts", content_rowid="id", tokenize="unicode61 remove_diacritics 0"
);

CREATE TABLE case_numbers (item TEXT NOT NULL REFERENCES items (id), number TEXT NOT NULL);
CREATE TABLE positions (
    item TEXT NOT NULL REFERENCES items (id), who TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL
);
CREATE TABLE case_steps (
    item TEXT NOT NULL REFERENCES items (id), body TEXT NOT NULL, date TEXT, number TEXT, text TEXT NOT NULL
);
CREATE TABLE item_topics (
    item TEXT NOT NULL REFERENCES items (id), topic TEXT NOT NULL REFERENCES topics (id), reason TEXT NOT NULL
);
CREATE TABLE corrections (
    item TEXT NOT NULL REFERENCES items (id), date TEXT NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE TABLE changes (
    thing TEXT NOT NULL REFERENCES things (id), date TEXT NOT NULL, kind TEXT NOT NULL, "before" TEXT, "after" TEXT
);
CREATE TABLE takedowns (id TEXT PRIMARY KEY, date TEXT NOT NULL);
CREATE TABLE followups (
    id TEXT PRIMARY KEY, item TEXT NOT NULL REFERENCES items (id), source TEXT NOT NULL REFERENCES things (id),
    text TEXT NOT NULL, due TEXT, due_words TEXT NOT NULL, status TEXT NOT NULL,
    followed_up_by TEXT REFERENCES things (id), reason TEXT NOT NULL, evidence TEXT NOT NULL, url TEXT NOT NULL
);
CREATE TABLE followup_responsible (followup TEXT NOT NULL REFERENCES followups (id), name TEXT NOT NULL);
CREATE TABLE links (
    source TEXT NOT NULL REFERENCES things (id), target TEXT NOT NULL REFERENCES things (id), kind TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE TABLE mentions (
    source TEXT NOT NULL REFERENCES things (id), words TEXT NOT NULL, target TEXT REFERENCES things (id), missing TEXT
);
CREATE TABLE related (
    item TEXT NOT NULL REFERENCES items (id), other TEXT NOT NULL REFERENCES items (id), score REAL NOT NULL
);
CREATE TABLE sources (
    meeting TEXT NOT NULL REFERENCES meetings (id), file TEXT NOT NULL, sha256 TEXT NOT NULL, pages INTEGER
);
CREATE TABLE participants (
    meeting TEXT NOT NULL REFERENCES meetings (id), name TEXT NOT NULL, absent INTEGER NOT NULL
);
CREATE TABLE abbreviations (short TEXT NOT NULL, long TEXT NOT NULL, evidence TEXT NOT NULL);

CREATE INDEX meetings_of_body ON meetings (body, date);
CREATE INDEX items_of_meeting ON items (meeting);
CREATE INDEX items_of_case ON items ("case");
CREATE INDEX attachments_of_item ON attachments (item);
CREATE INDEX texts_of_item ON texts (item);
CREATE INDEX items_of_topic ON item_topics (topic, item);
CREATE INDEX followups_of_item ON followups (item);
CREATE INDEX followups_by_status ON followups (status, due);

-- What somebody asks first.

-- Every open item with its meeting and body; newest first when ordered by date.
CREATE VIEW decisions AS
SELECT meetings.date, bodies.name AS body, items.number, items.title, items.outcome, items.decision,
       items.responsible, items."case", items.id AS item, items.url
FROM items JOIN meetings ON meetings.id = items.meeting JOIN bodies ON bodies.id = meetings.body;

-- What was promised and, as far as the archive has found, not answered.
CREATE VIEW unanswered AS
SELECT followups.due, followups.status, followups.text,
       (SELECT group_concat(name, ', ') FROM followup_responsible WHERE followup = followups.id) AS responsible,
       decisions.date AS promised, decisions.body, decisions.title, followups.item, followups.url
FROM followups JOIN decisions ON decisions.item = followups.item
WHERE followups.status IN ('open', 'overdue');

-- What was promised and answered at a later meeting, and how many days went by.
CREATE VIEW answered AS
SELECT promise.date AS promised, answer.date AS answered,
       CAST(julianday(answer.date) - julianday(promise.date) AS INTEGER) AS days,
       followups.text, promise.body, promise.title, followups.item, followups.followed_up_by, followups.url
FROM followups
JOIN decisions AS promise ON promise.item = followups.item
JOIN decisions AS answer ON answer.item = followups.followed_up_by
WHERE followups.status = 'followed-up';

-- A case from meeting to meeting.
CREATE VIEW case_courses AS
SELECT cases.id AS "case", cases.title AS case_title, decisions.date, decisions.body, decisions.title,
       decisions.outcome, decisions.item, decisions.url
FROM cases JOIN decisions ON decisions."case" = cases.id;

-- Who stood how, where the minutes say so.
CREATE VIEW disagreements AS
SELECT decisions.date, decisions.body, decisions.title, decisions.outcome, positions.who, positions.kind,
       positions.words, decisions.item, decisions.url
FROM positions JOIN decisions ON decisions.item = positions.item;

-- How much is not public, by body and year.
CREATE VIEW openness AS
SELECT bodies.name AS body, substr(meetings.date, 1, 4) AS year, count(*) AS meetings,
       sum((SELECT count(*) FROM items WHERE items.meeting = meetings.id)) AS open_items,
       sum(meetings.withheld) AS items_not_public
FROM meetings JOIN bodies ON bodies.id = meetings.body
GROUP BY bodies.id, year;
