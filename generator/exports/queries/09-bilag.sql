SELECT attachments.title, snippet(texts_fts, 2, '[', ']', '…', 12) AS found, attachments.url
FROM texts_fts
JOIN texts ON texts.id = texts_fts.rowid
JOIN attachments ON attachments.id = texts.attachment
WHERE texts_fts MATCH 'text : "mio. kr"'
ORDER BY rank;
