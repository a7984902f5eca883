SELECT unanswered.due, unanswered.text, unanswered.responsible, unanswered.promised, unanswered.url
FROM unanswered JOIN item_topics ON item_topics.item = unanswered.item
WHERE item_topics.topic = 'hjemloeshed'
ORDER BY unanswered.due IS NULL, unanswered.due;
