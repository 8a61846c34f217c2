export interface State { readonly todo?: never }
