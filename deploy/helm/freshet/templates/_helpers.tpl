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
{{- if .registry }}{{ .registry }}/{{ end }}{{ .repository }}/{{ $.image }}:{{ .tag | default $.root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* One service: its pods all look alike but for image, replicas and resources. */}}
{{- define "freshet.deployment" -}}
{{- $root := .root -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "freshet.fullname" $root }}-{{ .component }}
  labels: {{- include "freshet.labels" . | nindent 4 }}
spec:
  replicas: {{ .settings.replicas }}
  selector:
    matchLabels: {{- include "freshet.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "freshet.labels" . | nindent 8 }}
      annotations:
        checksum/config: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
        prometheus.io/scrape: "true"
        prometheus.io/port: "8080"
        prometheus.io/path: /q/metrics
        {{- with $root.Values.podAnnotations }}{{ toYaml . | nindent 8 }}{{ end }}
    spec:
      serviceAccountName: {{ include "freshet.serviceAccount" $root }}
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 30
      {{- with $root.Values.imagePullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 185
        runAsGroup: 185
        fsGroup: 185
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: {{ .component }}
          image: {{ include "freshet.image" (dict "root" $root "image" .image) | quote }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
          ports:
            - {name: http, containerPort: 8080}
          env:
            - {name: FRESHET_CONFIG, value: /etc/freshet/freshet.yaml}
            - {name: JAVA_OPTS_APPEND, value: {{ .settings.javaOptions | quote }}}
            {{- range $name, $value := .environment }}
            - {name: {{ $name }}, value: {{ $value | quote }}}
            {{- end }}
            - name: FRESHET_SECRET_BROKER_URL
              valueFrom: {secretKeyRef: {{ toJson $root.Values.broker.urlSecret }}}
            {{- with $root.Values.warehouse.passwordSecret }}
            - name: FRESHET_SECRET_WAREHOUSE_PASSWORD
              valueFrom: {secretKeyRef: {{ toJson . }}}
            {{- end }}
            {{- if .readsSources }}
            {{- range $index, $source := $root.Values.sources }}
            {{- with $source.passwordSecret }}
            - name: FRESHET_SECRET_SOURCE_{{ $index }}_PASSWORD
              valueFrom: {secretKeyRef: {{ toJson . }}}
            {{- end }}
            {{- end }}
            {{- end }}
          startupProbe:
            httpGet: {path: /q/health/live, port: http}
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: {path: /q/health/live, port: http}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: {path: /q/health/ready, port: http}
            periodSeconds: 5
            timeoutSeconds: 3
          resources: {{- toYaml .settings.resources | nindent 12 }}
          volumeMounts:
            - {name: config, mountPath: /etc/freshet, readOnly: true}
            - {name: tmp, mountPath: /tmp}
      volumes:
        - name: config
          configMap: {name: {{ include "freshet.fullname" $root }}}
        - name: tmp
          emptyDir: {sizeLimit: 64Mi}
      {{- with $root.Values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.affinity }}
      affinity: {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end -}}
