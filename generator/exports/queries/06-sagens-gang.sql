SELECT date, body, title, outcome, url
FROM case_courses
WHERE "case" = (SELECT "case" FROM case_numbers JOIN items ON items.id = case_numbers.item
                WHERE case_numbers.number = 'NLK-2023-004418')
ORDER BY date;
