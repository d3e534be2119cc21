{{- define "freshet.fullname" -}}
{{- if contains "freshet" .Release.Name -}}{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else -}}{{ printf "%s-freshet" .Release.Name | trunc 50 | trimSuffix "-" }}{{- end -}}
{{- end -}}

{{- define "freshet.labels" -}}
app.kubernetes.io/name: freshet
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end -}}

{{- define "freshet.selector" -}}
app.kubernetes.io/name: freshet
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "freshet.serviceAccount" -}}
{{- if .Values.serviceAccount.name -}}{{ .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create -}}{{ include "freshet.fullname" . }}
{{- else -}}default{{- end -}}
{{- end -}}

{{- define "freshet.image" -}}
{{- with .root.Values.image -}}
{{- if .registry }}{{ .registry }}/{{ end }}{{ .repository }}/{{ $.image }}:{{ $.tag | default .tag | default $.root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* All services: those that run where Forage may not. */}}
{{- define "freshet.components" -}}
poller: {image: poller-service, values: poller}
aggregator: {image: aggregator-service, values: aggregator}
chart-api: {image: chart-api, values: chartApi}
{{- if .Values.forage.enabled }}
forage: {image: forage-dashboard, values: forage}
{{- end }}
{{- end -}}

{{/* Where a password is: a file of a secret that is there, or of the one that this chart makes, which goes first. */}}
{{- define "freshet.secretFile" -}}
- secret:
    {{- if .of.password }}
    name: {{ include "freshet.fullname" .root }}-passwords
    items: [{key: {{ .of.file | default .file | quote }}, path: {{ .file | quote }}}]
    {{- else }}
    name: {{ .of.passwordSecret.name }}
    items: [{key: {{ .of.passwordSecret.key | quote }}, path: {{ .file | quote }}}]
    {{- end }}
{{- end -}}

{{- define "freshet.hasPassword" -}}
{{- if or .passwordSecret .password }}yes{{ end -}}
{{- end -}}

{{/* A source's keys in the configuration, all but where its password is. */}}
{{- define "freshet.source" -}}
name: {{ .name | quote }}
url: {{ .url | quote }}
username: {{ .username | quote }}
{{- with .pipeline }}
pipeline: {{ . | quote }}
{{- end }}
{{- range $key, $value := .attributes }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- with .pollInterval }}
poll-interval: {{ . }}
{{- end }}
{{- with .sweeps }}
sweeps:
  {{- with .idlePercent }}
  idle-percent: {{ . }}
  {{- end }}
  {{- with .hintedPercent }}
  hinted-percent: {{ . }}
  {{- end }}
{{- end }}
{{- if .pooled }}
pooled: true
{{- end }}
{{- with .rowSecurity }}
row-security: {{ . }}
{{- end }}
{{- with .timeZone }}
time-zone: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* Who a service is at broker or warehouse, and where its password is: its own account, or that of all. */}}
{{- define "freshet.account" -}}
{{- $settings := index .root.Values .values -}}
{{- $own := dig "accounts" .at dict $settings -}}
{{- $all := index .root.Values .at -}}
{{- if $own.username -}}
{{- toYaml (merge (dict "file" (printf "%s-%s" .component .at)) $own) -}}
{{- else -}}
{{- toYaml (merge (dict "file" .at) (pick $all "username" "password" "passwordSecret")) -}}
{{- end -}}
{{- end -}}

{{/* The configuration that a service reads; sources' passwords only for who reads sources. */}}
{{- define "freshet.configuration" -}}
{{- $values := .root.Values -}}
{{- $broker := include "freshet.account" (merge (dict "at" "broker") .) | fromYaml -}}
{{- $warehouse := include "freshet.account" (merge (dict "at" "warehouse") .) | fromYaml -}}
broker:
  {{- if $broker.username }}
  url: {{ regexReplaceAll "//[^@]*@" $values.broker.url (printf "//%s@" $broker.username) | quote }}
  {{- else }}
  url: {{ $values.broker.url | quote }}
  {{- end }}
  {{- if include "freshet.hasPassword" $broker }}
  password-file: /etc/freshet-secrets/broker
  {{- end }}
warehouse:
  url: {{ $values.warehouse.url | quote }}
  username: {{ $warehouse.username | quote }}
  {{- if include "freshet.hasPassword" $warehouse }}
  password-file: /etc/freshet-secrets/warehouse
  {{- end }}
http:
  host: 0.0.0.0
  port: 8080
  management-host: 0.0.0.0
  management-port: 9000
{{- with $values.definitions }}
pipelines:
  {{- range $name, $text := . }}
  - definition-{{ $name }}.yaml
  {{- end }}
{{- end }}
sources: {{- if not $values.sources }} []{{ end }}
{{- range $source := $values.sources }}
  - {{ include "freshet.source" $source | nindent 4 | trim }}
    {{- if and (eq $.component "poller") (include "freshet.hasPassword" $source) }}
    password-file: /etc/freshet-secrets/source-{{ $source.name }}
    {{- end }}
{{- end }}
{{- end -}}
