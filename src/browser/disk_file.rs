//! One file on the device that is kept up to date, where the browser lets a page write one (File System Access, WICG;
//! Chromium so far).

use idb::{Factory, Query};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::page;

const PICK: &str = "showSaveFilePicker";
/// Store and key of the handle, in a database of its own: a handle is no text.
const FILE: &str = "file";

/// What the browser gives for a file that somebody chose. It can be kept in a database.
pub struct DiskFile(JsValue);

/// Whether this browser lets a page write a file in its place.
pub fn is_available() -> bool {
    page::window().is_some_and(|window| Reflect::has(&window, &PICK.into()) == Ok(true))
}

/// Calls a method that answers later; `None` where it is refused.
async fn call(this: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let function: Function = Reflect::get(this, &method.into()).ok()?.dyn_into().ok()?;
    let answer: Promise = function.call1(this, argument).ok()?.dyn_into().ok()?;
    JsFuture::from(answer).await.ok()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

impl DiskFile {
    /// Asks which file; `None` where nobody chose one. Only within a click.
    pub async fn pick(file_name: &str) -> Option<Self> {
        let window = page::window()?;
        let endings: JsValue = Array::of1(&".json".into()).into();
        let kind = object(&[("accept", object(&[("application/json", endings)]))]);
        let options = object(&[("suggestedName", file_name.into()), ("types", Array::of1(&kind).into())]);
        call(&window, PICK, &options).await.map(Self)
    }

    pub fn name(&self) -> String {
        Reflect::get(&self.0, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
    }

    /// Whether it may be written; `asks` within a click only.
    pub async fn may_write(&self, asks: bool) -> bool {
        let method = if asks { "requestPermission" } else { "queryPermission" };
        let said = call(&self.0, method, &object(&[("mode", "readwrite".into())])).await;
        said.and_then(|said| said.as_string()).as_deref() == Some("granted")
    }

    /// Writes all of it anew; what was there stays until the last byte is written. Whether it was.
    pub async fn write(&self, bytes: &[u8]) -> bool {
        let written = async {
            let stream = call(&self.0, "createWritable", &JsValue::UNDEFINED).await?;
            call(&stream, "write", &Uint8Array::from(bytes)).await?;
            call(&stream, "close", &JsValue::UNDEFINED).await
        };
        written.await.is_some()
    }

    /// The file that was chosen for a network, whose database this is called after.
    pub async fn remembered(database_name: &str) -> Option<Self> {
        let database = open(database_name).await?;
        let transaction = database.transaction(&[FILE], idb::TransactionMode::ReadOnly).ok()?;
        let found =
            transaction.object_store(FILE).ok()?.get(Query::from(JsValue::from(FILE))).ok()?.await.ok()?;
        database.close();
        found.map(Self)
    }

    /// Remembers it for a network; `None` where it is not kept.
    pub async fn remember(&self, database_name: &str) -> Option<()> {
        remember(database_name, Some(self)).await
    }

    /// Forgets what was chosen for a network.
    pub async fn forget(database_name: &str) -> Option<()> {
        remember(database_name, None).await
    }
}

async fn remember(database_name: &str, file: Option<&DiskFile>) -> Option<()> {
    let database = open(database_name).await?;
    let transaction = database.transaction(&[FILE], idb::TransactionMode::ReadWrite).ok()?;
    let store = transaction.object_store(FILE).ok()?;
    match file {
        Some(file) => drop(store.put(&file.0, Some(&FILE.into())).ok()?),
        None => drop(store.delete(Query::from(JsValue::from(FILE))).ok()?),
    }
    transaction.commit().ok()?.await.ok()?;
    database.close();
    Some(())
}

async fn open(database_name: &str) -> Option<idb::Database> {
    let mut request = Factory::new().ok()?.open(&format!("{database_name}#{FILE}"), Some(1)).ok()?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = idb::event::DatabaseEvent::database(&event) {
            let _ = database.create_object_store(FILE, idb::ObjectStoreParams::new());
        }
    });
    request.await.ok()
}
