select campaign_id as id, title as label from campaigns order by title
