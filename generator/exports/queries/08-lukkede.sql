SELECT body, year, meetings, open_items, items_not_public,
       round(100.0 * items_not_public / (open_items + items_not_public)) AS percent_not_public
FROM openness
ORDER BY body, year;
