@echo off
rem Freshet's commands: builds the launcher when needed, then runs it.
setlocal
set "HERE=%~dp0"
set "JAR=%HERE%local\launcher\target\quarkus-app\quarkus-run.jar"
set "COMMAND=%~1"
set "HEAP=512m"
set "MODULE=local/launcher"
rem Whether the services need no packages of their own, because the launcher holds them.
set "PACKAGED=true"

if "%COMMAND%"=="" (
  echo freshet: no command given; freshet help lists them.>&2
  exit /b 2
)
if "%COMMAND%"=="demo" set "HEAP=300m"
if "%COMMAND%"=="bench" set "MODULE=verification/benchmarks"
if "%COMMAND%"=="bench" set "JAR=%HERE%verification\benchmarks\target\benchmarks.jar"
if "%COMMAND%"=="soak" set "MODULE=verification/fault-injection"
if "%COMMAND%"=="soak" set "JAR=%HERE%verification\fault-injection\target\fault-injection.jar"
if "%COMMAND%"=="soak" set "PACKAGED=false"
for %%c in (help --help -h) do if "%COMMAND%"=="%%c" goto usage
for %%c in (demo up check bench soak dead-letters) do if "%COMMAND%"=="%%c" goto java
echo freshet: no such command: %COMMAND%; freshet help lists them.>&2
exit /b 2

:java
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo freshet: java was not found; install a JDK 17 or newer from adoptium.net, and put it on the PATH or set JAVA_HOME.>&2
  exit /b 1
)
set "SPEC="
for /f "tokens=3" %%v in ('""%JAVA%" -XshowSettings:properties -version 2>&1 | findstr /c:"java.specification.version ="') do set "SPEC=%%v"
rem 17 and so on; Java 8 and older call themselves 1.8.
for /f "delims=." %%m in ("%SPEC%") do if %%m GEQ 17 goto build
echo freshet: %JAVA% is Java %SPEC%, and JDK 17 or newer is needed; set JAVA_HOME to one.>&2
exit /b 1

:build
rem Built when the application is missing, or a source or POM is newer.
powershell -NoProfile -Command ^
  "$jar = Get-Item -LiteralPath $env:JAR -ErrorAction SilentlyContinue;" ^
  "if (-not $jar) { exit 1 };" ^
  "$newer = Get-ChildItem -LiteralPath $env:HERE -Recurse -File | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime -and $_.FullName -notmatch '\\target\\|\\src\\test\\' -and ($_.Name -eq 'pom.xml' -or $_.FullName -match '\\src\\') } | Select-Object -First 1;" ^
  "if ($newer) { exit 1 }"
if not errorlevel 1 goto run
where mvn >nul 2>&1
if errorlevel 1 (
  echo freshet: mvn was not found, and Freshet has to be built; install Maven 3.8.7 or newer from maven.apache.org, and put it on the PATH.>&2
  exit /b 1
)
echo Building Freshet (the first time Maven also downloads what it needs)
pushd "%HERE%"
call mvn -B -ntp -DskipTests -Dspotless.check.skip=true -Dquarkus.build.skip=%PACKAGED% -pl %MODULE% -am package
if errorlevel 1 (
  popd
  echo freshet: the build failed; see above.>&2
  exit /b 1
)
popd

:run
"%JAVA%" -Xmx%HEAP% -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError "-Dfreshet.home=%HERE:~0,-1%" %FRESHET_JAVA_OPTS% -jar "%JAR%" %*
exit /b %errorlevel%

:usage
echo Usage: freshet COMMAND [OPTIONS]
echo.
echo   demo          Live charts over simulated country databases, everything embedded
echo                   --rate N  --countries A,B,...  --responses FILE  --port N  --fresh  --for SECONDS
echo   up            Live charts over your own databases     --config FILE
echo   check         Try all that FILE names                 --config FILE [--audit]
echo   bench         Measure                                 freshness, backfill, serving, peers, ...
echo   soak          Break things under load, count losses   --minutes N --seed S
echo   dead-letters  What could not be applied               list, show, replay, discard --config FILE
echo   help          This text
exit /b 0
