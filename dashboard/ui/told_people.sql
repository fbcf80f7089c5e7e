-- Who can be told of alerts, by name.
select person
from people
order by person
