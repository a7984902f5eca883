SELECT date, body, title, "case", url
FROM decisions
WHERE outcome = 'postponed'
ORDER BY date DESC;
