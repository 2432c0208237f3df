//! The macro that declares the scenario's structs: each field with its type and default on one line, as in docs/scenario-files.md.

/// Declares a struct with a default for each field. A field that is at its default isn't serialised, so that a file states only what
/// differs; one marked `always` is serialised even then. A missing field is read as its default, an unknown one is an error.
macro_rules! sparse {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $field:ident: $ty:ty = $default:expr $(, $always:ident)?; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, ::serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $ty, )*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $( $field: $default, )* }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use ::serde::ser::SerializeStruct as _;
                let default = Self::default();
                let mut count = 0;
                $(
                    let $field = self.$field != default.$field $(|| stringify!($always) == "always")?;
                    count += usize::from($field);
                )*
                let mut fields = serializer.serialize_struct(stringify!($name), count)?;
                $(
                    if $field {
                        fields.serialize_field(stringify!($field), &self.$field)?;
                    }
                )*
                fields.end()
            }
        }
    };
}

pub(super) use sparse;
