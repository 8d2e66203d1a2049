# Lo que dice el evaluador de `separate-memory`.

separate-memory-a-child-process-counts = Main lanza un proceso hijo, que escribe él mismo su cuenta.
separate-memory-the-parent-keeps-its-own-count = Main escribe su propia cuenta, a la que el hijo no ha sumado nada.
separate-memory-the-count-comes-through-a-pipe = La cuenta del hijo llega a main por una tubería.
separate-memory-any-count-is-received = Main escribe lo que contó el hijo, sea el número que sea.
separate-memory-a-missing-count-is-told = Si el hijo murió antes de enviar su cuenta, main lo dice y no da ningún número por recibido.
separate-memory-the-child-is-reaped = Main espera al hijo, por lento que sea y termine como termine.
separate-memory-a-kill-at-any-step-is-survived = Muera cuando muera el hijo, main llega a su final y no escribe ningún número que nadie envió.
separate-memory-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
separate-memory-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

separate-memory-children = Main { $seen ->
    [0] no tiene ningún proceso hijo
   *[other] tiene { $seen } procesos hijos, contando los de sus hijos
}; se pide uno.
separate-memory-children-cause = { $seen ->
    [0] Nada llama a `fork`. Un hilo vive en el mismo proceso y comparte su memoria; eso es otro ejercicio.
   *[other] Se llama a `fork` más de una vez, o el hijo sigue con el código del padre y vuelve a llamarlo allí. Tiene que terminar con `leave` en cuanto ha enviado su cuenta.
}

separate-memory-no-line = Falta la línea `{ $required }`: ninguna empieza como ella.
separate-memory-no-line-cause = O nadie llega hasta esa línea, porque antes hubo un error o una señal, o sus palabras no son las que pide la cabecera del archivo.

separate-memory-line = La línea es `{ $seen }`; se pide `{ $required }`.
separate-memory-line-cause = Cada proceso suma en su propia copia de `count`. Si en la línea del padre está el número del hijo, es que comparten memoria o que el padre machacó la suya; si `received` trae otro número que el del hijo, es que ese número no llegó, o no llegaron sus ocho bytes.

separate-memory-lines = { $seen } líneas empiezan como `{ $required }`; se pide una.
separate-memory-lines-cause = El hijo sigue con el código del padre y escribe también sus líneas. Tiene que terminar con `leave` dentro de `start`.

separate-memory-author = La línea `{ $required }` la escribió { $author }, y le toca a { $role }.
separate-memory-author-cause = Quien cuenta, escribe: el hijo su línea, y main las otras dos.

separate-memory-no-pipe = Ningún byte fue del hijo a main por una tubería.
separate-memory-no-pipe-cause = `fork` copia un `static` o un `Arc` como todo lo demás. Un código de salida tiene ocho bits, y un archivo se queda ahí. Crea una tubería antes del fork: el hijo escribe en ella y main la lee.

separate-memory-no-crash = Las opciones piden que el hijo muera, y no murió por SIGKILL.
separate-memory-no-crash-cause = El hijo tiene que llamar a `crash_if_asked` después de escribir su cuenta y antes de enviarla.

separate-memory-made-up = El hijo no envió ninguna cuenta entera, y main escribió `{ $line }` de todos modos.
separate-memory-made-up-cause = Una cuenta que no llegó no vale cero, y la primera parte de una cuenta no es una cuenta. `read_exact` falla si la tubería acaba antes de tiempo: mira lo que devuelve.

separate-memory-told = Lo último que main escribió en la salida de errores es `{ $seen }`; se pide `{ $required }`.
separate-memory-told-cause = Devuelve `Lost` desde `run` si no llegó ninguna cuenta.

separate-memory-left = Main no esperó al hijo.
separate-memory-left-cause = Tener la cuenta del hijo no es haberlo esperado: llama a `waitpid`, también si el hijo murió antes de tiempo. Hasta entonces sigue siendo un zombi.

separate-memory-stuck-cause = Mira quién lee en vano de la tubería y quién la mantiene abierta. El fin de archivo llega solo cuando están cerradas todas las copias del extremo de escritura, también la de main: descártala en el padre justo después de `fork`.

separate-memory-schedule-deadlock-cause = Mira quién lee en vano de la tubería y quién la mantiene abierta. Si el hijo muere, ya no llegará nada; main solo se entera si ha cerrado su propia copia del extremo de escritura.

separate-memory-exit-code-cause = { $seen ->
    [0] Falta la cuenta y main no lo dice. Devuelve `Lost` desde `run`.
    [101] El hilo principal entró en pánico. La línea que escribió dice dónde: busca allí un `unwrap` o `expect` sobre algo que puede fallar, o un índice o un rango más allá del final.
   *[other] `run` devuelve un error. Mira lo que el programa escribió en la salida de errores.
}

separate-memory-schedule-exit-cause = Una lectura puede dar menos bytes de los que se enviaron. Sigue hasta el octavo, como hace `read_exact`.

separate-memory-schedule-story-cause = Un `read` puede dar menos bytes de los que se enviaron, en cualquier momento; los que faltan llegan después. Busca en los pasos uno que solo dio una parte, y sigue leyendo hasta el octavo byte, como hace `read_exact`.
