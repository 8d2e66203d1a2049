# Lo que dice el evaluador de `counter`.

# Sus requisitos.
counter-each-gate-is-a-thread = Cada puerta es un hilo propio, aparte del principal.
counter-each-gate-counts-its-own-visitors = Las líneas de cada puerta las escribe su propio hilo: una por visitante, otra al final y nada más.
counter-all-gates-share-one-count = Todas las puertas llevan la misma cuenta: la que llega más tarde sigue donde se quedaron las demás.
counter-the-total-is-exact = Al final, el hilo principal escribe cuántos visitantes se contaron entre todas las puertas.
counter-gates-count-while-one-sleeps = Cada puerta duerme después de cada visitante y, mientras tanto, las demás siguen contando.
counter-main-waits-for-every-gate = El hilo principal espera a todas las puertas, por lenta que vaya alguna.
counter-is-right-under-every-schedule = Con cualquier planificación, cada visitante tiene un número que no tiene ningún otro, y el total es el mismo.
counter-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

# Lo que hacen los programas en su lugar, y por qué.
counter-threads = Aparte del principal hubo { $seen ->
    [one] { $seen } hilo
   *[other] { $seen } hilos
  }; { $required ->
    [one] se pide { $required }
   *[other] se piden { $required }
  }.
counter-threads-cause = { $seen ->
    [0] Nadie llama a `thread::spawn`. Una puerta a la que simplemente se llama deja entrar a todos los suyos antes de que abra la siguiente.
   *[other] Hay que llamar a `thread::spawn` una vez por puerta, tantas como diga `--gates`; el hilo principal no es ninguna de ellas.
  }
counter-processes = El programa lanzó { $seen ->
    [one] { $seen } proceso
   *[other] { $seen } procesos
  } además del suyo.
counter-processes-cause = Las puertas son hilos de un solo proceso; por eso pueden compartir la cuenta.
counter-other-line = El { $role } escribió «{ $seen }» donde se pide «{ $required }».
counter-other-line-cause = `N` es un número cualquiera y `K`, el de la puerta. Llama a `say_visitor` por cada visitante y compara la última línea letra por letra. Una puerta que dice el número de otra hace el trabajo de dos.
counter-line-count = El { $role } escribió { $seen ->
    [one] { $seen } línea
   *[other] { $seen } líneas
  }; se piden { $required }.
counter-line-count-cause = Las líneas de una puerta las escribe su propio hilo: con `--numbers`, una por visitante, tantas como diga `--visitors`, y una al cerrar. Lo que escriben el hilo principal u otro hilo no demuestra que la puerta haya contado.
counter-same-gate = Las líneas de { $gates } puertas hablan solo de { $seen ->
    [one] { $seen } puerta
   *[other] { $seen } puertas
  }.
counter-same-gate-cause = Dos hilos tienen el mismo número. Las puertas se cuentan desde 0, y cada clausura se lleva el suyo con `move`.
counter-not-shared = Los visitantes recibieron los números { $seen }; se piden { $required }.
counter-not-shared-cause = Una de las dos puertas empezó cuando la otra ya había cerrado, así que no hubo carrera: no llevan la misma cuenta. Un `Arc::new` dentro del bucle crea una cuenta nueva para cada puerta, y mover un número a una clausura también, porque lo copia. Crea una sola antes del bucle y haz un `Arc::clone` para cada puerta. Y los números tienen que salir de ella, no de las opciones.
counter-total = La última línea del hilo principal es «{ $seen }»; con { $gates ->
    [one] { $gates } puerta
   *[other] { $gates } puertas
  } y { $visitors } visitantes en cada una se pide «{ $required }».
counter-total-cause = El hilo principal tiene que leer la misma cuenta que llevan las puertas, y después del último `join`: antes, puede que alguna ni siquiera haya empezado.
counter-sleep = El { $role } durmió { $seen } en total; se piden { $required }.
counter-sleep-cause = Una puerta duerme después de cada visitante, lo que diga `--pause-ms`.
counter-waits-for-the-sleeper = Mientras el { $sleeper } dormía, el { $role } no pudo llegar a su fin.
counter-waits-for-the-sleeper-cause = Esperaba el cerrojo, que el { $sleeper } tenía mientras dormía. Una guarda retiene el cerrojo hasta que sale de ámbito: deja que `count_one` vuelva antes de que la puerta duerma.
counter-started-late = El { $role } no se lanzó hasta que acabó el { $sleeper }.
counter-started-late-cause = El hilo principal espera a una puerta, con `join` o al final de un ámbito, antes de lanzar la siguiente. Lánzalas todas primero y guarda sus manejadores.
counter-cut-off = El programa terminó antes que el { $role }.
counter-cut-off-cause = Cuando `main` acaba, el proceso termina, y con él todos sus hilos. Llama a `join` en el manejador de cada puerta. Que la cuenta esté completa no quiere decir que todas hayan cerrado.
counter-twice = El número { $number } lo recibieron { $seen } visitantes.
counter-twice-cause = Entre leer la cuenta y escribirla, o entre sumar uno y leer el resultado, se coló otra puerta. Cada uso de la cuenta puede estar bajo un cerrojo, o ser atómico, y los dos juntos no serlo. Haz ambas cosas con una sola guarda.
counter-never = Ningún visitante recibió el número { $number }, y hay { $all }.
counter-never-cause = Dos visitantes comparten otro número, o la cuenta ha dado un salto: entre sumar uno y leer el resultado, otra puerta sumó también. Haz ambas cosas con una sola guarda.
counter-ahead = La puerta { $gate } dio el número { $number } cuando, entre todas, solo habían anunciado { $told ->
    [one] { $told } visitante
   *[other] { $told } visitantes
  }.
counter-ahead-cause = Cada visitante se cuenta cuando llega, de uno en uno. Quien toma muchos números de golpe, o los sabe de antemano, numera a visitantes que aún no están.
