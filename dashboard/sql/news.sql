-- What was published last, as far as days are known, with how many figures in force each source gives.
select
    s.source_id, s.title, s.publisher, s.read_in, s.published_on, count(f.figure_id) as figures
from sources as s
left join figures as f using (source_id)
where s.published_on is not null
group by all
order by s.published_on desc, s.source_id
limit 6
