-- How probable so many people, or more, are where nothing has changed: Poisson-Gamma.
--
-- What is usual is known by the count before (a Gamma with half a person more than were seen), and
-- weeks differ from each other by half of what is usual (a Gamma of shape 4), both in one shape.
-- Without anybody before, three people in a week after eight are one case in two thousand.
--
-- observed_count  bigint  people now
-- usual_count     bigint  people before
-- usual_size      double  over so many days, or among so many who spoke
-- size            double  now over so many
--
-- Returns: double  0 .. 1; null: a size is null or 0
--
-- Case: people_tail(0, 5, 56, 7) = 1
-- Case: people_tail(1, 0, 56, 7) = 0.05680137
-- Case: people_tail(3, 0, 56, 7) = 0.00051742
-- Case: people_tail(12, 8, 56, 7) = 0.00000792
-- Case: people_tail(3, 0, 0, 7) = null
-- Case: people_tail(3, 0, null, 7) = null
create or replace macro people_tail(observed_count, usual_count, usual_size, size) as (
    case
        when observed_count <= 0 and usual_size > 0 and size > 0 then 1.0
        when usual_size > 0 and size > 0
            then greatest(
                1 - list_sum(list_transform(
                    range(cast(observed_count as bigint)),
                    lambda k: exp(
                        lgamma(k + 1 / (1 / (usual_count + 0.5) + 0.25))
                        - lgamma(1 / (1 / (usual_count + 0.5) + 0.25))
                        - lgamma(k + 1)
                        - ln(
                            1 + (usual_count + 0.5) * size / usual_size
                            * (1 / (usual_count + 0.5) + 0.25)
                        ) / (1 / (usual_count + 0.5) + 0.25)
                        - k * ln(
                            1 + usual_size
                            / (size * (usual_count + 0.5) * (1 / (usual_count + 0.5) + 0.25))
                        )
                    )
                )),
                0
            )
    end
);
