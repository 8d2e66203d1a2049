//! A program from outside, as good as: a published library's pool of threads adds and sorts.

use rayon::prelude::*;

fn main() {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("there is room for three");
    pool.install(|| {
        let sum: u64 = (1..201_u32)
            .into_par_iter()
            .with_min_len(50)
            .map(|number| u64::from(number).pow(2))
            .sum();
        assert_eq!(sum, 2_686_700);
        let (left, right) = rayon::join(|| 1 + 1, || 2 + 2);
        assert_eq!((left, right), (2, 4));
    });
}
