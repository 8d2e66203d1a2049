# Lo que dice el evaluador de `transfers`.

# Sus requisitos.
transfers-each-transfer-has-its-own-thread = Cada transferencia y cada auditoría las hace un hilo propio, que escribe su línea y solo duerme para el papeleo.
transfers-balances-are-right = Al final, cada cuenta tiene lo que le han dejado las transferencias.
transfers-disjoint-transfers-proceed-at-once = Las transferencias sin cuentas en común no se esperan unas a otras.
transfers-transfers-that-share-an-account-take-turns = Durante el papeleo, las dos cuentas están ocupadas: si otra transferencia quiere una de ellas, la espera en un cerrojo.
transfers-an-audit-finds-all-the-money = Una auditoría ve el banco en un instante: espera mientras haya un importe en camino y encuentra luego todo el dinero.
transfers-an-account-may-pay-itself = Una cuenta puede pagarse a sí misma: su saldo queda como estaba y, entretanto, está ocupada.
transfers-is-right-under-every-schedule = Con cualquier planificación, nadie espera para siempre y el programa hace lo mismo.
transfers-tells-the-story = La ejecución no contiene nada aparte de lo pedido.

# Lo que hacen los programas en su lugar, y por qué.
transfers-count = Aparte del principal hubo { $seen ->
    [one] { $seen } hilo
   *[other] { $seen } hilos
  }; { $required ->
    [one] se pide { $required }
   *[other] se piden { $required }
  }.
transfers-count-cause = `run` ya está escrita y lanza un hilo por transferencia y por auditoría. Son esos hilos quienes tienen que hacerlas, y nadie más.
transfers-line = El { $role } escribió «{ $seen }»; se pide «{ $required }».
transfers-line-cause = `paperwork` imprime la línea de una transferencia, y cada auditoría, lo que devuelve `total`. Ni `transfer` ni `total` imprimen nada por su cuenta.
transfers-sleeps = El { $role } durmió { $times ->
    [one] { $times } vez
   *[other] { $times } veces
  }; cada transferencia duerme una sola vez, para su papeleo.
transfers-sleeps-cause = { $times ->
    [0] `transfer` tiene que llamar a `paperwork` una vez, entre quitar y dar, también cuando una cuenta se paga a sí misma.
   *[other] Dormir para apartarse del camino de otro hilo solo hace menos probable que los dos se encuentren. Espera en el cerrojo y llama a `paperwork` una sola vez.
  }
transfers-pause = El { $role } durmió { $seen }; se piden { $required }.
transfers-pause-cause = Llama a `paperwork`, que sabe cuánto tarda; una auditoría no tiene papeleo. Dormir por cualquier otro motivo no pone orden en nada.
transfers-no-receipt = El { $role } no escribió su línea después de dormir.
transfers-no-receipt-cause = `paperwork` ya está escrita: duerme y después imprime la línea de la transferencia. Llámala en cada transferencia y no imprimas esa línea en ningún otro sitio.
transfers-waits-for-stranger = Mientras «{ $one }» estaba con su papeleo no se pudo hacer «{ $other }», aunque no tienen ninguna cuenta en común.
transfers-waits-for-stranger-cause = Durante el papeleo se tiene un cerrojo que vale para todas las cuentas. Ten solo los de las dos cuentas que intervienen.
transfers-asks-again = Mientras «{ $one }» estaba con su papeleo, el hilo de «{ $other }» no esperaba: preguntaba una y otra vez.
transfers-asks-again-cause = `try_lock` en un bucle tiene ocupado un procesador, y dos hilos pueden cederse el paso para siempre. Toma los cerrojos en un orden en el que `lock` sea seguro, y espera.
transfers-gets-in = Mientras «{ $one }» estaba con su papeleo, «{ $other }» estaba con el suyo, aunque tienen una cuenta en común.
transfers-gets-in-cause = Una guarda se suelta demasiado pronto: quizá al final de un bloque o de una sentencia, o porque se copió su valor. Conserva las dos guardas desde antes de quitar hasta después de dar. Una cuenta que se paga a sí misma tiene un solo cerrojo, y también ese se conserva.
transfers-audit = En mitad de «{ $transfer }» llegó la auditoría y escribió «{ $seen }»; se pide «{ $required }».
transfers-audit-cause = Había un importe que no estaba en ninguna cuenta. Las transferencias tienen las dos cuentas durante el papeleo, y una auditoría toma los cerrojos de todas antes de leer el primer saldo.
transfers-audit-looks-away = En mitad de «{ $transfer }» llegó la auditoría, y terminó antes que la transferencia.
transfers-audit-looks-away-cause = La suma es correcta, pero nadie la ha contado: una cuenta ocupada no se puede leer. Suma los saldos, cada uno detrás de su cerrojo.
transfers-balance = Al final se escribe «{ $seen }» de la cuenta { $number }; se pide «{ $required }».
transfers-balance-cause = Compara quién paga con quién cobra: si los cerrojos se toman por orden de número, el primero no siempre es el de quien paga. Si una cuenta se paga a sí misma, su saldo tiene que quedar como estaba.
transfers-schedule-story-cause = Si la auditoría encuentra más o menos de lo que hay: miró una cuenta antes de una transferencia y otra después. Toma todos los cerrojos y consérvalos hasta haberlo contado todo. Si no es eso, alguna cuenta se leyó y se escribió en dos pasos, y entre los dos se soltó su cerrojo.
transfers-stuck-cause = Mira quién espera qué cerrojo. Dos transferencias que piden los mismos cerrojos en distinto orden se esperan una a otra: toma primero el cerrojo de la cuenta con el número menor, pague quien pague. Y una cuenta que se paga a sí misma tiene un solo cerrojo: quien lo pide dos veces se espera a sí mismo.
transfers-schedule-deadlock-cause = Dos transferencias piden los mismos cerrojos en distinto orden, y cada una tiene lo que quiere la otra: toma primero el cerrojo de la cuenta con el número menor, pague quien pague. También la auditoría toma cerrojos, y en el mismo orden. (Los cerrojos de arriba están numerados según se tomaron por primera vez, desde 1; las cuentas tienen sus propios números, desde 0.)
