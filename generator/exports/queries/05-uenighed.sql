SELECT date, title, who, kind, url
FROM disagreements
WHERE kind IN ('against', 'reservation')
ORDER BY date DESC, title, who;
