/** The parts of an OpenAPI document that this folder works on. */
export type Json = null | boolean | number | string | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

export interface MediaType {
  schema?: Json
  example?: Json
  examples?: Readonly<Record<string, Example>>
}

export interface Example {
  summary: string
  value: Json
}

export interface Response {
  description: string
  headers?: Record<string, Reference>
  content?: Record<string, MediaType>
}

export type Reference = { $ref: string }

export interface Parameter {
  in: string
  name: string
  description?: string
  example?: Json
}

export interface Operation {
  operationId: string
  description?: string
  /** Left out where the key is needed; empty where it is not. */
  security?: Json[]
  parameters?: Parameter[]
  requestBody?: { content: Record<string, MediaType> }
  responses: Record<string, Response | Reference>
}

export interface OpenApiDocument {
  servers?: Json[]
  paths: Record<string, Record<string, Operation>>
  components: JsonObject & { schemas: JsonObject }
}
