"""What the regulations ask of a course and no record can show; a person looks at it.

Each is reported as *not checked* on every course, with the reason here.
"""

from __future__ import annotations

from atuforms.forms.subjects.course import Course

Course.unseen(
    "01-assessment-recorded",
    "01 §10.5",
    "The results of assessing the level of mastery of the MOOC or its individual modules must "
    "be recorded.",
    because="Results are recorded on the platform; the record describes the course itself.",
)

Course.unseen(
    "0102-graphics-recommended",
    "01-02 section 3",
    "active use of photographic, illustrated, animated materials, pictograms, and "
    "infographics is recommended;",
    because="The record does not list pictures, animations and infographics.",
    severity="warning",
)

Course.unseen(
    "0102-der-used",
    "01-02 section 3",
    "Use of digital educational resources;",
    because="The record does not list the digital resources that the course uses.",
)

Course.unseen(
    "0102-citation-5-percent",
    "01-02 section 3",
    "Citation (video, audio, graphics, text) is permitted solely for the purpose of revealing "
    "the author's creative intent or as illustration, and must not exceed 5% of the total "
    "course volume;",
    because="The regulation names no unit of volume, and the record does not measure citations.",
)

Course.unseen(
    "02-source-bitrate-50",
    "02 §9.1.3",
    "Деректер ағымы (камерадан бастапқы бейне) кемінде 50 Mbit/s;",
    because="The record names finished videos, not what the camera has recorded.",
)

Course.unseen(
    "02-display-1080",
    "02 §9.1.5",
    "Сыртқы дисплейдің ажыратымдылығы кемінде 1920 x 1080 пиксель;",
    because="The record does not describe the display; the frame itself is checked by 02 §9.1.6.",
)

Course.unseen(
    "02-audio-20bit",
    "02 §9.2.2",
    "Кванттау, бит/есептеу кемінде 20;",
    because="Only the source recording has a bit depth; compressed sound, as uploaded, has none.",
)

Course.unseen(
    "02-answer-types",
    "02 §11.4",
    "Тапсырмаларда жиі келесі үш түрлі жауап нұсқаларын қамтитын сұрақтар қолданылады: көп "
    "жауап таңдау (бір немесе бірнеше жауап дұрыс), бинарлық жауап (ақиқат/жалған, иә/жоқ), "
    "еркін мәтін (шағын мәтін немесе сан енгізу).",
    because="The questions of a lesson are texts; their kinds stand in the test bank.",
    severity="warning",
)

Course.unseen(
    "0206-random-numbers",
    "02-06 row 1",
    "Белгілі бір тапсырма түрлері үшін кездейсоқ сандарды қолдануға рұқсат етіледі, "
    "тапсырманы тексеру алгоритмін бағдарламалауға болады. Тапсырмаларды араластыру және "
    "кездейсоқ таңдау мүмкіндігі қарастырылмаған.",
    because="Whether a set of tasks is shuffled is set on the platform.",
)

Course.unseen(
    "0206-group-confirmation",
    "02-06 row 5",
    "бұл тапсырма топқа бір нұсқада беріледі, ал топтың бір мүшесі жариялаған жауапты топтың "
    "басқа мүшелері растауы қажет",
    because="Variants and confirmations are set on the platform.",
)

Course.unseen(
    "0208-reference-materials",
    "02-08 items 1, 3",
    "бүкіл курсқа қатысты анықтамалық материалдардың болуы; … Оқу әдебиеті (электронды "
    "оқулықтар, курс авторының оқулықтары немесе оларға сілтемелер, курсты игеру үшін қосымша "
    "презентациялар және т.б.).",
    because="The record does not list reference materials and literature.",
    severity="warning",
)

Course.unseen(
    "0208-rubric-0-5",
    "02-08 а)",
    "5 ұпай Тапсырма дұрыс орындалды, тақырып толығымен ашылды, грамматикалық қателер жоқ.",
    because="The regulation gives the scale as an example; the record has no single scores.",
    severity="warning",
)

Course.unseen(
    "0208-no-optional-tasks",
    "02-08 б)",
    "Кейбір оқытушылар 6 тапсырманың 3-ін орындамауға рұқсат береді, бірақ бұған жол бермеңіз",
    because="Which tasks a learner may leave out is set on the platform.",
)

Course.unseen(
    "0208-progress-table",
    "02-08",
    "Мұғалім курста «прогресс кестесін» жасап, ұсынуы керек",
    because="The table of progress stands in the course on the platform.",
)

Course.unseen(
    "0208-closing-video-1-2",
    "02-08",
    "Тыңдаушыларға ұзақтығы 1-2 минут болатын бейне үндеу ұсыну, сондай-ақ тыңдаушылар курс "
    "туралы өз пікірлерін қалдыра алатын сауалнама жасау ұсынылады.",
    because="The record does not describe the closing video.",
    severity="warning",
)

Course.unseen(
    "02-placement-certificate",
    "02 §12.9",
    "ЖАОК әзірлеу аяқталғаннан кейін ПОҚ платформаға орналастыру туралы анықтама алу керек, "
    "ол Ү.ЖИЦДО-7.5.1-2025-02-09 формасы бойынша беріледі.",
    because="Whether the centre has issued the certificate is seen in the dossier.",
)
