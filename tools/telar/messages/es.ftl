# Lo que dice `cargo telar`. Las frases a las que puede seguir una causa empiezan por minúscula y no
# llevan punto final.

## Dónde está quien estudia

stand = { $solved } de { $all } ejercicios resueltos, { $points } de { $most } puntos.
state-failed = se cumplen { $held } de { $all } requisitos
state-undecided = se cumplen { $held } de { $all } requisitos; de los demás, esta máquina no permite saberlo
state-begun = se cumplen { $held } de { $all } requisitos; los demás no se han evaluado
state-changed = ha cambiado desde que se evaluó
next = Lo siguiente: { $exercise }. { $goal }
next-read = Lee      { $what }
next-edit = Edita    { $what }
next-test = Prueba   { $what }
all-solved = Está todo resuelto. ¡Enhorabuena!

## Veredictos

held = Se cumplen { $held } de { $all } requisitos.
hint = Pista { $number } de { $all }: { $hint }
more-evidence = Todos los detalles: { $command }
more-hints = Con la próxima versión cambiada que falle habrá otra pista.
again = Cambia { $file } y ejecuta { $command }.
does-not-compile = { $file } no compila; arriba está lo que dice rustc.
left-out = nota: el archivo de `{ $left-out }` no compila; `{ $exercise }` se ha compilado sin él.
not-judged = el evaluador no ha juzgado todos los requisitos de `course.toml` (faltan: { $requirements }); tu programa no tiene la culpa
grader-failed = no se ha podido ejecutar el evaluador
grader-does-not-compile = el evaluador no compila; tu programa no tiene la culpa: deja `tests/` y `tools/` como estaban

## Mientras se espera

building = compilando { $topic }
building-tool = compilando el programa `{ $tool }`; la primera vez tarda un minuto
judging = evaluando { $exercise }
observing = observando { $program }, { $seconds } s como máximo
exploring = explorando { $program }
replaying = repitiendo { $program }
comparing = midiendo, por turnos
comparing-observes = observando cada uno una vez

## Una planificación otra vez

may-differ = Si el programa puede hacer lo uno o lo otro, no es un error; `--expect tidy` no compara las ejecuciones.
replay-it = Para verlo otra vez: { $command }
replay-fine = Con la planificación { $what } nadie se queda atascado, entra en pánico ni deja nada atrás.
replay-same-steps = `{ $id }` vuelve a fallar, del mismo modo y con los mismos pasos.
replay-same-way = `{ $id }` vuelve a fallar del mismo modo, aunque con otros pasos.
replay-before = Este es el programa tal como era cuando se grabó. Ha cambiado desde entonces; lo que se sabe de él ahora está al final.
replay-changed = `{ $path }` ha cambiado desde que se grabó; así que se vuelven a probar las planificaciones, tal como es ahora:
replay-changed-judged = `{ $path }` ha cambiado desde que se grabó. Solo el evaluador sabe si ahora está bien: ejecuta `cargo telar test`, o `cargo test` otra vez.
replay-gone = `{ $path }` ya no está; se ha ejecutado la copia que se guardó con la grabación.
not-kept = no se ha podido grabar el fallo

## La comparación

compare-python = { $version } ({ $program }), con su cerrojo global (GIL).
compare-python-free = { $version } ({ $program }), sin cerrojo global (GIL).
compare-no-python = Aquí no hay ningún Python `{ $program }`, así que solo se compara Rust. Instálalo (Debian, Ubuntu: `sudo apt install python3`) o nombra otro con `--python`.
compare-how = { $workers } trabajadores a la vez frente al mismo trabajo uno tras otro; la mediana de { $rounds ->
    [one] una ronda
   *[other] { $rounds } rondas
}, y entre paréntesis el menor valor y el mayor. Python tiene menos que calcular que Rust: compara dentro de un lenguaje.
compare-busy = Los hilos de Rust que calculan van solo { $times } veces tan rápido como uno tras otro: la máquina estaba ocupada con otra cosa, o tiene un solo procesador; cierra lo que esté en marcha y compara otra vez.
compare-gil = Los hilos de Python que calculan van { $times } veces tan rápido como uno tras otro: el GIL deja calcular a uno solo cada vez.

## Lo que nos impide responder

no-current-folder = no se ha podido averiguar en qué carpeta estamos
no-course = no hay ningún `course.toml` en `{ $folder }` ni en las carpetas que la contienen; ve antes a la carpeta del curso
bad-course = `course.toml` no se puede usar mientras no se corrija
no-such-exercise = no hay ningún ejercicio `{ $name }`; `cargo telar list` los muestra todos
no-such-exercise-but = no hay ningún ejercicio `{ $name }`; ¿querías decir `{ $nearest }`? (`cargo telar list` los muestra todos)
no-such-exercise-for-a-program = no hay ningún ejercicio `{ $name }`; si es un programa, escribe dos guiones delante: `cargo telar { $command } -- { $name }`
nothing-to-observe = di qué observar: un ejercicio, o `--` y un programa
nothing-to-explore = di qué explorar: un ejercicio, o `--` y un programa
no-such-schedule = `{ $what }` no es ninguna planificación de un programa; da una semilla, como 17, o un nombre, como hold-and-wait (una grabación se repite sin nombrar ningún programa)
schedule-of-what = la planificación `{ $what }`, ¿de qué programa? nombra detrás un ejercicio, o `--` y un programa
no-such-recording = no hay ninguna grabación `{ $name }`; `cargo telar explore` hace una de cada fallo que encuentra
no-such-recording-but = no hay ninguna grabación `{ $name }`; la más reciente es `{ $newest }`
damaged-recording = `{ $path }` no es una grabación que se pueda leer; vuelve a explorar el programa
program-gone = ni el programa de `{ $id }` ni su copia están ya; vuelve a explorarlo: `{ $command }`
replay-differs = `{ $id }` no vuelve a fallar: ha cambiado algo más que el programa (archivos, variables), o la culpa es de esta herramienta; vuelve a explorarlo
no-home = no hay ninguna carpeta donde guardar grabaciones; define `XDG_STATE_HOME` o `HOME`
no-input = no se ha podido leer la entrada estándar
not-explored = no se ha podido explorar `{ $program }`
cannot-write = no se ha podido escribir `{ $path }`
cannot-start = no se ha podido iniciar `{ $program }`
no-such-program = no existe el programa `{ $program }`; da su ruta o un nombre que se encuentre en `PATH`
not-executable = `{ $program }` no se puede ejecutar; `chmod +x` da el permiso
not-permitted = aquí no se puede observar ningún programa; se puede donde ptrace está permitido (Linux fuera de un contenedor restringido)
not-observed = no se ha podido observar `{ $program }`
not-measured = no se ha podido medir
no-cargo = no se ha podido ejecutar `{ $program }`; la variable `CARGO` o, si falta, `PATH` debe llevar a cargo
cargo-failed = cargo no puede compilar aquí: { $complaint }
tool-does-not-compile = el programa `{ $tool }` no compila; deja `tools/` como estaba
no-overlay = no se ha podido preparar la compilación de `{ $topic }` sin los archivos que no compilan

## Una línea de órdenes que no se entiende

usage-no-such-command = no hay ninguna orden `{ $command }`; `cargo telar --help` las muestra todas
usage-no-such-command-but = no hay ninguna orden `{ $command }`; ¿querías decir `{ $nearest }`? (`cargo telar --help` las muestra todas)
usage-no-such-option = `{ $option }` no puede estar aquí; `--help` muestra lo que sí, y lo que es para un programa va detrás de ` -- `
usage-no-such-option-but = no hay ninguna opción `{ $option }`; ¿querías decir `{ $nearest }`? (lo que es para un programa va detrás de ` -- `)
usage-wrong-value = `{ $option }` no puede ser `{ $value }`; puede ser: { $right }
usage-no-value = a `{ $option }` le falta un valor; `--help` muestra cuáles hay
usage-missing = falta algo: { $argument }; `--help` muestra cómo se escribe
usage-conflict = `{ $option }` está dos veces, o junto a algo que la excluye
usage-not-utf8 = un argumento no es UTF-8 y aquí no puede ser ni un nombre ni el argumento de un programa

## Ayuda

help-word-usage = Uso
help-word-commands = Órdenes
help-word-arguments = Argumentos
help-word-options = Opciones
help-value-lang = en|es
help-value-format = text|json
help-value-timeline = ARCHIVO.svg
help-value-trace = ARCHIVO.json
help-value-detail = full|lines
help-value-order = ORDEN
help-value-deadline = SEGUNDOS
help-value-schedules = N
help-value-seed = SEMILLA
help-value-scheduler = PLANIFICADOR
help-value-directed = N
help-value-adversary = LISTA
help-value-expect = LISTA
help-value-steps = N
help-value-what = SEMILLA|GRABACIÓN
help-value-exercise = EJERCICIO
help-value-command = PROGRAMA
help-value-args = ARGUMENTOS
help-value-names = EJERCICIO|TEMA
help-value-words = …
help-value-rounds = N
help-value-workers = N
help-value-python = PROGRAMA
help-value-timelines = CARPETA
help-value-shell = SHELL
help-lang = Idioma: en o es (si no se da, decide TELAR_LANG y, si falta, la configuración regional)
help-help = Muestra esta ayuda
help-version = Muestra la versión
help-usage =
    cargo telar [OPCIONES]
         cargo telar [OPCIONES] ORDEN
help-about = Muestra por dónde vas en el curso, y ejecuta, observa, explora y prueba tus ejercicios
help-more = { "" }
help-after =
    Ejemplos:
      cargo telar                              por dónde vas y qué viene después
      cargo telar test three-threads           el veredicto sobre un ejercicio, con pruebas
      cargo telar run three-threads            solo ejecutarlo
      cargo telar observe three-threads        lo que ha hecho tu programa, contado
      cargo telar explore three-threads        lo mismo, con muchas planificaciones
      cargo telar observe -- sh -c 'yes | head -1'

    Cada orden tiene más ayuda: cargo telar observe --help

    Código de salida:
      0  todo bien
      1  algo no está bien todavía: no se cumple un requisito, ha fallado un programa
      2  la línea de órdenes está mal o ha fallado la herramienta
      3  esta máquina no permite saberlo

help-list-usage = cargo telar list [OPCIONES]
help-list-about = Enumera los ejercicios en el orden en que se enseñan
help-list-more =
    { "" }
    Las marcas: ✓ resuelto, ✗ no se cumple un requisito, ? esta máquina no permite
    saberlo, · sin evaluar desde el último cambio.
    { "" }
help-list-format = text (si no se da) o json
help-list-after =
    Ejemplo:
      cargo telar list --format json | jq '.exercises[] | select(.state != "solved") | .exercise'

help-run-usage = cargo telar run [OPCIONES] EJERCICIO [-- ARGUMENTOS…]
help-run-about = Compila un ejercicio y lo ejecuta sin más, sin que nadie mire
help-run-more = { "" }
help-run-exercise = Qué ejercicio
help-run-args = Las opciones del propio programa
help-run-solution = Ejecuta la solución de referencia en lugar de la tuya
help-run-after =
    Ejemplos:
      cargo telar run three-threads
      cargo telar run three-threads -- --workers 2 --pause-ms 100
      cargo telar run three-threads -- --help

    El código de salida es el del programa; 1 si no compila, 2 como siempre.

help-observe-usage =
    cargo telar observe [OPCIONES] EJERCICIO [-- ARGUMENTOS…]
         cargo telar observe [OPCIONES] -- PROGRAMA [ARGUMENTOS…]
help-observe-about = Ejecuta un programa y cuenta lo que ha hecho
help-observe-more =
    { "" }
    El testigo mira desde fuera: qué hilos y procesos han vivido, quién ha escrito
    cada línea, quién ha esperado a quién y qué ha quedado sin recoger. Sirve
    cualquier programa, sin prepararlo. Lee la entrada estándar de esta orden.
    { "" }
help-observe-exercise = Uno de tus ejercicios
help-observe-command = Cualquier programa con sus argumentos; tras un ejercicio, las opciones del ejercicio
help-observe-format = text (si no se da), un relato; o json, el informe completo (docs/run-report.md)
help-observe-timeline = Dibuja además la ejecución
help-observe-trace = Escribe además una traza que ui.perfetto.dev muestra
help-observe-detail = full (si no se da); o lines: solo salida y vidas, que estorba menos
help-observe-order = Quién va primero donde decide el azar: natural (si no se da); creator-first: un hilo o proceso nuevo espera hasta que espere su creador; starve:K: el nuevo número K, contando desde 0 (starve:1 es el segundo), espera hasta que nadie más pueda seguir; oversleep:K: no despierta de su primer sueño antes de eso
help-observe-deadline = Termina el programa tras estos segundos (si no se da: 60)
help-observe-clear-env = Inicia el programa sin las variables de entorno de esta sesión
help-observe-solution = Observa la solución de referencia en lugar de la tuya
help-observe-after =
    Ejemplos:
      cargo telar observe three-threads -- --workers 2 --pause-ms 1
      cargo telar observe --order starve:1 three-threads
      cargo telar observe --timeline run.svg --trace run.json -- python3 -u threads.py
      cargo telar observe --format json -- make | jq .peak_processes

    Código de salida:
      0  el programa ha terminado por sí mismo, con código 0
      1  ha fallado, lo ha terminado una señal, se ha quedado atascado o ha llegado
         a un límite; o no compila
      2  la línea de órdenes está mal, no existe el programa o ha fallado la
         herramienta
      3  esta máquina no permite que un programa observe a otro

help-explore-usage =
    cargo telar explore [OPCIONES] EJERCICIO [-- ARGUMENTOS…]
         cargo telar explore [OPCIONES] -- PROGRAMA [ARGUMENTOS…]
help-explore-about = Ejecuta un programa con muchas planificaciones y cuenta qué falla
help-explore-more =
    { "" }
    En cada paso se decide quién sigue: primero como en casos malos bien conocidos y
    luego según semillas. Dormir y esperar un plazo no cuestan tiempo. La primera
    planificación que falla pone fin a la búsqueda, se acorta cuanto se puede y se
    graba. Va mejor con programas de Rust compilados sin optimizar; de los demás,
    solo son pasos las llamadas al sistema.
    { "" }
help-explore-exercise = Uno de tus ejercicios
help-explore-command = Cualquier programa con sus argumentos; tras un ejercicio, las opciones del ejercicio
help-explore-schedules = Cuántas semillas se prueban (si no se da: 64)
help-explore-seed = La primera de ellas (si no se da: 0)
help-explore-scheduler = Un solo modo para todas las semillas, en lugar de la mezcla habitual: random (al azar); pct:D (prioridades, con D-1 cambios); sticky; steered; o canonical: sin semillas, solo las planificaciones que son iguales para todos los programas
help-explore-directed = Cuántas planificaciones dirigidas se prueban como máximo: la ejecución más sencilla con una sola cosa cambiada (si no se da: 64)
help-explore-adversary = Lo que el sistema puede hacerle al programa en cada planificación: short-reads (lecturas cortas), spurious (despertar sin motivo), hostile-clock (reloj hostil), kill, panic, separados por comas; o none. Si no se da: los tres primeros, con una de cada dos semillas
help-explore-expect = Lo que se espera, separado por comas: exit=N, o any-exit (si no, debe terminar como la primera vez); panic: puede haberlo; tidy: nadie queda sin recoger; same-story: siempre lo mismo que la primera vez. Con ejercicios, si no se da: tidy,same-story
help-explore-steps = Termina una ejecución tras estos pasos, como una que no tiene fin (si no se da: 20000)
help-explore-deadline = Termina una ejecución tras estos segundos (si no se da: 10)
help-explore-clear-env = Inicia el programa sin las variables de entorno de esta sesión
help-explore-log = Muestra además todos los pasos de la planificación que falla
help-explore-format = text (si no se da); o json, todo lo que se sabe (docs/explore-report.md)
help-explore-solution = Explora la solución de referencia en lugar de la tuya
help-explore-after =
    Ejemplos:
      cargo telar explore three-threads -- --workers 2
      cargo telar explore --schedules 1000 --adversary spurious -- target/debug/bank
      cargo telar explore --expect any-exit,panic -- python3 -u threads.py
      cargo telar explore --format json -- target/debug/bank | jq .failure.finding

    Código de salida:
      0  no se ha encontrado nada malo
      1  una planificación falla; o el ejercicio no compila
      2  la línea de órdenes está mal, no existe el programa o ha fallado la
         herramienta
      3  una planificación falla, pero no demuestra nada; o esta máquina no permite
         que un programa observe a otro

help-replay-usage =
    cargo telar replay [OPCIONES] GRABACIÓN
         cargo telar replay [OPCIONES] SEMILLA EJERCICIO [-- ARGUMENTOS…]
         cargo telar replay [OPCIONES] SEMILLA -- PROGRAMA [ARGUMENTOS…]
help-replay-about = Repite una planificación: una que falló, o la de una semilla
help-replay-more =
    { "" }
    `cargo telar explore` graba cada fallo con una copia del programa y dice cómo se
    llama. Si el programa ha cambiado desde entonces, se repite la copia y se explora
    el nuevo.
    { "" }
help-replay-what = Una grabación, por su nombre o su archivo; ante un programa, una semilla o el nombre de una planificación canónica: first, newest, reverse, round-robin, main-starved, hold-and-wait, store-last, relock-last, try-last, starve:K
help-replay-exercise = Uno de tus ejercicios
help-replay-command = Cualquier programa con sus argumentos; tras un ejercicio, las opciones del ejercicio
help-replay-timeline = Dibuja además la ejecución
help-replay-log = Muestra todos los pasos
help-replay-scheduler = Para una semilla: random, pct:D, sticky o steered en lugar de su propio planificador
help-replay-adversary = Para una semilla, como en `explore`: short-reads, spurious, hostile-clock, kill, panic; o none
help-replay-expect = Para un programa, como en `explore`: exit=N, any-exit, panic, tidy, same-story
help-replay-steps = Para un programa: termina la ejecución tras estos pasos (si no se da: 20000)
help-replay-deadline = Para un programa: termina la ejecución tras estos segundos (si no se da: 10)
help-replay-clear-env = Inicia el programa sin las variables de entorno de esta sesión
help-replay-format = text (si no se da); o json (docs/explore-report.md)
help-replay-solution = Ejecuta la solución de referencia en lugar de la tuya
help-replay-after =
    Ejemplos:
      cargo telar replay bank-1f3c9a07 --timeline run.svg
      cargo telar replay 17 three-threads
      cargo telar replay hold-and-wait --log -- target/debug/bank

    Código de salida:
      0  la ejecución no tiene nada malo; o el programa ha cambiado, y en el nuevo
         no se ha encontrado nada malo
      1  falla; o el ejercicio no compila
      2  la línea de órdenes está mal, no existe la grabación o el programa, ha
         fallado la herramienta, o una grabación no vuelve a fallar
      3  falla, pero no demuestra nada; o esta máquina no permite que un programa
         observe a otro

help-test-usage = cargo telar test [OPCIONES] [EJERCICIO|TEMA]…
help-test-about = Evalúa ejercicios por lo que hacen sus programas
help-test-more =
    { "" }
    Muestra si se cumple cada requisito; si no, qué ha hecho el programa, la causa
    probable y dónde seguir leyendo. Otro ejercicio que no compile no estorba.
    { "" }
help-test-all = Muestra las pruebas de todos los requisitos que no se cumplen, no solo del primero
help-test-names = Qué ejercicios; de un tema, todos; sin ningún nombre, todos los que hay
help-test-after =
    Ejemplos:
      cargo telar test three-threads
      cargo telar test threading ipc

    Las pistas llegan de una en una: cada versión cambiada que falla da la siguiente.

    Código de salida:
      0  se cumplen todos los requisitos
      1  un requisito no se cumple o no está escrito todavía, o un ejercicio no
         compila
      2  la línea de órdenes está mal o ha fallado la herramienta; no dice nada del
         ejercicio
      3  no consta que falle ningún requisito, pero esta máquina no permite saberlo
         de todos

help-compare-usage = cargo telar compare [OPCIONES]
help-compare-about = Compara hilos y procesos, Python y Rust, en esta máquina
help-compare-more =
    { "" }
    Dos programas, book/listings/python/compare.py y src/bin/compare.rs, calculan y
    esperan con hilos y con procesos. Se ejecutan por turnos y se miden frente al mismo
    trabajo hecho parte por parte. Después se observa cada uno una vez: así se ve quién
    estaba en marcha y quién esperaba. Tarda alrededor de un minuto.
    { "" }
help-compare-rounds = Cuántas veces se mide cada uno, tras una de calentamiento (si no se da: 9)
help-compare-workers = Cuántos hilos o procesos (si no se da: uno por procesador, de 2 a 4)
help-compare-python = Qué Python (si no se da: python3)
help-compare-timelines = Dibuja además cada uno, en esta carpeta
help-compare-format = text (si no se da); o json, todas las medidas (docs/run-report.md)
help-compare-after =
    Ejemplos:
      cargo telar compare
      cargo telar compare --rounds 3 --timelines dibujos
      cargo telar compare --python python3.13t

    Código de salida:
      0  se ha comparado; sin un Python, solo Rust
      1  el programa en Rust no compila
      2  la línea de órdenes está mal o ha fallado la herramienta
      3  esta máquina no permite que un programa observe a otro

help-book-usage =
    cargo telar book [--open] [--serve]
           cargo telar book check|agree|record [NOMBRE]…
help-book-about = Construye el libro del curso, en inglés y en español
help-book-more =
    { "" }
    El libro se escribe en target/book y no necesita nada más: abre su index.html o
    pon la carpeta en cualquier servidor web. Lo que no debe publicarse se rechaza,
    con archivo, línea y salida: código que ninguna prueba ejecuta, un enlace que no
    lleva a ninguna parte, una sección cambiada en un solo idioma.
    { "" }
help-book-words = Sin nada: construir. --open además abre el libro en el navegador; --serve lo sirve en 127.0.0.1 y lo reconstruye cada vez que cambia una página (--port N elige dónde); check solo dice qué está mal, en las páginas nombradas o en todas; agree anota que los dos idiomas de una página o sección dicen lo mismo; record ejecuta de nuevo lo que enseñan las páginas
help-book-after =
    Ejemplos:
      cargo telar book --open
      cargo telar book --serve --open
      cargo telar book check threading.md
      cargo telar book agree threading.md#source
      cargo telar book record threads-python

    Código de salida:
      0  el libro está construido, o está hecho lo que se pidió
      1  antes hay que corregir algo en el libro; queda el último que estaba bien
      2  la línea de órdenes está mal o ha fallado la herramienta

help-grade-usage = cargo telar grade ENTREGAS --out NOTAS [OPCIONES]
help-grade-about = Para quien enseña: evalúa una carpeta de entregas, cada programa en una caja
help-grade-more =
    { "" }
    ENTREGAS tiene una entrada por persona: una carpeta, un zip, un tar.gz. Solo cuentan los
    archivos de los ejercicios. Lo averiguado se guarda en NOTAS/ledger.jsonl; la misma orden,
    repetida, evalúa lo que allí falte. Hay más en docs/grading.md.
    { "" }
help-grade-words = --out NOTAS, la carpeta del registro y los informes; --topic NOMBRE, --exercise NOMBRE, solo esos; --jobs N, cuántos se evalúan a la vez; --shard K/N, solo una de N partes; --roster CSV, quién está en la clase; --due MOMENTO y --late REGLA, como 2026-12-01T23:59 y "10%/day,3 grace"; --secret-seed FICHERO, otras planificaciones que las de los estudiantes; --engine slurm, con los trabajos de un clúster; --known NOTAS, lo que no hay que averiguar otra vez; --visibility [EJERCICIO[::REQUISITO]=]NIVEL, cuándo lo ven los estudiantes: visible, after_due_date, after_published, hidden; --unboxed, fiarse del código de todos
help-grade-after =
    Ejemplos:
      cargo telar grade entregas --out notas
      cargo telar grade entregas --out notas --topic threading --jobs 8

    Código de salida:
      0  todo está evaluado
      2  algo impide evaluarlo; nada de lo terminado se pierde

help-regrade-usage = cargo telar regrade ANTES ENTREGAS --out NOTAS [OPCIONES]
help-regrade-about = Para quien enseña: evalúa de nuevo en otra carpeta y dice qué ha cambiado para quién
help-regrade-more =
    { "" }
    Para cuando ha cambiado un evaluador. Las notas que hay en ANTES se quedan como están.
    { "" }
help-regrade-words = La carpeta de las notas que hay y después lo que se le dice a `grade`
help-regrade-after =
    Ejemplo:
      cargo telar regrade notas entregas --out notas-2

help-merge-usage = cargo telar merge DESTINO NOTAS…
help-merge-about = Para quien enseña: hace una carpeta de notas con las de varias máquinas
help-merge-more =
    { "" }
    Cada una de las NOTAS la ha llenado `grade --shard K/N`, con el mismo curso y las mismas opciones.
    { "" }
help-merge-words = La carpeta que se hace y después las de las partes
help-merge-after =
    Ejemplo:
      cargo telar merge notas parte-1 parte-2

help-report-usage = cargo telar report NOTAS
help-report-about = Para quien enseña: escribe de nuevo los informes a partir del registro
help-report-more =
    { "" }
    gradebook.json, moodle.csv, canvas.csv, junit.xml y, por persona, lo que leen Gradescope,
    PrairieLearn y GitHub Classroom, con las pruebas de lo observado.
    { "" }
help-report-words = La carpeta que ha llenado `grade --out`
help-report-after =
    Ejemplo:
      cargo telar report notas

help-similar-usage = cargo telar similar ENTREGAS --out NOTAS [OPCIONES]
help-similar-about = Para quien enseña: dice qué ficheros de una clase se parecen, uno al lado del otro
help-similar-more =
    { "" }
    Los nombres, los números, los comentarios y el formato no importan; lo que dice la plantilla no cuenta.
    Un parecido es una razón para mirar, nunca una prueba. Nada sale de la máquina.
    { "" }
help-similar-words = --out NOTAS, la carpeta para similarity.html; --topic NOMBRE, --exercise NOMBRE, solo esos; --pairs N, de cuántos pares hay página
help-similar-after =
    Ejemplo:
      cargo telar similar entregas --out notas --exercise counter

help-autograder-usage = cargo telar autograder PLATAFORMA --out CARPETA [OPCIONES]
help-autograder-about = Para quien enseña: escribe una carpeta con la que una plataforma evalúa por sí sola
help-autograder-more =
    { "" }
    PLATAFORMA es gradescope, prairielearn o github. El README.md de CARPETA cuenta qué hacer con ella.
    { "" }
help-autograder-words = --out CARPETA, la carpeta que se hace; --topic NOMBRE, --exercise NOMBRE, solo esos; --visibility [EJERCICIO[::REQUISITO]=]NIVEL, cuándo lo ven los estudiantes: visible, after_due_date, after_published, hidden; --repository DUEÑO/NOMBRE, para github: dónde está el curso
help-autograder-after =
    Ejemplos:
      cargo telar autograder gradescope --out autoevaluador --exercise counter
      cargo telar autograder github --out aula --topic threading --visibility counter=hidden

help-doctor-usage = cargo telar doctor
help-doctor-about = Para quien enseña: dice qué puede imponer esta máquina a programas de los que nadie responde
help-doctor-more =
    { "" }
    Se prueba cada parte de una caja. Donde falta una, no se evalúa nada si no se dice `--unboxed`.
    { "" }
help-doctor-words = Nada
help-doctor-after =
    Código de salida:
      0  todo funciona
      1  falta algo

help-box-usage = cargo telar box PROGRAMA [ARGUMENTOS…]
help-box-about = Para quien enseña: ejecuta un programa en una caja, para probarla
help-box-more =
    { "" }
    La carpeta actual se ve desde la caja y no se puede escribir en ella; de la máquina solo está /usr.
    { "" }
help-box-words = El programa y sus argumentos
help-box-after =
    Ejemplos:
      cargo telar box ls -la /
      cargo telar box ./sospechoso

help-completions-usage = cargo telar completions [OPCIONES] SHELL
help-completions-about = Escribe un guion que enseña a tu shell a completar la orden
help-completions-more = { "" }
help-completions-shell = bash, elvish, fish, powershell o zsh
help-completions-after =
    Ejemplo:
      cargo install --path tools/telar
      telar completions bash >> ~/.bashrc
