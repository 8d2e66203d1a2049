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
judging = evaluando { $exercise }
observing = observando { $program }, { $seconds } s como máximo

## Lo que nos impide responder

no-current-folder = no se ha podido averiguar en qué carpeta estamos
no-course = no hay ningún `course.toml` en `{ $folder }` ni en las carpetas que la contienen; ve antes a la carpeta del curso
bad-course = `course.toml` no se puede usar mientras no se corrija
no-such-exercise = no hay ningún ejercicio `{ $name }`; `cargo telar list` los muestra todos
no-such-exercise-but = no hay ningún ejercicio `{ $name }`; ¿querías decir `{ $nearest }`? (`cargo telar list` los muestra todos)
no-such-exercise-to-observe = no hay ningún ejercicio `{ $name }`; para observar un programa, escribe dos guiones delante: `cargo telar observe -- { $name }`
nothing-to-observe = di qué observar: un ejercicio, o `--` y un programa
cannot-write = no se ha podido escribir `{ $path }`
cannot-start = no se ha podido iniciar `{ $program }`
no-such-program = no existe el programa `{ $program }`; da su ruta o un nombre que se encuentre en `PATH`
not-executable = `{ $program }` no se puede ejecutar; `chmod +x` da el permiso
not-permitted = aquí no se puede observar ningún programa; se puede donde ptrace está permitido (Linux fuera de un contenedor restringido)
not-observed = no se ha podido observar `{ $program }`
no-cargo = no se ha podido ejecutar `{ $program }`; la variable `CARGO` o, si falta, `PATH` debe llevar a cargo
cargo-failed = cargo no puede compilar aquí: { $complaint }
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
help-value-exercise = EJERCICIO
help-value-command = PROGRAMA
help-value-args = ARGUMENTOS
help-value-names = EJERCICIO|TEMA
help-value-shell = SHELL
help-lang = Idioma: en o es (si no se da, decide TELAR_LANG y, si falta, la configuración regional)
help-help = Muestra esta ayuda
help-version = Muestra la versión
help-usage =
    cargo telar [OPCIONES]
         cargo telar [OPCIONES] ORDEN
help-about = Muestra por dónde vas en el curso, y ejecuta, observa y prueba tus ejercicios
help-more = { "" }
help-after =
    Ejemplos:
      cargo telar                              por dónde vas y qué viene después
      cargo telar test three-threads           el veredicto sobre un ejercicio, con pruebas
      cargo telar run three-threads            solo ejecutarlo
      cargo telar observe three-threads        lo que ha hecho tu programa, contado
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

help-completions-usage = cargo telar completions [OPCIONES] SHELL
help-completions-about = Escribe un guion que enseña a tu shell a completar la orden
help-completions-more = { "" }
help-completions-shell = bash, elvish, fish, powershell o zsh
help-completions-after =
    Ejemplo:
      cargo install --path tools/telar
      telar completions bash >> ~/.bashrc
