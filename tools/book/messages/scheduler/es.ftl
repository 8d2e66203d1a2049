# La figura «sé tú el planificador». Lo que va entre llaves y comillas lo rellena el navegador.

kind = Sé tú el planificador
controls = ¿A quién le toca?
listing = El programa
thread = Hilo { $thread }
who = El hilo { $thread }
undo = Deshacer
restart = Empezar de nuevo
finish = Seguir hasta el final
hint = Una pista
line = línea { $line }
steps-recorded = Una de las { $all } planificaciones grabadas
steps-yours = Tu planificación
number = Paso

# En el botón de un hilo: lo que haría a continuación.
next-load = leer { $object }
next-store = escribir en { $object }
next-update = sumar 1 a { $object }
next-lock = tomar el cerrojo { $object }
next-unlock = soltar el cerrojo { $object }

# Lo que ha hecho un hilo.
did-load = lee { $value } de { $object }
did-store = escribe { $value } en { $object }
did-update = suma 1 a { $object }: { $old } pasa a ser { $new }
did-lock = toma el cerrojo { $object }
did-wait = tiene que esperar el cerrojo { $object }: lo tiene el hilo { $holder }
did-unlock = suelta el cerrojo { $object }
did-hand-over = suelta el cerrojo { $object }; el hilo { $other }, que lo esperaba, lo toma

# Cómo están las cosas.
object-number = { $object }
object-lock = Cerrojo { $object }
lock-free = libre
lock-held = lo tiene el hilo { $thread }
is-at-start = está al principio
is-at-end = ha terminado
has-seen = ha leído { $value }
holds = tiene { $locks }
holds-and-waits = tiene { $locks } y espera { $lock }
waits = espera { $lock }
lock = el cerrojo { $object }
two-locks = { $one } y { $other }

# Lo que se dice tras cada turno.
said-start = Aún no ha pasado nada. Los dos hilos pueden seguir.
said-step = { $who } { $did }.
said-undone = Un paso deshecho.
said-nothing-to-undo = No hay nada que deshacer.
said-restarted = De vuelta al principio.
said-cannot = { $who } no puede dar un paso: { $state }.
said-over = La ejecución ha terminado. Deshaz un paso o empieza de nuevo.
tally = Planificaciones probadas: { $played } de { $all }.
tally-ending = { $label }: { $played } de { $all }

# Cómo acaba: para la cuenta, y por qué.
label-prints = imprime { $output }
label-lost = imprime { $output }, se pierde una actualización
label-stuck = interbloqueo

lost-update-title = Una actualización perdida
lost-update-task = Dos hilos suman 1 cada uno. Encuentra un orden de sus pasos con el que el programa imprima 1.
lost-update-hint = Lo que un hilo ha leído puede haber quedado anticuado cuando escribe. Deja que el otro se cuele en medio.
lost-update-right = El programa imprime { $output }. Un hilo había escrito antes de que el otro leyera, así que la segunda actualización parte de la primera.
lost-update-wrong = El programa imprime { $output } en vez de { $right }. Los dos hilos habían leído { $seen } antes de que ninguno escribiera, así que los dos escribieron { $output }: una actualización se ha perdido.
lost-update-known = { $wrong } de las { $all } planificaciones pierden una actualización.

lost-update-mended-title = Ninguna actualización se pierde
lost-update-mended-task = La misma cuenta, corregida: leer y escribir son un solo paso. Intenta perder ahora una actualización.
lost-update-mended-hint = Entre la lectura y la escritura no hay ningún momento en el que le pueda tocar al otro hilo.
lost-update-mended-right = El programa imprime { $output }. Cada hilo lee y escribe en un solo paso, así que nadie puede colarse en medio.
lost-update-mended-known = Hay { $all } planificaciones y ninguna pierde una actualización.

abba-title = Un interbloqueo
abba-task = Dos hilos mueven dinero entre dos cuentas. Encuentra un orden de sus pasos tras el que ninguno pueda seguir.
abba-hint = Cada hilo necesita dos cerrojos, y los toma en distinto orden. Dale a cada uno el primero.
abba-right = El programa imprime { $output }. Un hilo tenía los dos cerrojos antes de que el otro tomara el primero, así que nadie esperó en círculo.
abba-wrong = Interbloqueo. El hilo 1 tiene { $held-1 } y espera { $wanted-1 }; el hilo 2 tiene { $held-2 } y espera { $wanted-2 }. Ninguno seguirá nunca, y el programa no imprime nada.
abba-known = { $wrong } de las { $all } planificaciones acaban en interbloqueo.

abba-mended-title = Ningún interbloqueo
abba-mended-task = Las mismas transferencias, corregidas: los dos hilos toman primero el cerrojo a. Intenta que se esperen el uno al otro.
abba-mended-hint = Quien tiene el cerrojo b tiene también el cerrojo a. ¿Qué podría estar esperando ese hilo?
abba-mended-right = El programa imprime { $output }. Quien tiene el cerrojo a encuentra libre el cerrojo b; el otro solo puede esperar el cerrojo a, sin tener ninguno.
abba-mended-known = Hay { $all } planificaciones y ninguna acaba en interbloqueo.
