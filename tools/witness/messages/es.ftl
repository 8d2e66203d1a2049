# Lo que `cargo telar observe` cuenta de una ejecución. Cada frase está también en en.ftl.

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
kind-stderr = salida de error
kind-pipe = tubería
kind-socket-pair = socketpair
kind-socket = socket
kind-file = archivo
kind-terminal = terminal
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
stuck-futex = espera un cerrojo, una variable de condición o un mensaje
stuck-lock = espera el cerrojo { $lock }
stuck-lock-own = espera el cerrojo { $lock }, que ya tiene él mismo
stuck-lock-held = espera el cerrojo { $lock }, que tiene { $holder }
stuck-condition = espera en una variable de condición
stuck-child = espera a que termine un proceso hijo
stuck-read = espera para leer ({ $kind })
stuck-write = espera para escribir ({ $kind })
stuck-read-pipe = lee de una tubería vacía cuyo extremo de escritura sigue abierto en { $holders }
stuck-read-held = espera para leer ({ $kind }), cuyo otro extremo sigue abierto en { $holders }
stuck-write-held = espera para escribir ({ $kind }), cuyo otro extremo sigue abierto en { $holders }
stuck-call = espera en la llamada `{ $name }`
# En qué línea del programa. La primera continúa `stuck-lock-own` y `stuck-lock-held`.
since = { $what } desde { $place }
at = { $what }, en { $place }
waits-at = { $what }; espera en { $place }
closure = una clausura de { $function }

circle = Se esperan unos a otros en círculo (un interbloqueo): { $way }.
circle-own-lock = { $who } espera un cerrojo que ya tiene él mismo: nadie más podría soltarlo.
circle-own-end = { $who } se espera a sí mismo: lee hasta que no quede nadie que pueda escribir, y ya solo queda él mismo.
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
said-stderr = ! marca lo que fue a la salida de error.
said-unfinished = (sin salto de línea)

## Quién esperó

waited = Quién esperó a quién
waited-nobody = Nadie esperó nada.
waited-unseen = No se miró: esta ejecución se observó con menos detalle.
times = { $count } veces
in-vain = en vano
waited-sleep = durmiendo
waited-join = a que terminara { $whom }
waited-futex = un cerrojo, una variable de condición o un mensaje
waited-lock = el cerrojo { $lock }
waited-condition = en una variable de condición
waited-child = a que terminara un proceso hijo
waited-read = para leer ({ $kind })
waited-read-from = a que { $whom } escribiera algo ({ $kind })
waited-write = para escribir ({ $kind })
waited-write-to = a que { $whom } hiciera sitio ({ $kind })
waited-call = en la llamada `{ $name }`

## Qué coincidió

overlapped = Qué coincidió en el tiempo
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
