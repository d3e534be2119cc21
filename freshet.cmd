@echo off
rem Freshet's commands: builds the launcher when needed, then runs it.
setlocal
set "HERE=%~dp0"
set "JAR=%HERE%local\launcher\target\quarkus-app\quarkus-run.jar"
rem What is answered before anything is built; written by a test of local/command-line.
set "ANSWERS=%HERE%local\command-line\answers"
set "ARGUMENT_CHECK=%HERE%local\command-line\src\main\java\io\freshet\commandline\ArgumentCheck.java"
set "COMMAND=%~1"
set "HEAP=512m"
set "MODULE=local/launcher"
rem Whether the services need no packages of their own, because the launcher holds them.
set "PACKAGED=true"
set "KNOWN="

if "%COMMAND%"=="" (
  type "%ANSWERS%\help.txt" 1>&2
  exit /b 2
)
rem The words before the first option name the answer's file.
set "TOPIC="
set "HELP="
set "VERSION="
set "OPTIONS="
for %%a in (%*) do call :word "%%~a"
if defined VERSION set "TOPIC=-version"
if not defined VERSION if defined HELP set "TOPIC=-help%TOPIC%"
if defined VERSION goto answer
if defined HELP goto answer
if "%COMMAND%"=="completion" goto answer
goto choose

:word
if "%~1"=="--version" set "VERSION=yes"
if "%~1"=="-V" set "VERSION=yes"
if "%~1"=="--help" set "HELP=yes"
if "%~1"=="-h" set "HELP=yes"
set "WORD=%~1"
if "%WORD:~0,1%"=="-" set "OPTIONS=yes"
if defined OPTIONS exit /b 0
if "%~1"=="help" if not defined TOPIC if not defined HELP (
  set "HELP=yes"
  exit /b 0
)
set "TOPIC=%TOPIC%-%~1"
exit /b 0

:answer
if not exist "%ANSWERS%\%TOPIC:~1%.txt" goto choose
type "%ANSWERS%\%TOPIC:~1%.txt"
exit /b 0

:choose
if "%COMMAND%"=="demo" set "HEAP=300m"
if "%COMMAND%"=="bench" set "MODULE=verification/benchmarks"
if "%COMMAND%"=="bench" set "JAR=%HERE%verification\benchmarks\target\benchmarks.jar"
if "%COMMAND%"=="soak" set "MODULE=verification/fault-injection"
if "%COMMAND%"=="soak" set "JAR=%HERE%verification\fault-injection\target\fault-injection.jar"
if "%COMMAND%"=="soak" set "PACKAGED=false"
for %%c in (demo up check forget bench soak dead-letters) do if "%COMMAND%"=="%%c" set "KNOWN=yes"

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
if not defined KNOWN goto check
rem Built when the application is missing, or a source or POM is newer.
powershell -NoProfile -Command ^
  "$jar = Get-Item -LiteralPath $env:JAR -ErrorAction SilentlyContinue;" ^
  "if (-not $jar) { exit 1 };" ^
  "$newer = Get-ChildItem -LiteralPath $env:HERE -Recurse -File | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime -and $_.FullName -notmatch '\\target\\|\\src\\test\\' -and ($_.Name -eq 'pom.xml' -or $_.FullName -match '\\src\\') } | Select-Object -First 1;" ^
  "if ($newer) { exit 1 }"
if not errorlevel 1 goto run

:check
"%JAVA%" -XX:TieredStopAtLevel=1 "-Dfreshet.grammar=%ANSWERS%\grammar.txt" "%ARGUMENT_CHECK%" %*
if errorlevel 1 exit /b %errorlevel%
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
