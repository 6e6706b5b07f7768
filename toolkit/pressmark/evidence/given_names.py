"""Knows the commonest given names of some languages, as evidence that two capitalised words are a person's name.

"Ann Lee" and "Le Monde" have one shape; only the first word tells them apart. A name that is not listed proves nothing.
"""

from __future__ import annotations

_NAMES = """
aaron abdul abdullah ada adam adel adele adrian agnes agnieszka ahmad ahmed aisha alain alan albert alberto aldo
alejandro aleksandar aleksandra aleksei alessandra alessandro alessia alex alexander alexandra alexandre alexei alexis
alfred alfredo ali alice alicia alina alison amanda amelia amelie amina amir amy ana anders andre andrea andreas
andrej andrew andrzej andrás andré andrés andy angela angelo anika anita anja anke ann anna anne anneke annelies
annette annika anouk anthony antje antoine anton antonia antonio antónio anya arjun armando arne arnold arthur arturo
astrid axel barbara bart bas beata beatrice beatriz begoña ben benjamin benoît bernard bernd bernhard bertrand bettina
bianca bill birgit björn bob boris bram brenda brian brigitte bruce bruno camille carl carla carlo carlos carlota
carmen carol carolina caroline catarina caterina catherine cecilia celia chantal charles chiara chloé chris christa
christian christiane christina christine christophe christopher cindy claire clara claude claudia claudio clément
colin corinna cornelia craig cristina cécile daan daniel daniela daniele danielle dario david dean deborah denis
denise dennis derek diana diane diego dieter dirk dominic dominik dominique donald donna doris dorota dorothea duarte
duncan edgar edith eduardo edward edwin elena eleni eleonora elif elisa elisabeth elise elizabeth ella ellen elsa emil
emilia emilie emilio emily emma emmanuel emmanuelle enrico enrique eric erica erich erik erika ernesto ernst erwin
estelle esther eugenia eva evelyn ewa fabian fabien fabio fabrice fatima federica federico felipe felix femke fernanda
fernando filip filippo fiona flavia floor florence florian francesca francesco francis francisco franco frank franz
françois françoise fred friedrich fritz frédéric gabriel gabriela gabriele gabriella gareth gary gavin geoff georg
george georges gerald gerard gerd gerhard gerrit gilles gina giorgio giovanni giulia giulio giuseppe glenn gonzalo
gonçalo graham greg gregor grégory gudrun guido guillaume guillermo gunter gustav gérard günter hanna hannah hans
harald harold harry hassan heather hector heidi heike heinrich heinz helen helena helga helmut hendrik henk henri
henrik henry herbert hilde horst hubert hugh hugo hélène ian ibrahim ida igor ilse ineke ines inga inge ingrid inês
irena irene irina iris isabel isabella isabelle ivan ivana jack jacob jacqueline jacques jakob jakub james jan jana
jane janet janine jason javier jean jeff jennifer jens jeremy jeroen jerry jessica jill jim joan joana joanna joaquim
joaquín jochen joe joel johan johann johanna johannes john jolanta jolien jonas jonathan joost jordi jorge josef
joseph josephine joshua josé joão juan judith julia julian juliane julie julien juliette justin justine jérôme jörg
jürgen kai karel karen karim karin karl karla karlijn katarina katarzyna kate katharina katherine kathleen kathrin
kathy katja katrin kees keith kelly ken kenneth kerstin kevin khaled kim klaas klaus koen konrad kristin kristina
krzysztof kurt lara lars laura laure laurent lea lena leo leon leonardo leonor liam lieke lila lina linda lisa lise
lorenzo lotte louis louise luc luca lucas lucia lucie lucía luigi luis lukas lutz luís luísa lydia léa maarten maciej
madeleine magdalena maja malcolm manfred manon manuel manuela marc marcel marcello marcin marco marcos marcus margaret
margarida margit maria marie marieke marijke marina mario marion mariusz marjolein mark marko markus marlene marta
martha martin martina martine mary maría massimo mateo mathias mathieu mats matt matteo matthew matthias matthieu
maurice maurizio max maximilian mehmet melanie mia michael michaela michał michel michela michele michelle mieke
miguel mikael mike milan mira miriam mohamed mohammad mohammed monica monika monique moritz muhammad mustafa mária
nadia nadine nancy natalia natalie nathalie neil nicholas nick nicola nicolas nicole nicolás niels nienke nikola
nikolai nils nina noah nora norbert noémie nuno olaf ole oleg olga oliver olivia olivier omar oscar oskar otto pablo
pamela paola paolo pascal patricia patrick patrizia patryk paul paula paulina pauline paulo pavel pedro peggy penelope
per peter petra phil philip philipp philippe pia pierre piet pieter pietro piotr rachel radek rafael raffaele rainer
ralf ralph ramón ray raymond raúl rebecca regina reinhard renate renato rené ricardo riccardo richard rita robert
roberta roberto robin rodrigo roger roland rolf romain roman ron ronald roos rosa rosemary roy rubén rudolf rui rupert
russell ruth ruud ryan sabine salvatore sam samir samuel sander sandra sanne sara sarah saskia scott sean sebastian
serena sergei sergio sharon sheila silke silvia simon simona simone sjoerd sofia sofía sonia sonja sophie stefan
stefania stefano stella stephan stephanie stephen steve steven stéphane sue susan susanna susanne suzanne sven svenja
sylvia sylvie sébastien tamara tanja tatiana teresa terry thea theo theresa thierry thijmen thijs thilo thomas thérèse
tiago tim timo tina tobias tom tomasz tommaso tomás tony torsten tracy ulrich ulrike ursula ute uwe valentina valeria
valérie vanessa vera verena veronica veronika victor viktor vincent vincenzo virginie vittorio vivian vladimir volker
véronique walter wanda wendy werner wilhelm willem william wim winfried wojciech wolfgang wouter xavier yann yannick
yasmin yusuf yves yvonne zoe zofia álvaro ángel íñigo óscar łukasz
"""
GIVEN_NAMES = frozenset(_NAMES.split())


def is_given(name: str) -> bool:
    """Says whether a name begins with a given name that is known."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    return first.split("-")[0].casefold() in GIVEN_NAMES
