# Lo que dice el evaluador de `scoped-sum`.

# Sus requisitos.
scoped-sum-the-sum-is-exact = La suma es correcta sin números, con menos números que hilos y con números que no se pueden repartir por igual.
scoped-sum-no-more-threads-than-asked = Aparte del principal, nunca hay más hilos de los que dice `--threads`.
scoped-sum-every-part-is-counted-by-its-own-thread = Cada parte la cuenta un hilo propio, y ninguna el principal.
scoped-sum-parts-are-equally-long = Ninguna parte es más larga de lo necesario.
scoped-sum-all-parts-are-counted-at-once = Todos los hilos se lanzan antes de que el principal espere a alguno.
scoped-sum-the-numbers-are-not-copied = Los hilos toman prestados los números, y nadie los copia.
scoped-sum-a-failing-part-is-not-passed-over = Si una parte falla, no se escribe ninguna suma, y el programa falla cuando han acabado todos los hilos.
scoped-sum-is-right-under-every-schedule = Con cualquier planificación, el programa hace lo mismo y llega al mismo final.
scoped-sum-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

# Lo que hacen los programas en su lugar, y por qué.
scoped-sum-sum = La última línea del hilo principal es «{ $seen }»; con { $numbers ->
    [one] { $numbers } número
   *[other] { $numbers } números
  } y { $threads ->
    [one] { $threads } hilo
   *[other] { $threads } hilos
  } se pide «{ $required }».
scoped-sum-sum-cause = { $missing ->
    [yes] No se contaron todos los números. Una división que redondea hacia abajo deja un resto: con 10 números y 4 hilos, dos números no pertenecen a ninguna parte. `chunks_exact` también los deja fuera. `div_ceil` redondea hacia arriba, y entonces es la última parte la que queda más corta.
   *[no] Se contaron todos los números, y no todo llegó a la suma. Puede que los hilos hayan sumado en dos pasos a una suma compartida, y que algo se haya pisado. O bien el principal lee la suma compartida dentro del ámbito, donde los hilos aún pueden estar contando.
  }
scoped-sum-no-numbers = Sin ningún número, el principal entró en pánico.
scoped-sum-no-numbers-cause = Ningún número repartido entre cuatro da partes de longitud 0, también al redondear hacia arriba, y `chunks` rechaza esa longitud. Haz que la longitud sea al menos 1.
scoped-sum-threads = Con { $numbers ->
    [one] { $numbers } número
   *[other] { $numbers } números
  } y `--threads { $asked }`, el programa lanzó { $seen ->
    [one] { $seen } hilo
   *[other] { $seen } hilos
  }.
scoped-sum-threads-cause = Hace falta un hilo por parte, no uno por número; y si la longitud de las partes se redondea hacia abajo, salen más partes que hilos.
scoped-sum-few = Los { $numbers } números se contaron en { $threads ->
    [0] ninguna parte
    [one] una sola parte
   *[other] { $threads } partes
  }, aunque pueden repartírselos varios hilos.
scoped-sum-few-cause = Un hilo lo hace todo, y los demás nada. Corta los números en tantas partes como hilos haya y llama a `sum_part` para cada parte en su propio hilo.
scoped-sum-main-counts = El hilo principal contó él mismo una parte.
scoped-sum-main-counts-cause = Hay que llamar a `sum_part` en la clausura que recibe `scope.spawn`, también para la última parte. Lo que se calcula antes de `spawn`, o en su lugar, lo calcula el hilo principal.
scoped-sum-main-counts-again = Mientras los hilos contaban, o después, el principal calculó más o menos tanto como todos ellos juntos.
scoped-sum-main-counts-again-cause = El hilo principal lo cuenta todo otra vez, y lo que devuelven los hilos no se usa. Suma lo que da cada `join`.
scoped-sum-main-cut-off = El programa se acabó mientras el hilo principal aún esperaba.
scoped-sum-main-cut-off-cause = Un hilo llamó a `exit`, que acaba con el proceso entero, estén donde estén los demás. Deja que el hilo entre en pánico; el principal se entera por `join`.
scoped-sum-not-main = Al { $role } lo lanzó el { $creator }; todos los hilos los lanza el principal.
scoped-sum-not-main-cause = Hilos que lanzan hilos son otro programa: nadie sabe entonces a quién se lanza antes que a quién. Que el hilo principal corte primero los números en todas las partes y lance un hilo para cada una.
scoped-sum-others-count = { $required } hilos escribieron partes del mismo tamaño, pero con números demasiado grandes solo { $seen ->
    [one] llegó a contarlas { $seen } hilo
   *[other] llegaron a contarlas { $seen } hilos
  }.
scoped-sum-others-count-cause = Las partes se cuentan una después de otra, por un cerrojo alrededor de `sum_part` o una espera entre medias, o las cuenta todas un hilo y los demás solo escriben. Llama a `sum_part` en cada uno de los hilos, sin nada alrededor.
scoped-sum-never-started = Las partes del mismo tamaño las escribieron { $required } hilos; con números demasiado grandes, la primera falló cuando solo { $seen ->
    [one] se había lanzado { $seen } hilo
   *[other] se habían lanzado { $seen } hilos
  }.
scoped-sum-never-started-cause = Se hace `join` de cada hilo antes de lanzar el siguiente, así que el primer fallo termina con todo. Lánzalos todos y después haz los `join`; `all_parts_are_counted_at_once` cuenta más.
scoped-sum-long = El { $role } contó { $seen } de los { $numbers } números; con { $threads ->
    [one] { $threads } hilo
   *[other] { $threads } hilos
  }, ninguna parte necesita más de { $most }.
scoped-sum-long-cause = { $fewer ->
    [yes] Hay menos partes de las que se pueden cortar: el trabajo se lo reparten tantos hilos como dice `--threads`, tenga la máquina los núcleos que tenga.
   *[no] El resto fue a parar a una sola parte, y todos esperan por ella. Redondea la longitud hacia arriba, o da un número más a cada una de las primeras partes. O bien la longitud `/ threads + 1` sobra en uno cuando la división es exacta: `div_ceil` redondea hacia arriba solo cuando hace falta.
  }
scoped-sum-one-at-a-time = En ningún momento estuvieron vivos los { $threads } hilos a la vez.
scoped-sum-one-at-a-time-cause = Se espera a cada hilo antes de lanzar el siguiente. Un iterador no hace nada hasta que se le pide: en `….map(spawn).map(join).sum()`, cada elemento pasa por las dos cosas antes de que llegue el siguiente. Reúne primero los manejadores en un `Vec`.
scoped-sum-under-a-lock = El { $role } imprimió su parte mientras tenía un cerrojo que también tenía el { $other } al imprimir la suya.
scoped-sum-under-a-lock-cause = Los dos están vivos a la vez y, aun así, solo puede contar uno de ellos cada vez: la guarda que devolvió `lock` vive mientras se llama a `sum_part`. Llama antes a `sum_part` y toma el cerrojo solo para sumar lo que devolvió.
scoped-sum-elsewhere = Una parte estaba en { $seen }, y ahí deberían estar los números a partir de { $required }.
scoped-sum-elsewhere-cause = La parte se copió: `to_vec`, `clone`, `collect` o `Arc::from` crean otra fila de números en otro sitio. Dentro de `thread::scope` un hilo puede tomar prestado: dale la porción (*slice*) que te da `chunks`.
scoped-sum-several-parts = { $threads ->
    [one] Un solo hilo contó
   *[other] { $threads } hilos contaron
  } { $parts } partes.
scoped-sum-several-parts-cause = Cada parte la cuenta un hilo propio. Llama a `scope.spawn` una vez por parte, y a `sum_part` una vez en cada hilo.
scoped-sum-processes = El programa lanzó { $seen ->
    [one] { $seen } proceso
   *[other] { $seen } procesos
  } además del suyo.
scoped-sum-processes-cause = Las partes las cuentan hilos, que pueden tomar prestados los números; a un proceso habría que darle una copia.
scoped-sum-sum-of-the-rest = Alguna parte falló y, aun así, el programa escribió «{ $seen }».
scoped-sum-sum-of-the-rest-cause = El `Err` de un `join` se tomó por un 0, o nadie lo miró. La suma de las demás partes no es la suma.
scoped-sum-passed-over = Alguna parte falló, y el programa terminó con el código de salida 0.
scoped-sum-passed-over-cause = Nadie miró lo que devolvió cada `join`. Deja que el hilo principal también entre en pánico, con `unwrap`.
scoped-sum-cut-off = El programa terminó antes que el { $role }.
scoped-sum-cut-off-cause = El hilo principal acabó con el programa en la primera parte que falló. Un ámbito espera a todos sus hilos, también cuando se sale de él por un pánico; `exit`, no.
