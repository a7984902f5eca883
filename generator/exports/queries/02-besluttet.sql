SELECT DISTINCT decisions.date, decisions.body, decisions.title, decisions.outcome, decisions.url
FROM texts_fts
JOIN texts ON texts.id = texts_fts.rowid
JOIN decisions ON decisions.item = texts.item
WHERE texts_fts MATCH 'hjemløs*' AND decisions.date >= '2023-01-01'
ORDER BY decisions.date DESC;
