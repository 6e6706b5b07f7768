"""Knows the commonest given names of some languages, as evidence that two capitalised words are a person's name.

"Ann Lee" and "Le Monde" have one shape; only the first word tells them apart. A name that is not listed proves nothing.
"""

from __future__ import annotations

_NAMES = """
aaron abby abdul abdullah abigail abraham achim ada adam adel adele adrian adriana adrienne agata agnes agnieszka
ahmad ahmed aileen aina aino aisha aisling alain alan alastair alba albert alberto albrecht aldo alejandro aleksandar
aleksandra aleksei alena alessandra alessandro alessia alex alexa alexander alexandra alexandre alexandros alexei
alexis alfons alfred alfredo ali alice alicia alicja alina alison alistair allison alma almut aloys althea amadeus
amalia amanda ambrose amelia amelie amina amir amos amy ana anastasia anatoly anders andre andrea andreas andrej
andrew andrzej andrás andré andrés andy anett anette angela angelica angelika angelina angelo angus anika anita anja
anke ann anna annabel annalena anne annegret anneke annelies annemarie annette annika anouk ansgar anthony antje
antoine anton antonia antonio antti antónio anya apostolos arata archie ariana ariel arif arjun armando armin arne
arno arnold arthur arturo arturs arvid asa asli astrid aude audrey augusto aurelia aurélie axel ayesha ayse ayşe azra
barbara bart bas bastian beata beatrice beatriz begoña ben benjamin benoît bente berit bernard bernd bernhard berta
bertrand beth bettina bianca bilal bill birgit birgitta birte björn bob bodo bogdan boglárka boris božena bram branko
brenda brendan brent brett brian brigitte bruce bruno bryan burak burcu burkhard byron caitlin calvin camille candice
carl carla carlo carlos carlota carlotta carmela carmen carol carola carolina caroline carsten casper catarina
caterina catherine cathy cecilia celia cem cemal cesar chaim chantal charles charlie charlotte chelsea cheryl chiara
chloe chloé chris christa christel christelle christian christiane christina christine christoph christophe
christopher ciara cillian cindy claire clara clare clarissa claude claudia claudio clemens clément cody colette colin
colleen connor constance constantin constanze cora corinna corinne cornelia courtney craig cristina cynthia cyril
cyrille cécile daan dafydd dagmar damian damien dana danica daniel daniela daniele danielle danijel danuta daphne
dario darius darko darren darya dave david dean debbie debora deborah delia delphine demet denis denise deniz dennis
derek desmond detlef diana diane diego dieter dietmar dietrich dimitri dimitris dina dirk dmitri dmitry dolores
dominic dominik dominique donald donna dora dorian doris dorota dorothea dorothee dorothy douglas duarte duncan dušan
dylan ebru eckart eckhard edda eddie edgar edita edith edmund edoardo edouard eduardo edward edwin efrain eileen eirik
ekaterina ekkehard elaine elena eleni eleonora elias elif elina elisa elisabeth elise elizabeth elke ella ellen elliot
elliott elodie eloise elsa elvira emanuel emanuele emil emilia emilie emilio emily emine emma emmanuel emmanuelle emre
enikő enno enrico enrique enzo eoin erdem erhard eric erica erich erik erika erin erkan ernesto ernst ernő ersin erwin
espen estefanía estelle esther eszter eugene eugenia eugenio eunice eva evelyn evgeny ewa ewan fabian fabien fabienne
fabio fabiola fabrice farah farid fatima fatma faye federica federico felicia felicitas feliks felipe felix femke
ferdinand ferenc fernanda fernando filip filippo finn fiona flavia fleur floor florence florian florin franca
francesca francesco francis francisco franciszek franco frank franz françois françoise frauke fred freddie frederic
frederick frederik frieda friedrich fritjof fritz frédéric fumiko gabi gabor gabriel gabriela gabriele gabriella gail
gareth gary gavin geert gemma genevieve geneviève geoff geoffrey georg george georges gerald geraldine gerard gerd
gergely gerhard germán gero gerrit gertrud gesa giancarlo gianluca gianni gilbert gilles gillian gina giorgio giovanni
gisela gita giulia giulio giuseppe glenn godfrey gonzalo gonçalo gordon gottfried graham grażyna greg gregor greta
grzegorz grégory gudrun guido guillaume guillermo gundula gunter gustav gwen gwendolyn györgy gábor gérard günter
hakan halina hamish hanna hannah hannelore hannes hans harald harold harriet harry harvey hasan hassan hayley heather
hector hedwig heidi heike heiko heiner heinrich heinz helen helena helene helga helmut helmuth hendrik hendrike henk
henning henri henrietta henrik henrike henry herbert hermann hernán hilary hilda hilde hildegard hiroshi holger
horacio horst howard hubert hugh hugo huseyin hélène hüseyin iain ian ibrahim ida ignacio igor ilaria ildikó ilka
ilona ilse imke imogen imran ina ineke ines inga inge ingeborg ingmar ingo ingrid inna inés inês ioana ioannis irena
irene ireneusz irfan irina iris irma irmgard isaac isabel isabela isabell isabella isabelle ismael ismail istván iva
ivan ivana ivo iwona izabela jaan jaap jack jackie jacob jacopo jacqueline jacques jadwiga jaime jake jakob jakub
james jan jana jane janet janine jannik jannis jaqueline jarek jaroslav jarosław jasmin jasmine jason jasper javad
javier jayne jean jeanette jeanne jeannette jeff jeffrey jelena jenna jennifer jenny jens jeremy jeroen jerry jerzy
jess jesse jessica jesús jill jim jiří joan joana joanna joaquim joaquín jocelyn jochem jochen jodie joe joel johan
johann johanna johannes john johnny joke jolanda jolanta jolien jon jonah jonas jonathan jonna joost jordi jorge josef
joseph josephine joshua jost josé joão juan judith juha julia julian juliane julie julien juliet juliette juliusz
justin justine jutta jérôme józef jörg jörn jürg jürgen kai kaja kamil karel karen karim karin karina karl karla
karlijn karola karoline karsten kasia katarina katarzyna kate katerina kateřina katharina katharine katherine kathi
kathleen kathrin kathryn kathy katie katja katrin kaya kayla kees keiko keira keith kelly kelsey kemal ken kenji
kenneth keno kerstin kevin khaled kim kiran kirsten kirstin kirsty klaas klara klaus knut koen konrad konstantin
konstantinos kornelia kristian kristin kristina kristine kristof kristoffer krzysztof kurt kyle kyra lara larissa
larry lars lasse laura laure lauren laurence laurent lauri lauriane lawrence lea leah leander leandro leif leila lena
leo leon leonardo leonie leonor leopold lesley leslie lewis liam lidia lieke liesbeth liisa lila lilian liliana lilly
lina linda lionel lisa lisbeth lise ljiljana lois lola loredana loreen loren lorenzo loretta lorna lothar lotte louis
louisa louise lovisa luana lubomír luc luca lucas lucia lucie lucile lucy lucía ludmila ludovic ludwig luigi luis
lukas luke lukáš lutz luís luísa lydia lynn lászló léa maarten maciej madeleine mads magali magda magdalena magnus
mahmoud maik maike maja malcolm malgorzata malika malin malte manfred manon manuel manuela mara marc marcel marcela
marcelina marcello marcin marco marcos marcus marek margaret margareta margarete margarida margaux margit margot
margret maria mariana marianne mariano marie marieke marielle marija marijke marilena marilyn marina marine mario
marion marisa marit maritta mariusz marjolein mark marketa marko markus marleen marlene marlies marlon marta marten
martha marthe martijn martin martina martine marvin mary maryam maría masha massimo masud matej mateo mateusz mathias
mathieu mathilda mathilde mathis matilda mats matt matteo matthew matthias matthieu matthijs matthäus maureen maurice
maurizio max maxim maxime maximilian maya małgorzata megan mehmet meike melanie melissa mercedes merle merve meryem
mia micha michael michaela michał michel michela michele michelle michi mieke miguel mikael mike mikhail mikko mila
milan milena milica milos miloš mina minna mira miriam mirja mirjam mirko miroslav mirosław mitchell mitja mohamad
mohamed mohammad mohammed moira molly monica monika monique moritz morten muhammad murat mustafa myriam mária márton
nadia nadine nancy naomi narendra natalia natalie natalya natascha nathalie nathan nathaniel neha neil nele nelly
nenad nevena niall nicholas nick nico nicola nicolas nicole nicolás niels nienke nikita niklas nikola nikolai nikolaus
nikolay nikos nils nina nino noah noel noelia noemi noor nora norbert noémie nuno nuria núria odile oksana olaf ole
oleg oleksandr olena olga oliver olivia olivier olof omar onur orhan orla orlando ornella oscar oskar oskari otmar
otto owen pablo paddy pamela panagiotis paola paolo pascal pascale patricia patrick patrik patrizia patryk paul paula
pauli pauliina paulina pauline paulo paulus pavel pedro peggy pekka pelle penelope per perrine petar peter petr petra
petri petros phil philip philipp philippa philippe phoebe phyllis pia pierluigi pierre piet pieter pietro pilar piotr
priya quentin quirin rachael rachel radek radoslav rafael rafał raffaele raimund rainer rajesh ralf ralph ramona ramón
randall randy raphael raquel rasmus ravi ray raymond raúl rebecca regina reiner reinhard reinhold remo renata renate
renato renaud rené renée rhys ricardo riccardo richard rick ricky rik rita robbie robert roberta roberto robin rocío
rodney rodrigo roger roland rolf romain roman romy ron ronald roos rory rosa rosalie rosemary rosie roxana roy rubén
rudi rudolf rui rupert ruprecht russell ruth ruud ryan rémi rüdiger sabina sabine sabrina sadie saja salma salomé
salvatore sam samantha samir samira samuel sander sandra sandrine sandro sanja sanjay sanne santiago sara sarah sascha
sasha saskia scott sean sebastian sebastián selin selina selma serena serge sergei sergej sergey sergio shane shannon
sharon shaun shawn sheila shirley sibylle siegfried sigrid sigrun silke silvan silvana silvia silvio simeon simon
simona simone simonetta siobhan siri sjoerd slavko slobodan snezana sofia sofía sonia sonja sophia sophie stacey stacy
stanislav stanisław stefan stefania stefanie stefano steffen steffi stelian stella stephan stephane stephanie stephen
steve steven stewart stuart stéphane stéphanie sue suleiman sunil susan susanna susanne suse suzana suzanne svein sven
svenja svetlana swantje sylvain sylvester sylvia sylvie sébastien séverine taina takeshi tamara tamas tamás tanja
tanya tara tarek tariq tarja tatiana tatjana ted teemu teresa tero terry tess tessa thea theo theodor theodora
theodore theresa therese thierry thijmen thijs thilo thomas thorben thore thorsten thérèse tiago tiina till tim timo
timon timothy tina tobi tobias todd tom tomasz tommaso tommy tomás toni tony torben torsten tracey tracy tristan trudy
tuncay tuomas ulf uli ulla ulrich ulrike umberto umut urs ursula urszula uschi uta ute uwe vaclav valentin valentina
valentín valeria valerie valérie vanda vanessa vasilis vasily vedran veerle velma venla vera verena veronica veronika
veronique vicente vicki vicky victor vikram viktor viktoria ville vilma vincent vincenzo vinzenz viola violeta
virginie vittorio vivian vivien vlad vladimir vladislav volker volkmar václav véronique walter waltraud wanda wendelin
wendy werner wesley wiebke wiktor wiktoria wilfried wilhelm wilhelmina willem willi william willy wim winfried winston
wojciech wolfgang wolfram wouter xavier xenia yael yann yannick yannis yara yasemin yasmin yasmine yohann yolanda yuki
yulia yuri yusuf yves yvonne zachary zara zbigniew zdeněk zdravko zeynep zlatko zoe zofia zoltán zoé zsolt zsuzsanna
zsófia álvaro ángel íñigo óscar östen özgür özlem łukasz žarko željko živko
"""
GIVEN_NAMES = frozenset(_NAMES.split())


def is_given(name: str) -> bool:
    """Says whether a name begins with a given name that is known."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    return first.split("-")[0].casefold() in GIVEN_NAMES
