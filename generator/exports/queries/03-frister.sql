SELECT due, responsible, text, body, url
FROM unanswered
WHERE status = 'overdue'
ORDER BY due
LIMIT 20;
