# Lo que dice el evaluador de `cache`.

# Sus requisitos.
cache-everybody-is-a-thread = Cada lector y cada escritor es un hilo propio y recorre todas las claves.
cache-readers-look-at-the-same-time = Los lectores miran a la vez: uno que tarde mucho no hace esperar a ningún otro.
cache-each-key-is-loaded-once = Cada clave se carga una sola vez, la necesite quien la necesite entretanto.
cache-nobody-sees-half-a-change = Un lector ve las dos mitades de una entrada tal como las dejó un mismo escritor.
cache-a-writer-gets-in = Un escritor consigue entrar, aunque los lectores vuelvan una y otra vez.
cache-is-right-under-every-schedule = Con cualquier planificación, cada mirada es entera, cada clave se carga una vez y nadie espera para siempre.
cache-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

# Lo que hacen los programas en su lugar, y por qué.
cache-count = Aparte del principal hubo { $seen ->
    [one] { $seen } hilo
   *[other] { $seen } hilos
  }; { $required ->
    [one] se pide { $required }
   *[other] se piden { $required }
  }.
cache-count-cause = `run` ya está escrita y lanza un hilo por lector y por escritor. No hace falta nadie más, y no puede faltar nadie.
cache-lines = El { $role } escribió «{ $seen }»; se pide «{ $required }».
cache-lines-cause = `look` y `change` ya están escritas e imprimen las líneas. `read` llama una vez a `look`, `write` llama una vez a `change`, y ninguna imprime nada por su cuenta.
cache-line-count = El { $role } escribió { $lines ->
    [one] { $lines } línea
   *[other] { $lines } líneas
  } para una clave; se pide una.
cache-line-count-cause = `look` y `change` ya están escritas e imprimen las líneas. `read` llama una vez a `look`, y `write`, una vez a `change`.
cache-no-look = El { $other } no miró la entrada como lo hace `look`, con una pausa.
cache-no-look-cause = `look` ya está escrita: llámala una vez en cada `read`, con la entrada que está en la caché.
cache-readers-take-turns = Mientras el { $one } miraba la clave, el { $other } no podía: tuvo que esperar.
cache-readers-take-turns-cause = El cerrojo que se tiene durante la mirada deja entrar a un solo hilo a la vez. Así son `Mutex::lock` y `RwLock::write`; `RwLock::read` deja entrar a otros lectores. Después de cargar, suelta la guarda de escritura antes de mirar, o baja a una de lectura. Y quien pide `write` antes de cada mirada, aunque la clave esté, espera al lector que está dentro: mira primero con `read`.
cache-before-the-load = El { $role } obtuvo la clave cuando el { $loader } aún la estaba cargando.
cache-before-the-load-cause = Había una entrada en el mapa antes de estar cargada, y se dio por cargada. Lo que se escriba entonces puede perderse cuando acabe la carga. Pon la entrada cuando esté cargada, y que quien necesite la clave espere mientras tanto: con el cerrojo que se tiene durante la carga, o con uno propio para cada clave.
cache-loads = La clave tenía que cargarla el { $role }, y se cargó { $seen ->
    [one] { $seen } vez
   *[other] { $seen } veces
  }; se pide una.
cache-loads-cause = { $seen ->
    [0] Una clave que falta se carga con `load`, lo mismo si la necesita un lector que un escritor.
   *[other] ¿Es una llamada el argumento de `or_insert`? Se hace en cualquier caso; `or_insert_with` solo la hace si falta la clave. Y quien ve que falta una clave y suelta el cerrojo para cargarla deja que otros también vean que falta. Toma el cerrojo de escritura, vuelve a mirar y carga sin soltarlo.
  }
cache-loads-said = Al final el programa dice «{ $seen }»; se pide «{ $required }».
cache-loads-said-cause = `load` ya está escrita y lleva la cuenta. Llámala cuando falte una clave y en ningún otro caso.
cache-torn = Mientras el { $role } estaba a medias, alguien escribió «{ $seen }».
cache-torn-cause = Una mitad estaba cambiada y la otra todavía no. Las dos son de una misma entrada: necesitan un mismo cerrojo, que se tiene durante las dos mitades de un cambio y durante las dos mitades de una mirada.
cache-asks-again = Alguien que tenía que esperar no esperaba: preguntaba una y otra vez.
cache-asks-again-cause = `try_read` y `try_write` en un bucle preguntan otra vez, con una pausa entre medias o sin ella. `read` y `write` esperan.
cache-writer-starves = Mientras un lector miraba, un escritor esperaba, y otro lector entraba una y otra vez.
cache-writer-starves-cause = Un escritor que espera hasta que no lea nadie puede esperar para siempre: mientras los lectores vengan seguidos, siempre hay alguien leyendo. Haz que los lectores esperen en cuanto espere un escritor; el `RwLock` de la biblioteca estándar lo hace en Linux. (La orden de abajo tarda medio minuto: mira cuántas veces durmió el lector.)
cache-writers-meet = Mientras el { $one } cambiaba la clave, el { $other } también la cambió.
cache-writers-meet-cause = De dos cambios a la vez puede perderse uno. Quien cambia una copia y la devuelve después pisa lo que haya llegado entretanto: conserva el cerrojo de escritura desde antes de `change` hasta después.
cache-stuck-cause = Mira quién espera qué cerrojo. Quien pide `write` cuando todavía tiene su propia guarda de `read` se espera a sí mismo; la guarda en la cabecera de un `match` vive hasta el final de toda la sentencia, y la de un `if let`, hasta el `else`. Suelta el cerrojo (`drop`) y solo entonces pide el otro.
cache-schedule-deadlock-cause = ¿Pide `write` algún hilo que todavía tiene su propia guarda de `read`? La que está en la cabecera de un `match` vive hasta el final de toda la sentencia, y la de un `if let`, hasta el `else`. ¿Pide alguien un segundo `read` con el primero en la mano? Un escritor que haya llegado entretanto pasa antes, y espera al primero. Y dos cerrojos que se toman en distinto orden se esperan el uno al otro.
cache-loads-again = Al final, el principal dice «{ $seen }»; se pide una sola vez.
cache-loads-again-cause = Si se cargó 0 veces: una clave que falta se carga con `load`, lo mismo si la necesita un lector que un escritor. Si más de una: ¿se soltó el cerrojo entre ver que faltaba la clave y cargarla? Entonces la ha cargado alguien más entretanto: vuelve a mirar con el cerrojo de escritura tomado y carga solo si la clave sigue faltando. Y el argumento de `or_insert` se calcula en cualquier caso; el de `or_insert_with`, solo cuando hace falta.
cache-sees-half = El { $role } escribió «{ $seen }».
cache-sees-half-cause = Miró a mitad de un cambio. Las dos mitades de una entrada van juntas: necesitan un mismo cerrojo, que se tiene durante las dos mitades de un cambio y durante las dos mitades de una mirada.
