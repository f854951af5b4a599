/**
 * Given names that are common in the United States, among them those of people from Latin America, Africa, the Middle
 * East and Asia; by lower-case letters. Left out are those that are words of case work too (Grant, Will, Hope, Joy,
 * May, Christian) and those that are as common as cities or states (Austin, Madison, Charlotte, Virginia).
 */
export const GIVEN_NAMES = `
aaliyah aaron abdul abdullah abigail adam adrian adriana agnes ahmed aisha alan albert alberto alejandra alejandro
alex alexander alexandra alexis alfred alfredo ali alice alicia alisha allison alyssa amanda amber amina amir amy ana
andre andrea andres andrew angela angelica anita ann anna anne annie anthony antonio april ariana arthur ashley
barbara beatrice benjamin bernard beth betty beverly bobby bonnie bradley brandon brandy brenda brian brittany bruce
bryan caleb calvin cameron carla carlos carmen carol caroline carolyn carrie catherine cathy cecilia cesar charles
charlene cheryl chloe chris christina christine christopher cindy claire clara claudia colleen connie corey courtney
craig cristina curtis cynthia damon daniel danielle danny darlene darnell darren darryl david deandre deborah
debra deepak denise dennis derek derrick deshawn destiny devon diana diane diego dolores dominic donald donna dorothy
douglas duane dustin dwayne earl ebony eddie eduardo edward edwin eileen elaine elena eli elijah elizabeth ella ellen
emily emma emmanuel enrique eric erica erik erin ernest esperanza esteban esther ethan eva evelyn fatima felicia
felipe fernando frances francis francisco frank fred frederick gabriel gabriela gabrielle gail gary george gerald
geraldine gilbert gina gladys glenn gloria gregory guadalupe guillermo gustavo hannah harold harry hassan heather
hector helen henry herbert howard hussein ian ibrahim ignacio irene isaac isabel isabella isaiah ismael ivan jacob
jacqueline jaime jamal james jamie jane janet janice jared jasmin jasmine jason javier jay jean jeffrey jenna jennifer
jeremiah jeremy jerome jerry jesse jessica jessie jesus jill jim jimmy joan joanna joanne jocelyn joe joel john johnny
jonathan jorge jose joseph joshua josue joyce juan juana juanita judith judy julia julian julie julio justin kaitlyn
kareem karen karina karl kate katherine kathleen kathryn kathy katie kayla keisha keith kelly kenneth kevin khadija
kim kimberly kristen kristin kristina kyle lakeisha larry latasha latoya laura lauren lawrence leah leonard leroy
leslie leticia liam lillian linda lindsey lisa lois lori lorraine louis lucas lucia luis luz lydia malik marc marcela
marcia marco marcus margaret margarita maria mariam mariana marie marilyn mario marisol marjorie mark marlene martha
martin marvin mary matthew maureen maurice megan mei melanie melinda melissa melvin mia michael michele
michelle miguel mildred milton minh miranda misty mohamed mohammad mohammed monica monique muhammad mustafa nadia
nancy naomi natalia natalie natasha nathan nathaniel nicholas nicole nikita nina noah noemi norma oliver olivia omar
oscar pablo pamela patricia patrick paul paula pauline pedro peggy peter philip phillip phyllis priya rachel
rafael ralph ramon randall raquel raul raymond rebecca regina reginald renee ricardo richard rigoberto rita robert
roberta roberto rochelle rodney rodrigo roger roland ronald rosa rosario roxanne ruben ruth ryan sabrina sally
salvador samantha samuel sandra santiago sara sarah scott sean sergio shanice shannon sharon shawn sheila shelby
sherry shirley silvia simone sofia sonia sophia stacey stacy stanley stephanie stephen steve steven susan suzanne
sylvia tamara tameka tammy tanisha tanya tara tasha teresa terrance terrell terry thanh theodore theresa thomas
tiffany timothy tina todd tony tonya tracy travis trevon tyler tyrone valerie vanessa vernon veronica vicki victor
victoria vincent vivian walter wanda wayne wendy wesley william willie wilson xavier xiomara yesenia yolanda yusuf
yvette yvonne zachary zainab zoe`
	.trim()
	.split(/\s+/);
