SELECT corrections.date, decisions.title, corrections.text, corrections.reason, decisions.url
FROM corrections JOIN decisions ON decisions.item = corrections.item
ORDER BY corrections.date DESC;
