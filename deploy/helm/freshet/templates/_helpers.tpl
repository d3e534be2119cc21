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

{{/*
All services, and what each has to do with: broker and warehouse, whom to alert, the lake. `configured: false` is told all
by its environment.
*/}}
{{- define "freshet.components" -}}
poller: {image: poller-service, values: poller, accounts: [broker, warehouse], alerts: true, configured: true}
aggregator: {image: aggregator-service, values: aggregator, accounts: [broker, warehouse], alerts: true, configured: true}
chart-api: {image: chart-api, values: chartApi, accounts: [broker, warehouse], alerts: false, configured: true}
{{- if .Values.forage.enabled }}
forage: {image: forage-dashboard, values: forage, accounts: [broker, warehouse], alerts: false, configured: true}
{{- end }}
{{- if .Values.lake.enabled }}
lake: {image: lake-service, values: lake, accounts: [warehouse], alerts: true, configured: true}
{{- end }}
{{- if .Values.simulator.enabled }}
simulator: {image: source-simulator, values: simulator, accounts: [], alerts: false, configured: false}
{{- end }}
{{- end -}}

{{/* What one service reads from files, by their names: accounts, sources' passwords, the lake's key, whom to alert. */}}
{{- define "freshet.secrets" -}}
{{- $all := dict -}}
{{- range $at := .what.accounts -}}
{{- $account := include "freshet.account" (dict "root" $.root "component" $.component "values" $.what.values "at" $at) | fromYaml -}}
{{- if include "freshet.hasPassword" $account }}{{ $_ := set $all $at $account }}{{ end -}}
{{- end -}}
{{- if eq .component "poller" -}}
{{- range $source := .root.Values.sources -}}
{{- if include "freshet.hasPassword" $source }}{{ $_ := set $all (printf "source-%s" $source.name) $source }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if eq .component "lake" -}}
{{- with .root.Values.lake.secretKey }}{{ $_ := set $all "lake" (dict "password" .) }}{{ end -}}
{{- with .root.Values.lake.secretKeySecret }}{{ $_ := set $all "lake" (dict "passwordSecret" .) }}{{ end -}}
{{- end -}}
{{- if .what.alerts -}}
{{- $email := .root.Values.alerts.email -}}
{{- if include "freshet.hasPassword" $email }}{{ $_ := set $all "alerts-email" $email }}{{ end -}}
{{- with .root.Values.alerts.slack.url }}{{ $_ := set $all "alerts-slack" (dict "password" .) }}{{ end -}}
{{- with .root.Values.alerts.slack.urlSecret }}{{ $_ := set $all "alerts-slack" (dict "passwordSecret" .) }}{{ end -}}
{{- end -}}
{{- toYaml $all -}}
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
{{- if has "broker" .what.accounts }}
broker:
  {{- if $broker.username }}
  url: {{ regexReplaceAll "//[^@]*@" $values.broker.url (printf "//%s@" $broker.username) | quote }}
  {{- else }}
  url: {{ $values.broker.url | quote }}
  {{- end }}
  {{- if include "freshet.hasPassword" $broker }}
  password-file: /etc/freshet-secrets/broker
  {{- end }}
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
{{- if and $values.lake.enabled (has .component (list "aggregator" "lake")) }}
lake:
  url: {{ $values.lake.url | quote }}
  {{- with $values.lake.processedUrl }}
  processed-url: {{ . | quote }}
  {{- end }}
  {{- with $values.lake.endpoint }}
  endpoint: {{ . | quote }}
  {{- end }}
  {{- with $values.lake.region }}
  region: {{ . | quote }}
  {{- end }}
  {{- if and (eq .component "lake") $values.lake.accessKey }}
  access-key: {{ $values.lake.accessKey | quote }}
  secret-key-file: /etc/freshet-secrets/lake
  {{- end }}
{{- end }}
{{- if and .what.alerts (or $values.alerts.email.host $values.alerts.slack.url $values.alerts.slack.urlSecret) }}
{{- include "freshet.alerts" $values.alerts }}
{{- end }}
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

{{/* Whom a service alerts, and of what. */}}
{{- define "freshet.alerts" }}
alerts:
  {{- with .about }}
  "on": {{ join "," . | quote }}
  {{- end }}
  {{- with .interval }}
  interval: {{ . }}
  {{- end }}
  {{- with .staleAfter }}
  stale-after: {{ . }}
  {{- end }}
  {{- if .email.host }}
  email:
    host: {{ .email.host | quote }}
    {{- with .email.port }}
    port: {{ . }}
    {{- end }}
    {{- with .email.tls }}
    tls: {{ . | quote }}
    {{- end }}
    {{- with .email.username }}
    username: {{ . | quote }}
    {{- end }}
    {{- if include "freshet.hasPassword" .email }}
    password-file: /etc/freshet-secrets/alerts-email
    {{- end }}
    from: {{ .email.from | quote }}
    to: {{ join "," .email.to | quote }}
  {{- end }}
  {{- if or .slack.url .slack.urlSecret }}
  slack:
    url-file: /etc/freshet-secrets/alerts-slack
  {{- end }}
{{- end -}}

{{/* What the simulator is told: where it makes its databases, and who reads them. */}}
{{- define "freshet.simulator" -}}
{{- $simulator := .Values.simulator -}}
- {name: FRESHET_SIMULATOR_ENABLED, value: "true"}
- {name: FRESHET_SIMULATOR_SERVER_URL, value: {{ $simulator.server.url | quote }}}
- {name: FRESHET_SIMULATOR_SERVER_USERNAME, value: {{ $simulator.server.username | quote }}}
{{- range $at, $of := dict "server" $simulator.server "reader" $simulator.reader }}
{{- if include "freshet.hasPassword" $of }}
- name: FRESHET_SIMULATOR_{{ upper $at }}_PASSWORD
  valueFrom:
    {{- if $of.password }}
    secretKeyRef: {name: {{ include "freshet.fullname" $ }}-passwords, key: simulator-{{ $at }}}
    {{- else }}
    secretKeyRef: {name: {{ $of.passwordSecret.name }}, key: {{ $of.passwordSecret.key | quote }}}
    {{- end }}
{{- end }}
{{- end }}
{{- with $simulator.reader.username }}
- {name: FRESHET_SIMULATOR_READER_USERNAME, value: {{ . | quote }}}
{{- end }}
{{- with $simulator.countries }}
- {name: FRESHET_SIMULATOR_COUNTRIES, value: {{ join "," . | quote }}}
{{- end }}
- {name: FRESHET_SIMULATOR_DATABASE_PREFIX, value: {{ $simulator.databasePrefix | quote }}}
- {name: FRESHET_SIMULATOR_RATE, value: {{ $simulator.rate | quote }}}
{{- end -}}
