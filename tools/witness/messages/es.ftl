# Lo que `cargo telar observe` y `explore` cuentan de una ejecución. Cada frase está también en en.ftl.

## Nombres

main = main
thread = hilo { $number }
child = hijo { $path }
child-thread = hijo { $path } hilo { $number }
# Lo mismo dentro de una frase.
the-thread = el hilo { $number }
the-child = el hijo { $path }
the-child-thread = el hilo { $number } del hijo { $path }
itself = el propio { $who }
and = y
# Ante el sonido «i»: «hilo 1 e hilo 2».
and-before-i = e
and-more = { $count } más
nobody = nadie
ms = { $time } ms

kind-stdin = entrada estándar
kind-stdout = salida estándar
kind-stderr = salida de errores
kind-pipe = tubería
kind-socket-pair = socketpair
kind-socket = socket
kind-file = archivo
kind-terminal = terminal
kind-descriptor = descriptor
kind-other = otro

## Cómo acabó

ended-exited = Terminó con el código de salida { $code } al cabo de { $time }.
ended-signaled = La señal { $signal } acabó con él al cabo de { $time }.
ended-stuck = Se quedó atascado al cabo de { $time }: ya nadie podía seguir.
ended-endless = Tras el último paso permitido, al cabo de { $time }, seguía en marcha, y ahí se detuvo.
ended-deadline = Al llegar a su límite de tiempo, { $time }, aún no había terminado, y ahí se detuvo.
ended-output-limit = Escribió más de lo permitido, y se detuvo al cabo de { $time }.
ended-task-limit = Tuvo a la vez más hilos y procesos de los permitidos, y se detuvo al cabo de { $time }.

stuck-sleep = duerme
stuck-join = espera a que termine { $whom }
stuck-futex = espera un cerrojo, una variable de condición, un mensaje o a los hilos de un ámbito (scope)
stuck-lock = espera el cerrojo { $lock }
stuck-lock-own = espera el cerrojo { $lock }, que ya tiene él mismo
stuck-lock-held = espera el cerrojo { $lock }, que tiene { $holder }
stuck-condition = espera en una variable de condición
stuck-child = espera a que termine un proceso hijo
stuck-read = espera para leer ({ $kind })
stuck-write = espera para escribir ({ $kind })
stuck-read-pipe = lee de una tubería vacía cuyo extremo de escritura sigue abierto en { $holders }
stuck-write-pipe = escribe en una tubería llena cuyo extremo de lectura sigue abierto en { $holders }
stuck-read-held = espera para leer ({ $kind }), cuyo otro extremo sigue abierto en { $holders }
stuck-write-held = espera para escribir ({ $kind }), cuyo otro extremo sigue abierto en { $holders }
stuck-signal = espera una señal (`{ $name }`)
stuck-call = espera en la llamada `{ $name }`
# En qué línea del programa. La primera continúa `stuck-lock-own` y `stuck-lock-held`.
since = { $what } desde { $place }
at = { $what }, en { $place }
waits-at = { $what }; espera en { $place }
closure = una clausura de { $function }

circle = Se esperan unos a otros en círculo (un interbloqueo): { $way }.
circle-own-lock = { $who } espera un cerrojo que ya tiene él mismo: nadie más podría soltarlo.
circle-own-end = { $who } se espera a sí mismo: lee hasta que no quede nadie que pueda escribir, y ya solo queda él mismo.
circle-own-pipe = { $who } se espera a sí mismo: la tubería está llena, y no queda nadie más que pueda leer de ella.
circle-itself = { $who } se espera a sí mismo.
lock-never-released = { $who } terminó sin soltar el cerrojo { $lock }: nadie más podría soltarlo.
never-woken = { $whom } { $count ->
    [one] espera un aviso
   *[other] esperan un aviso
} que ya nadie puede dar: todos los demás también esperan, o han terminado.
never-woken-alone = { $whom } { $count ->
    [one] espera un aviso
   *[other] esperan un aviso
} que ya nadie más puede dar.

endless-who = En los últimos pasos participaron:
endless-several = Varios hilos siguen y ninguno llega a nada. Puede ser un bloqueo activo (livelock): cada uno cede el paso a los demás una y otra vez.
endless-one = Solo sigue { $who }: espera activamente, preguntando una y otra vez, o está en un bucle sin fin.

busiest = En el momento de más actividad { $threads ->
    [one] vivía 1 hilo
   *[other] vivían a la vez { $threads } hilos
} en { $processes ->
    [one] 1 proceso
   *[other] { $processes } procesos
}. Entre todos usaron { $cpu } de procesador.
order-creator-first = Todo lo que se creó tuvo que aguardar a que su creador esperase o terminase.
order-starve = Lo que se creó con el número { $number } tuvo que aguardar hasta que nadie más pudo seguir.
order-oversleep = Lo que se creó con el número { $number } debía dormir hasta que nadie más pudiera seguir.
order-oversleep-whom = { $whom } no despertó de su primer sueño hasta que nadie más pudo seguir.
order-starve-whom = { $whom } tuvo que aguardar hasta que nadie más pudo seguir.

## Quién vivió

lived = Quién vivió y cómo terminó
exit-code = código de salida { $code }
signal = lo mató la señal { $signal }
not-ended = no había terminado
reaped = { $end }; { $whom } lo esperó (a los { $time })
discarded = { $end }; se descartó porque su padre ignora SIGCHLD
unreaped = { $end }; nadie lo ha esperado (un zombi)
zombie = { $end }; nadie lo esperó: un zombi
orphan = { $end }; sobrevivió a su padre: un huérfano
thread-ended = terminó antes que su proceso
thread-joined = terminó, y { $whom } lo estaba esperando
thread-cut-off = interrumpido al terminar su proceso
runs = ejecuta { $program }
named = se llama { $name }
created-by = creado por { $whom }
left-out = … { $count ->
    [one] se omite uno más
   *[other] se omiten { $count } más
} …

## Quién dijo qué

said = Quién dijo qué, y cuándo
said-nothing = Nadie escribió una línea.
said-stderr = ! marca lo que fue a la salida de errores.
said-unfinished = (sin salto de línea)

## Quién esperó

waited = Quién esperó a quién
waited-nobody = Nadie esperó nada.
waited-unseen = No se miró: esta ejecución se observó con menos detalle.
times = { $count } veces
in-vain = en vano
waited-sleep = durmiendo
waited-join = a que terminara { $whom }
waited-futex = un cerrojo, una variable de condición, un mensaje o a los hilos de un ámbito (scope)
waited-lock = el cerrojo { $lock }
waited-condition = en una variable de condición
waited-child = a que terminara un proceso hijo
waited-read = para leer ({ $kind })
waited-read-from = a que { $whom } escribiera algo ({ $kind })
waited-write = para escribir ({ $kind })
waited-write-to = a que { $whom } hiciera sitio ({ $kind })
waited-signal = una señal (`{ $name }`)
waited-call = en la llamada `{ $name }`

## Qué coincidió

overlapped = Qué coincidió en el tiempo
overlapped-both = { $whom } vivieron los dos a la vez, durante { $time }.
overlapped-all = { $whom } vivieron todos a la vez, durante { $time }.
overlapped-none = { $whom } nunca vivieron a la vez: cada uno había terminado antes de que se creara el siguiente.
overlapped-some = Como mucho { $count } de estos vivieron a la vez: { $whom }.

## Qué quedó sin recoger

left = Qué quedó sin recoger
left-nothing = Nada: ni zombis, ni huérfanos, ni hilos interrumpidos, ni descriptores abiertos.
left-zombie = { $who } terminó y su padre no lo esperó (un zombi).
left-orphan = { $who } sobrevivió a su padre (un huérfano).
left-cut-off = { $who } quedó interrumpido al terminar su proceso: nadie lo había esperado.
left-open = { $who } terminó con { $count ->
    [one] un descriptor abierto
   *[other] { $count } descriptores abiertos
}: { $what }

## Por dónde pasaron bytes

carried = Por dónde pasaron bytes
carried-nothing = Nada.
carried-from-to = { $from } → { $to }
carried-written = { $bytes ->
    [one] 1 byte escrito
   *[other] { $bytes } bytes escritos
} en { $calls ->
    [one] 1 llamada
   *[other] { $calls } llamadas
}
carried-read = { $bytes ->
    [one] 1 byte leído
   *[other] { $bytes } bytes leídos
} en { $calls ->
    [one] 1 llamada
   *[other] { $calls } llamadas
}
carried-files = { $count ->
    [one] Se leyó un archivo: { $bytes } bytes.
   *[other] Se leyeron { $count } archivos: { $bytes } bytes en total.
}

## Qué no se vio

notes = Qué no pudo ver el testigo
note-unseen-output = { $bytes ->
    [one] 1 byte llegó
   *[other] { $bytes } bytes llegaron
} a la { $stream } sin que se viera su autor.
note-output-left-out = Por ser demasiado, de la { $stream } no se guardó todo; falta: { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}.
note-waits-left-out = { $count ->
    [one] No se guardó una espera: eran demasiadas.
   *[other] No se guardaron { $count } esperas: eran demasiadas.
}
note-unmodelled = La llamada `{ $call }` se dejó pasar sin modelarla: lo que resulte de ella puede depender de algo más que del orden de los pasos.
note-preempted = { $whom } calculó durante tanto tiempo sin un paso visible que entretanto se dejó seguir a los demás, según el reloj del procesador: otra ejecución puede ser distinta.
note-released-early = { $whom } pudo empezar antes de tiempo, porque los demás daban vueltas sin esperar.

## El dibujo

picture-title = Cronología de { $command }
picture-desc = { $threads ->
    [one] Un hilo
   *[other] { $threads } hilos
} en { $processes ->
    [one] un proceso
   *[other] { $processes } procesos
} a lo largo de { $time }. { $ended } { $lanes }
picture-lane = { $who }: vivió desde { $from } hasta { $until }, { $lines ->
    [one] escribió 1 línea
   *[other] escribió { $lines } líneas
}, esperó { $waited }, { $end }.
picture-lane-plain = { $who }: vivió desde { $from } hasta { $until }, { $lines ->
    [one] escribió 1 línea
   *[other] escribió { $lines } líneas
}, { $end }.
picture-more = { $count ->
    [one] No se dibuja un hilo más.
   *[other] No se dibujan { $count } hilos más.
}
picture-running = en marcha
picture-waiting = esperando
picture-stdout = una línea de salida
picture-stderr = una línea de errores
picture-ended = terminó
picture-cut-off = interrumpido
picture-zombie = nadie lo esperó (zombi)
picture-orphan = sobrevivió a su padre (huérfano)

tree-title = Procesos e hilos de { $command }
tree-first = { $who }: { $threads ->
    [one] un hilo
   *[other] { $threads } hilos
}; { $end }.
tree-child = { $who }, creado por { $whom }: { $threads ->
    [one] un hilo
   *[other] { $threads } hilos
}; { $end }.
tree-more = { $count ->
    [one] No se describe un proceso más.
   *[other] No se describen { $count } procesos más.
}
tree-reaped = { $end }; { $whom } lo esperó

pipes-title = Por dónde pasaron bytes en { $command }
pipes-none = Por ninguna tubería ni ningún socket pasaron bytes.
pipes-label = { $kind } · { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
pipes-flow = De { $from } a { $to }: { $what }.
pipes-unknown = alguien que no se conoce

## Medidas

plot-title = Cuántas veces más rápido a la vez que uno tras otro
plot-row = { $who }, { $work }: { $value } veces.
plot-spread = la mediana, el menor valor y el mayor
plot-one = 1: no se gana nada
plot-ideal = tantas veces como trabajadores hay
work-cpu = calcular
work-wait = esperar
with-threads = hilos
with-processes = procesos
count-threads = { $count ->
    [one] 1 hilo
   *[other] { $count } hilos
}
count-processes = { $count ->
    [one] 1 proceso
   *[other] { $count } procesos
}
table-who = trabajadores
table-work = tarea
table-in-a-row = uno tras otro
table-at-once = a la vez (mín.–máx.)
table-cpu = procesador
table-speed-up = veces más rápido

strip-cpu = procesador { $time }
strip-legend = █ en marcha, ▓ ▒ ░ en marcha parte del tiempo, · esperando

## Lo que encontró una exploración

tried = { $runs ->
    [one] Se probó una planificación
   *[other] Se probaron { $runs } planificaciones
}: { $steps } pasos en total.
tried-within = { $runs ->
    [one] Se probó una planificación
   *[other] Se probaron { $runs } planificaciones
} en { $seconds } s: { $steps } pasos en total.
found-nothing = No se encontró nada malo.
found-deadlock = Encontrado: ya nadie puede seguir (un interbloqueo).
found-endless = Encontrado: sigue sin fin; tras { $steps } pasos no había terminado.
found-panic = Encontrado: un pánico. { $whom } entró en pánico.
found-exit = Encontrado: terminó con { $seen }, y se esperaba { $expected }.
found-signal = la señal { $signal }
found-no-end = ningún final
found-left = Encontrado: { $what }
found-story = Encontrado: no hizo lo mismo que la primera vez.
found-story-first = la primera vez: { $line }
found-story-now = esta vez:       { $line }
found-story-nothing = (nada)
found-limit = Encontrado: llegó a un límite. { $ended }
found-judged = Encontrado: { $told }
found-process = un proceso
found-doubtful = Esto no demuestra nada: depende de una llamada que no está modelada, o del reloj real.

origin-first = Apareció en la ejecución más sencilla: quien está en marcha sigue hasta que espera; luego, el primero que se creó.
origin-canonical = Apareció con la planificación `{ $name }`: { $rule }.
origin-seed = Apareció con la semilla { $seed }.
origin-steered = Apareció al buscar adrede los cerrojos que se toman en los dos órdenes (semilla { $seed }).
origin-directed = Apareció al cambiar una sola cosa en la ejecución más sencilla: en la decisión { $point }, { $what }.
canonical-first = quien está en marcha sigue hasta que espera; luego, el primero que se creó
canonical-newest = el último que se creó va primero
canonical-reverse = quien está en marcha sigue hasta que espera; luego, el último que se creó
canonical-round-robin = un paso cada uno, por turnos
canonical-main-starved = main solo sigue cuando nadie más puede
canonical-hold-and-wait = quien tiene un cerrojo y quiere otro deja pasar a todos los demás
canonical-store-last = quien está a punto de escribir en un atómico deja pasar a todos los demás
canonical-relock-last = quien está a punto de volver a tomar un cerrojo deja pasar a todos los demás
canonical-try-last = quien está a punto de probar un cerrojo deja pasar a todos los demás
canonical-starve = { $who } solo sigue cuando nadie más puede
choice-run = siguió { $who }
choice-fire = venció el plazo con el que esperaba { $who }
choice-wake = { $who } despertó sin motivo
choice-kill = { $who } recibió SIGKILL
choice-panic = { $who } entró en pánico
choice-pick = el sistema eligió el resultado { $outcome } entre varios
decisions-none = La ejecución más sencilla falla del mismo modo: quien está en marcha sigue hasta que espera; luego, el primero que se creó.
decisions = La planificación más corta que se encontró: quien está en marcha sigue hasta que espera; luego, el primero que se creó; { $count ->
    [one] solo una decisión es distinta
   *[other] { $count } decisiones son distintas
}.

ended-before = Ya han terminado: { $whom }.

steps = Sus pasos en torno a cada cambio de hilo, y los últimos
steps-all = Todos los pasos
steps-left-out-of = … { $who }: { $count } pasos más …
steps-left-out = … { $count } pasos más …
step-load = lee el atómico { $number }
step-store = escribe en el atómico { $number }
step-swap = intercambia el atómico { $number }
step-update = actualiza el atómico { $number }
step-compare-exchange = compara e intercambia el atómico { $number }
step-lock = pide el cerrojo { $number }
step-try-lock = prueba el cerrojo { $number }
step-unlock = suelta el cerrojo { $number }
step-read-lock = pide el cerrojo { $number } para leer
step-try-read-lock = prueba el cerrojo { $number } para leer
step-read-unlock = suelta el cerrojo { $number } tras leer
step-write-lock = pide el cerrojo { $number } para escribir
step-try-write-lock = prueba el cerrojo { $number } para escribir
step-write-unlock = suelta el cerrojo { $number } tras escribir
step-downgrade = conserva el cerrojo { $number } solo para leer
step-wait = espera en la variable de condición { $number }
step-wait-timeout = espera un tiempo en la variable de condición { $number }
step-notify-one = avisa a uno en la variable de condición { $number }
step-notify-all = avisa a todos en la variable de condición { $number }
step-signal = recibe { $signal }
step-creates = crea { $whom }
step-fence = barrera de memoria
step-spin = da vueltas
step-panic = entra en pánico
step-ends = termina
step-killed = recibe SIGKILL
step-time-out = vence su plazo
step-spurious = despierta sin motivo
step-interrupted = se interrumpe
step-call = llama a `{ $call }`
step-moved = llama a `{ $call }`: { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
step-moved-part = llama a `{ $call }`: solo { $bytes } de { $of } bytes
step-moved-none = llama a `{ $call }`: el final
step-returns = obtiene de `{ $call }`: { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
step-returns-part = obtiene de `{ $call }`: solo { $bytes } de { $of } bytes
step-returns-none = obtiene de `{ $call }`: el final
step-writes = escribe «{ $line }»

inversion = Aviso: los cerrojos { $one } y { $other } se toman en los dos órdenes. Si dos hilos consiguieran uno cada uno, se esperarían para siempre. Ninguna planificación probada llegó a eso; un mismo orden para todos lo descarta.
inversion-by = Aviso: los cerrojos { $one } y { $other } se toman en los dos órdenes ({ $whom }). Si cada cual consiguiera el primero, ambos esperarían para siempre. Ninguna planificación probada llegó a eso; un mismo orden para todos lo descarta.

unseen = Lo que esto no puede saber
unseen-points = Este programa se compiló con optimización o no es de Rust: otro hilo solo podía intervenir en sus llamadas al sistema.
unseen-cut-short = Las ejecuciones son largas: después de { $steps } pasos en total no se empezó ninguna planificación más. Una entrada más pequeña se explora más a fondo.
unseen-weak = Algunas operaciones atómicas piden menos que SeqCst. Solo se probaron ejecuciones secuencialmente consistentes; un procesador puede permitirse más.
unseen-calls = { $count ->
    [one] Esta llamada se dejó
   *[other] Estas llamadas se dejaron
} pasar sin modelar: { $calls }. Lo que resulte puede depender de algo más que de la planificación.
unseen-preempted = Un hilo calculó durante tanto tiempo sin un paso visible que entretanto se dejó seguir a los demás, según el reloj del procesador: otra exploración puede ser distinta.
unseen-output = Hubo salida que llegó por un camino en el que no se vio a su autor.
unseen-plain = Lo que los hilos comparten sin cerrojos, atómicos ni llamadas (`static mut`, `UnsafeCell`, punteros) no se ve.

## Las líneas de un relato; el inglés es lo que se guarda, y lo escribe `story.rs`

story-exited = el programa terminó con el código de salida { $number }
story-signaled = { $signal } acabó con el programa
story-stuck = el programa se quedó atascado: nadie podía seguir
story-endless = el programa seguía sin fin
story-deadline = el programa seguía en marcha al llegar a su límite de tiempo
story-output-limit = el programa escribió más de lo permitido
story-task-limit = el programa tuvo más hilos y procesos de los permitidos
story-silent = no escribió nada
story-sleeps = { $who } duerme
story-joins = { $who } espera a que termine { $whom }
story-futex = { $who } espera un cerrojo, una condición o un mensaje
story-lock = { $who } espera un cerrojo
story-lock-own = { $who } espera un cerrojo que ya tiene él mismo
story-lock-held = { $who } espera un cerrojo que tiene { $whom }
story-condition = { $who } espera en una variable de condición
story-child = { $who } espera a que termine un hijo
story-reads = { $who } espera para leer ({ $kind })
story-reads-held = { $who } espera para leer ({ $kind }; la mantiene abierta { $whom })
story-writes = { $who } espera para escribir ({ $kind })
story-writes-held = { $who } espera para escribir ({ $kind }; la mantiene abierta { $whom })
story-call = { $who } espera en { $name }
story-carried = { $kind }: { $bytes } de { $who } a { $whom }
story-sent = { $kind }: { $bytes } que envió { $who }
story-received = { $kind }: { $bytes } que recibió { $who }
story-unseen = { $bytes } de { $name } vinieron de un autor que no se vio
story-role = { $who }
story-created = creado por { $who }
story-runs = ejecuta { $name }
story-exit-code = código de salida { $number }
story-reaped = su padre lo esperó
story-discarded = descartado: su padre ignora SIGCHLD
story-zombie = nadie lo esperó: un zombi
story-orphan = huérfano: su padre terminó antes
story-undecided = seguía ahí cuando se detuvo la ejecución
story-not-ended = no había terminado
story-cut-off = interrumpido al terminar su proceso
story-ended = terminó antes que su proceso
story-signal = { $signal }
