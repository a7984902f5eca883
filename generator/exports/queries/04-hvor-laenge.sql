SELECT followup_responsible.name AS responsible, count(*) AS answers, round(avg(answered.days)) AS days_on_average
FROM answered
JOIN followups ON followups.url = answered.url
JOIN followup_responsible ON followup_responsible.followup = followups.id
GROUP BY followup_responsible.name
ORDER BY days_on_average DESC;
