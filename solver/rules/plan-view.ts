// owned by the rules helper: replaced soon
export interface PlanView { readonly sessions: readonly unknown[] }
