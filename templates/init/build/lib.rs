pub mod models {
    include!(concat!(env!("OUT_DIR"), "/models.rs"));
}
