/**
 * HMIS.md, "2022→2024" and "2024→2026": what brings older rows into the newest shape. `i` is the row as it
 * was exported.
 */
const crosswalk = (column: string, subsidy: string) => [
	{
		column,
		sql: `case when i.version = 'FY2022' then coalesce((select any_value(c.code::int) from code.living_situation c where c.fy2022::int = i."${column}"), i."${column}") else i."${column}" end`
	},
	{
		column: subsidy,
		sql: `case when i.version = 'FY2022' then (select any_value(c.subsidy::int) from code.living_situation c where c.fy2022::int = i."${column}") else i."${subsidy}" end`
	}
];

const UPGRADES: Record<string, { column: string; sql: string }[]> = {
	Project: [
		{
			column: 'ProjectType',
			sql: `case when i.version = 'FY2022' and i."ProjectType" = 1 then case when i."TrackingMethod" = 3 then 1 else 0 end else i."ProjectType" end`
		}
	],
	Client: [
		{
			column: 'HispanicLatinao',
			sql: `coalesce(i."HispanicLatinao", i."HispanicLatinaeo", case i."Ethnicity" when 1 then 1 when 0 then 0 end)`
		},
		{ column: 'Woman', sql: `coalesce(i."Woman", i."Female")` },
		{ column: 'Man', sql: `coalesce(i."Man", i."Male")` },
		{ column: 'NonBinary', sql: `coalesce(i."NonBinary", i."NoSingleGender")` }
	],
	Enrollment: [
		...crosswalk('LivingSituation', 'RentalSubsidyType'),
		{
			column: 'EnrollmentCoC',
			sql: `coalesce(i."EnrollmentCoC", (select arg_max(c."CoCCode", c."InformationDate") from incoming."EnrollmentCoC" c
				where c.batch_id = i.batch_id and c."EnrollmentID" = i."EnrollmentID"))`
		}
	],
	Exit: crosswalk('Destination', 'DestinationSubsidyType'),
	CurrentLivingSituation: crosswalk('CurrentLivingSituation', 'CLSSubsidyType')
};

/** Replacement expressions for the columns of a file that changed their meaning between versions. */
export function upgrades(file: string): { column: string; sql: string }[] {
	return UPGRADES[file] ?? [];
}
